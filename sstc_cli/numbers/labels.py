"""The fixed words of summaries and reports, which `templates/labels/` has in other languages."""

from enum import StrEnum


class SummaryLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    ALL_WEBINARS = "all webinars"
    LIST = "{item}, {next}"
    WEBINAR = "webinar {numbers}"
    WEBINARS = "webinars {numbers}"
    IN_WEBINAR = "webinar {number}: {count}"
    ATTENDANCE = "Attendance: {webinars}"
    PERSON = "{count} person"
    PEOPLE = "{count} people"
    ATTENDANCE_COUNT = "{count} attendance"
    ATTENDANCES_COUNT = "{count} attendances"
    OF_PEOPLE = "{attendances} of {people}"
    RESPONSE = "{count} response"
    RESPONSES = "{count} responses"
    ANONYMOUS = "{count} anonymous response"
    ANONYMOUS_MANY = "{count} anonymous responses"
    EARLIER = "{count} earlier submission not counted"
    EARLIER_MANY = "{count} earlier submissions not counted"
    RATE = "response rate: {share}"
    NO_RATE = "no response rate: {responses}, but only {attendees} known"
    STRANGERS = (
        "not in the response rate, because the attendance lacks their addresses: {responses}"
    )
    ATTENDEE = "{count} attendee"
    ATTENDEES = "{count} attendees"
    COUNT_OF = "{count} of {n}"
    COUNT_OF_ATTENDEES = "{count} of {n} attendees"
    SHARE = "{count}, {percent} % (95 % interval {low} to {high} %)"
    GROUP_SHARE = "{percent} % ({low} to {high})"
    AT_LEAST = "at least {percent} %"
    AT_MOST = "at most {percent} %"
    CORRECT = "correct: {share}"
    TWO_BEST = "two best ratings: {share}"
    MEAN = "mean: {mean}"
    NET_SCORE = "net promoter score: {score} (95 % interval {low} to {high})"
    PARTS = "promoters: {promoters}, passives: {passives}, detractors: {detractors}"
    NOT_APPLICABLE = "not applicable: {count}, excluded from n"
    NO_ANSWERS = "no answers"
    MEAN_HIDDEN = "{count} answer, mean not shown"
    MEAN_HIDDEN_MANY = "{count} answers, mean not shown"
    ONE_ROW = "no table: all people would be in one row"
    TEXT = "{count} text, not shown here"
    TEXTS = "{count} texts, not shown here"
    KNOWLEDGE = "Knowledge before and after"
    QUESTION = "{count} question asked before and after"
    QUESTIONS = "{count} questions asked before and after"
    PAIR = "{count} pair"
    PAIRS = "{count} pairs"
    OTHERS = "{before} answered before only, {after} after only"
    GAIN = "paired gain: {difference}"
    LEVELS = "from {before} % to {after} % correct"
    HAKE = "normalised gain (Hake): {gain}"
    UNPAIRED = "difference of the others, who are different people: {difference}"
    POINTS = "{value} points (95 % interval {low} to {high})"
    POINTS_FEW = "{value} points (too few for an interval)"
    POINTS_ALIKE = "{value} points (too alike for an interval)"
    POINTS_HIDDEN = "{value} points (interval hidden)"
    HIDDEN = "hidden"
    RESPONSES_BY = "Responses by {group}"
    ATTENDANCES_BY = "Attendances by {group}"
    ATTENDANCES_HEAD = "attendances"
    CORRECT_HEAD = "correct answers"
    TWO_BEST_HEAD = "two best ratings"
    GENDER = "gender"
    COUNTRY = "country"
    REGION = "region"
    SUBREGION = "subregion"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    PARTICIPATION = "participation"
    LDC = "least developed countries"
    LLDC = "landlocked developing countries"
    SIDS = "small island developing States"
    LIST_DATE = "{list} (list of {date})"
    NOT_STATED = "not stated"
    OTHER_COUNTRIES = "other countries"
    OTHER_OR_NOT_STATED = "other or not stated"
    OTHER_COUNTRIES_OR_NOT_STATED = "other countries, or not stated"
    REST_OF_PLACE = "{place}: other countries"
    FIRST_TIME = "first time"
    RETURNING = "returning"
    OTHER_WORDS = "answers in other words"
    RIGHT_ANSWER = "{answer} (correct)"
    MORE_COUNTRIES = "{count} other country"
    MORE_COUNTRIES_MANY = "{count} other countries"
    PROMOTERS = "promoters (9 and 10)"
    PASSIVES = "passives (7 and 8)"
    DETRACTORS = "detractors (0 to 6)"
    NOTE = (
        "Counts under {least} are hidden, and as many others as needed so that they cannot be"
        " worked out."
    )
    NOTE_RATE = (
        "Shares have at least {rate} answers and {least} people on both sides; otherwise they are"
        " rounded, or only a bound is given."
    )
    NOTE_ROUND = "Counts are rounded to multiples of {base}."
    NOTE_LIST = "People from countries on a list are counted in multiples of {base}."
    NOTE_LEFT_OUT = (
        "Registrations, attendances and answers of fewer than {least} people at a webinar are left"
        " out of all numbers; response rates can therefore be too low."
    )


class LineLabel(StrEnum):
    """The name of a line or a column; the label is called as its code in tables."""

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
    LOST = "responses only before or only after"
    IDENTIFIED = "people who gave an address"
    ANONYMOUS = "anonymous answers"
    TWO_BEST = "two best ratings"
    CORRECT = "correct answers"
    MEAN = "mean"
    SCORE = "net promoter score"
    SHARE = "share"
    VALUE = "value"
    LOW = "at least"
    HIGH = "at most"
    DIFFERENCE = "{first} compared with {second}"
    COMMENTS = "comments"
    REQUESTS = "requests"
    ASKED = "both were asked"
    AGREED = "both agreed"
    INTRODUCED = "introduced to each other"
    AFTER_DAYS = "after {days} days"
    MET = "they have talked or met"
    COOPERATING = "they are working together"
    AGREEMENT = "they have signed an agreement"
    NOTHING = "nothing has come of it"
    NO_ANSWER = "they did not answer"
    NOT_RECORDED = "not recorded yet"


class Caption(StrEnum):
    """What a table or a figure is about; the label is called as the id of its table."""

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
    GAIN = "Knowledge of people who answered both before and after"
    BOUNDS = "Possible range of results if everyone had answered"
    BY = "By {dimension}: {question}"
    BY_GROUP = "By group: {question}"
    OVER_WEBINARS = "By webinar: {indicator}"
    THEMES = "What the comments are about"
    PARTNERS_REQUESTS = "Requests to introduce two participants to each other"
    PARTNERS_OUTCOMES = "What came of the introductions"


class ReportLabel(StrEnum):
    """A label of a report in English, with `{names}` for what is filled in."""

    # the values
    PERCENT = "{percent} %"
    VALUE_OF_N = "{value} (n = {n})"
    N_OF_CHANGE = "{before} → {after}"
    INTERVAL = "{low} to {high} %"
    INTERVAL_OF_POINTS = "{low} to {high}"
    BOUNDS_OF = "{low} to {high} %"
    WEBINAR = "{number}. {title}"
    ABOUT = "about {value}"
    # the notes
    TWO_BEST_NOTE = "two best ratings: {share}"
    SCORE_NOTE = "net promoter score: {score} ({low} to {high})"
    OUTLYING = "outside the usual range"
    HIDDEN = "hidden, because it would reveal answers of a few people"
    P_VALUE = "p = {p} (exact McNemar test, {pairs} pairs)"
    P_BELOW = "p < {p} (exact McNemar test, {pairs} pairs)"
    CHANGED = "right only after: {gained}, only before: {lost}"
    NO_CLEAR_CHANGE = "the change may be due to chance (exact McNemar test, {pairs} pairs)"
    NOT_TESTED = "not tested, because it would reveal answers that came later"
    TOO_FEW = "Not shown, because they rest on fewer than {least} people: {captions}"
    ALL_HIDDEN = "Not shown, because the values would reveal answers of a few people: {captions}"
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
    LINES = "lines: 95 % intervals"
    BROKEN_LINES = "broken lines: the range where the value certainly is"
    BAND = "chance alone would keep almost all webinars of middle size between {low} and {high} %"
    LATE = "people who were added later are not all counted"
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
    STAGE_WITH_ANONYMOUS = "{stage} (each anonymous answer counts as a different person)"
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
    GAIN_OF_SOME = (
        "Tested: among the people who answered both before and after, the share of correct"
        " answers changed by {difference}. Their number is hidden, because it would reveal answers"
        " of a few people."
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
        "Counts under {least} are hidden or merged with others, to protect single people."
    )
    LIMIT_WAITING = (
        "Answers that came after the report “{name}” count only where they are enough to tell"
        " nothing about single people; the other figures are those of that report."
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
    METHOD_RECRUITMENT_TEXT = "all responses that were received count; no sample was drawn"
    METHOD_MODE = "Mode and languages"
    METHOD_MODE_TEXT = "people filled in the surveys themselves; languages: {languages}"
    METHOD_DATE = "Date"
    METHOD_DATES = "Dates"
    METHOD_DATES_TEXT = "webinars from {starts} to {ends}"
    METHOD_PRECISION = "Precision"
    METHOD_PRECISION_TEXT = (
        "95 % intervals, from 10 answers: for shares after Wilson (1927), widened over several"
        " webinars because people may answer more than once (design effect); for means and gains"
        " with Student’s t; for net promoter scores after Rocks (2016), from 30 answers; for"
        " differences of groups after Newcombe (1998); changes: exact McNemar test"
    )
    METHOD_WEIGHTS = "Weighting"
    METHOD_WEIGHTS_TEXT = "none"
    METHOD_PROCESSING = "Processing"
    METHOD_PROCESSING_TEXT = (
        "if a person answered a survey about a webinar more than once, only the last response"
        " counts; answers in other words than the options are counted together"
    )
    METHOD_HIDING = "Confidentiality"
    METHOD_QUESTIONS = "Wording"
    METHOD_QUESTIONS_TEXT = "an annex lists every question in all its languages"
    METHOD_HIDING_TEXT = (
        "counts under {least} are hidden or merged with others, to protect single people"
    )
    # how urgent a recommendation is, in the words of `data/report.yaml`
    HIGH_PRIORITY = "high"
    MEDIUM_PRIORITY = "medium"
    LOW_PRIORITY = "low"
