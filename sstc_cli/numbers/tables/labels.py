"""The fixed words of a report's tables and figures, which `templates/labels/` has translated."""

from enum import StrEnum


class ReportLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    # the names of lines and columns
    REGISTERED = "registered"
    ATTENDED = "attended"
    ANSWERED = "answered the survey"
    PEOPLE = "people"
    CAME = "of those who registered, attended"
    TOLD = "of those who attended, answered"
    RATE = "response rate"
    ALL = "all"
    BEFORE = "before"
    AFTER = "after"
    GAIN = "gain in points"
    PAIRS = "answered before and after"
    LOST = "answered only once"
    TWO_BEST = "two best ratings"
    OTHER_ANSWERS = "other answers"
    RIGHT = "right answers"
    MEAN = "mean"
    SCORE = "net promoter score"
    SHARE = "share"
    COUNT = "number"
    LOW = "at least"
    HIGH = "at most"
    DIFFERENCE = "{first} compared with {second}"
    COMMENTS = "comments"
    # the captions of tables and figures
    REACH = "From registration to answers"
    FUNNEL = "How many went on, of people known by their addresses"
    ATTENDANCE = "Attendances by webinar"
    WHO = "Participants by {dimension}"
    RESPONSE = "Response rate"
    RESPONSE_BY = "Response rate by {dimension}"
    RATINGS = "Ratings"
    SELF_REPORTED = "{caption}, self-reported"
    RECOMMEND = "Would they recommend the series?"
    KNOWLEDGE = "Right answers before and after"
    GAIN_OF_PAIRS = "Knowledge of those who answered before and after"
    BOUNDS = "What the result could be, whatever those who did not answer think"
    BY = "By {dimension}: {question}"
    BY_GROUP = "By group: {question}"
    OVER_WEBINARS = "By webinar: {indicator}"
    THEMES = "What the comments are about"
    # the values
    PERCENT = "{percent} %"
    VALUE_OF_N = "{value} (n = {n})"
    POINTS = "{points} points"
    N = "n = {n}"
    INTERVAL = "{low} to {high} %"
    INTERVAL_OF_POINTS = "{low} to {high}"
    BOUNDS_OF = "{low} to {high} %"
    WEBINAR = "{number}. {title}"
    # the notes
    TWO_BEST_NOTE = "{share} gave one of the two best ratings"
    SCORE_NOTE = "net promoter score {score} ({low} to {high})"
    OUTLYING = "outside the ordinary range"
    HIDDEN = "hidden, because it is about few people"
    P_VALUE = "p = {p} (exact McNemar test)"
    P_BELOW = "p < {p} (exact McNemar test)"
    NO_CLEAR_CHANGE = "no clear change (exact McNemar test)"
    TOO_FEW = "Not shown, because fewer than {least} people are counted: {captions}."
    NO_GAIN = "Only {count} people answered before and after: no gain is stated."
    NO_GAIN_HIDDEN = "Fewer than {least} people answered before and after: no gain is stated."
    # the lines below a figure
    WORDING = "Question: “{text}”"
    SOURCE = "Source: {survey}, {webinars}; n = {n}"
    SOURCE_OF_ATTENDANCE = "Source: attendance, {webinars}; n = {n}"
    SOURCES = "Source: registration, attendance and answers, {webinars}"
    # the sentences that say what a figure shows
    SHOWS = "{caption}. {rows}"
    SHOWS_ROW = "{name}: {values}"
    # the sentences above the figures
    REACH_IN_WORDS = "People: {stages}."
    STAGE = "{people} {stage}"
    RATE_IN_WORDS = "Of those who attended, {share} answered ({low} to {high} %)."
    SELF_SELECTED = (
        "People chose for themselves whether to answer: the intervals say what chance does, and not"
        " how those who did not answer differ."
    )
    GAIN_IN_WORDS = (
        "Tested: among the {pairs} people who answered before and after, the right answers changed"
        " by {difference}."
    )
    LEVELS_IN_WORDS = "They had {before} right before, and {after} after."
    LOST_IN_WORDS = "{lost} people answered only once, and do not count here."
    LATER_IN_WORDS = "Self-reported: people were asked months after the webinars."
    # the results at a glance
    WOMEN = "women among those who told"
    COUNTRIES = "countries"
    AT_LEAST = "at least {value}"
    AT_LEAST_PERCENT = "at least {value} %"
    BEST_OF = "{question} (two best ratings)"
    RIGHT_OF = "{question} (right answers)"
    GAIN_TESTED = "knowledge gain in points (tested)"
    # the limits
    LIMIT_CHOICE = "People chose for themselves whether to register, to attend and to answer."
    LIMIT_RATE = (
        "{share} of those who attended answered. If all others were dissatisfied, or satisfied, the"
        " results would be within the bounds that are shown."
    )
    LIMIT_NO_ATTENDANCE = "Attendance is not known, so nobody can say how many did not answer."
    LIMIT_PARTLY = "Attendance is known of {webinars} only."
    LIMIT_REPEATED = (
        "One person may have answered after several webinars: intervals take that into account."
    )
    LIMIT_HIDDEN = (
        "Counts under {least} are hidden or merged with others, so that nobody can be recognised."
    )
    LIMIT_CAUSE = (
        "There is no group for comparison: changes are not proved to be caused by the webinars."
    )
    # the method
    METHOD_SPONSOR = "Who carried it out"
    METHOD_POPULATION = "Population"
    METHOD_POPULATION_TEXT = "everybody who registered for, or attended, {webinars}"
    METHOD_RECRUITMENT = "Recruitment"
    METHOD_RECRUITMENT_TEXT = "all of them were asked to answer; nobody was selected"
    METHOD_MODE = "Mode and languages"
    METHOD_MODE_TEXT = "forms on the web in {languages}"
    METHOD_DATES = "Dates"
    METHOD_DATES_TEXT = "webinars from {starts} to {ends}"
    METHOD_SIZES = "Sizes"
    METHOD_SIZES_TEXT = "{responses} ({survey})"
    METHOD_PRECISION = "Precision"
    METHOD_PRECISION_TEXT = (
        "95 % intervals: shares after Wilson (1927), over several webinars with the design effect"
        " of people who answered more than once; gains with Student's t over people"
    )
    METHOD_WEIGHTS = "Weighting"
    METHOD_WEIGHTS_TEXT = "none"
    METHOD_PROCESSING = "Processing"
    METHOD_PROCESSING_TEXT = (
        "of several answers of one person to one survey of a webinar, the last one counts; answers"
        " that are not one of the options count as other"
    )
    METHOD_HIDING = "Confidentiality"
    METHOD_QUESTIONS = "Wording"
    METHOD_QUESTIONS_TEXT = "annex B has every question in all of its languages"
