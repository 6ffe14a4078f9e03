"""The fixed words of a report's tables and figures, which `templates/labels/` has translated."""

from enum import StrEnum


class ReportLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    # the names of lines and columns
    REGISTERED = "registered"
    ATTENDED = "attended"
    ANSWERED = "answered the survey"
    PEOPLE = "people"
    CAME = "attended, of those who registered"
    TOLD = "answered, of those who attended"
    RATE = "response rate"
    ALL = "all"
    BEFORE = "before"
    AFTER = "after"
    GAIN = "gain in points"
    PAIRS = "answered before and after"
    LOST = "responses only before or only after"
    IDENTIFIED = "people who gave an address"
    ANONYMOUS = "anonymous answers"
    TWO_BEST = "two best ratings"
    OTHER_ANSWERS = "other answers"
    RIGHT = "correct answers"
    MEAN = "mean"
    SCORE = "net promoter score"
    SHARE = "share"
    COUNT = "value"
    LOW = "at least"
    HIGH = "at most"
    DIFFERENCE = "{first} compared with {second}"
    COMMENTS = "comments"
    REQUESTS_COLUMN = "requests"
    BOTH_ASKED = "both were asked"
    BOTH_AGREED = "both agreed"
    INTRODUCED = "introduced to each other"
    AFTER_DAYS = "after {days} days"
    MET = "they have talked or met"
    COOPERATING = "they are working together"
    AGREEMENT = "they have signed an agreement"
    NOTHING_CAME = "nothing has come of it"
    NO_ANSWER = "they did not answer"
    NOT_RECORDED = "not recorded yet"
    # the captions of tables and figures
    REACH = "From registration to response"
    ANSWERS = "People and anonymous answers"
    FUNNEL = "How many took the next step (people identified by e-mail address)"
    ATTENDANCE = "Attendances by webinar"
    WHO = "Participants by {dimension}"
    WHO_OF_LIST = "Participants from {dimension}"
    RESPONSE = "Response rate"
    RESPONSE_BY = "Response rate by {dimension}"
    RATINGS = "Ratings"
    SELF_REPORTED = "{caption} (self-reported)"
    RECOMMEND = "Would participants recommend the series?"
    KNOWLEDGE = "Correct answers before and after"
    GAIN_OF_PAIRS = "Knowledge of people who answered both before and after"
    BOUNDS = "Possible range of results if everyone had answered"
    BY = "By {dimension}: {question}"
    BY_GROUP = "By group: {question}"
    OVER_WEBINARS = "By webinar: {indicator}"
    THEMES = "What the comments are about"
    REQUESTS = "Requests to introduce two participants to each other"
    OUTCOMES = "What came of the introductions"
    # the values
    PERCENT = "{percent} %"
    VALUE_OF_N = "{value} (n = {n})"
    N_OF_CHANGE = "{before} → {after}"
    INTERVAL = "{low} to {high} %"
    INTERVAL_OF_POINTS = "{low} to {high}"
    BOUNDS_OF = "{low} to {high} %"
    WEBINAR = "{number}. {title}"
    # the notes
    TWO_BEST_NOTE = "two best ratings: {share}"
    SCORE_NOTE = "net promoter score: {score} ({low} to {high})"
    OUTLYING = "outside the usual range"
    HIDDEN = "hidden: too few people"
    P_VALUE = "p = {p} (exact McNemar test)"
    P_BELOW = "p < {p} (exact McNemar test)"
    NO_CLEAR_CHANGE = "the change may be due to chance (exact McNemar test)"
    TOO_FEW = "Not shown, because they rest on fewer than {least} people: {captions}"
    ALL_HIDDEN = "Not shown, because the values would tell about few people: {captions}"
    NO_GAIN = "People who answered both before and after: {count}. That is too few to state a gain."
    NO_GAIN_HIDDEN = (
        "Fewer than {least} people answered both before and after, which is too few to state a"
        " gain."
    )
    GAIN_HIDDEN = (
        "{pairs} people answered both before and after. How much more they knew is hidden, because"
        " it would tell what few of them answered."
    )
    # the lines below a figure
    WORDING = "Question: “{text}”"
    SOURCE = "Source: {survey}, {webinars}; n = {n}"
    SOURCE_OF_WEBINARS = "Source: {survey}, {webinars}"
    SOURCE_OF_ATTENDANCE = "Source: attendance, {webinars}; n = {n}"
    ATTENDANCE_FILE = "Attendance"
    BAND = "chance alone would keep almost all webinars between {low} and {high} %"
    SOURCES = "Source: registrations, attendance and survey responses, {webinars}"
    SOURCE_OF_REQUESTS = "Source: the organisers’ record of introductions"
    # the sentences that say what a figure shows
    SHOWS = "{caption} – {rows}"
    SHOWS_ROW = "{name}: {values}"
    SHOWS_MARK = "{segment} {value}"
    # the sentences above the figures
    REACH_IN_WORDS = "People, each counted once: {stages}."
    STAGE = "{people} {stage}"
    STAGE_OF_ANSWERS = "{stage} ({people} people and {anonymous} anonymous answers)"
    STAGE_WITH_ANONYMOUS = "{stage} (each anonymous answer counts as somebody else’s)"
    RATE_IN_WORDS = "Of those who attended, {share} answered (95 % interval {low} to {high} %)."
    RATE_OF_VISITS = (
        "Of all attendances, {share} were followed by an answer (95 % interval {low} to {high} %)."
    )
    RATE_OF_KNOWN = (
        "Of those whose address the attendance has, {share} answered under that address: groups can"
        " count only them."
    )
    SELF_SELECTED = (
        "People chose for themselves whether to answer. The intervals allow for chance only, and"
        " not for how those who did not answer differ from those who did."
    )
    GAIN_IN_WORDS = (
        "Tested: among the {pairs} people who answered both before and after, the share of"
        " correct answers changed by {difference}."
    )
    LEVELS_IN_WORDS = "Their share of correct answers was {before} before, and {after} after."
    LOST_IN_WORDS = (
        "Responses given only before or only after a webinar, and not compared here: {lost}. One"
        " person can have given several."
    )
    LATER_IN_WORDS = "Self-reported: people were asked some months after the webinars."
    INTRODUCED_IN_WORDS = (
        "Two participants who fit together were each asked, without the other’s name, whether they"
        " wanted to be introduced. Names were given only after both had agreed."
    )
    TOO_FEW_REQUESTS = "Not shown, because they rest on fewer than {least} requests: {captions}"
    # the results at a glance
    AT_LEAST = "at least {value}"
    AT_LEAST_PERCENT = "at least {value} %"
    BEST_OF = "{question} (two best ratings)"
    GAIN_TESTED = "knowledge gain in points (tested)"
    # the limits
    LIMIT_CHOICE = "People chose for themselves whether to register, attend and answer."
    LIMIT_RATE = (
        "Of those who attended, {share} answered. Whatever the others think, the results for"
        " everyone lie within the ranges shown."
    )
    LIMIT_RATE_OF_VISITS = (
        "Of all attendances, {share} were followed by an answer. Whatever the others think, the"
        " results for everyone lie within the ranges shown."
    )
    LIMIT_NO_ATTENDANCE = (
        "Attendance is not known, and so neither is the number of people who did not answer."
    )
    LIMIT_RATE_HIDDEN = "The response rate is hidden, because it is about few people."
    LIMIT_REPEATED = (
        "One person may have answered after several webinars; the intervals take this into account."
    )
    LIMIT_FIRST_TIME = (
        "“First time” means that a person was not at an earlier webinar whose attendance was"
        " imported ({webinars}); that of the others is not known."
    )
    LIMIT_HIDDEN = (
        "Counts under {least} are hidden or merged with others, so that nobody can be identified."
    )
    LIMIT_CAUSE = (
        "There was no comparison group, so this report does not show that the webinars caused the"
        " changes."
    )
    # the method
    COVERED = "{covered} of {count} ({webinars})"
    METHOD_SPONSOR = "Conducted by"
    METHOD_POPULATION = "Population"
    METHOD_POPULATION_TEXT = "everyone who registered or attended ({webinars})"
    METHOD_RECRUITMENT = "Recruitment"
    METHOD_RECRUITMENT_TEXT = "everyone was asked to answer; no sample was drawn"
    METHOD_MODE = "Mode and languages"
    METHOD_MODE_TEXT = "web forms; languages: {languages}"
    METHOD_DATE = "Date"
    METHOD_DATES = "Dates"
    METHOD_DATES_TEXT = "webinars from {starts} to {ends}"
    METHOD_PRECISION = "Precision"
    METHOD_PRECISION_TEXT = (
        "95 % intervals: for shares after Wilson (1927), widened over several webinars because"
        " people may answer more than once (design effect); for gains with Student’s t over"
        " people"
    )
    METHOD_WEIGHTS = "Weighting"
    METHOD_WEIGHTS_TEXT = "none"
    METHOD_PROCESSING = "Processing"
    METHOD_PROCESSING_TEXT = (
        "if somebody answered a survey about a webinar more than once, only the last response"
        " counts; answers in other words than the options are counted together"
    )
    METHOD_HIDING = "Confidentiality"
    METHOD_QUESTIONS = "Wording"
    METHOD_QUESTIONS_TEXT = "an annex lists every question in all its languages"
    METHOD_HIDING_TEXT = (
        "counts under {least} are hidden or merged with others, so that nobody can be identified"
    )
    # how urgent a recommendation is, in the words of `data/report.yaml`
    HIGH_PRIORITY = "high"
    MEDIUM_PRIORITY = "medium"
    LOW_PRIORITY = "low"
