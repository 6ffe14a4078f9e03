"""The fixed words that no template has, which `templates/labels/` translates."""

from enum import StrEnum


class MailLabel(StrEnum):
    """Labels, in English; documents translate them."""

    STOP = "If you do not want such invitations, write to {address} with the subject `{subject}`."


class KnowledgeLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    FIGURE = "{caption}, {line}: {value}"
    TALK = "talk “{title}”"
    TALK_OF = "talk of {speaker}"
    TALK_NUMBER = "talk {number}"
    TALK_WITH_SPEAKER = "{talk}, {speaker}"
    PLACE = "{city}, {country}"


class CheckLabel(StrEnum):
    """A label in English; the page knows it by its name in small letters."""

    TITLE = "Check a certificate"
    INTRO = (
        "Scan the QR code with a telephone, and paste the text that it shows. This page works "
        "offline and sends nothing."
    )
    LANGUAGE = "Language"
    CODE = "Text of the code"
    CHECK = "Check"
    PICTURE = "Or a picture of the code"
    NOT_FOUND = "There is no code in this picture, or it is not sharp enough."
    TOO_OLD = (
        "This browser cannot check signatures. Use Chrome or Edge from version 137, Firefox from "
        "129, or Safari from 17."
    )
    VALID = "Valid"
    VALID_TEXT = "The signature is genuine. Compare this with the paper: only this was signed."
    FORGED = "Not valid"
    FORGED_TEXT = (
        "The code was changed, or it is not from these organisers. Scan it again; if that does not "
        "help, ask the organisers."
    )
    REVOKED = "Revoked"
    REVOKED_TEXT = "The organisers have revoked this certificate. It is not valid any more."
    OTHER = "Another series"
    OTHER_TEXT = "This certificate is from another series. Check it with the page of that series."
    EMPTY = "This is not a code: the text of a code begins with {prefix}"
    ATTENDANCE = "Certificate of attendance"
    COMPLETION = "Certificate of completion"
    NAME = "Name"
    WEBINARS = "Webinars attended"
    DATE = "Date"
    NUMBER = "Number of the certificate"
    KNOWN = "Revoked certificates known to this page: {count}"


class MatchLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    MUTUAL = (
        "Each offers what the other seeks: {first} offers {offered}, and {second} offers "
        "{returned}."
    )
    ONE_SIDED = "{first} offers what {second} seeks: {offered}."
    KINDS = "Both want the same kinds of cooperation: {kinds}."
    AUDIENCES = "Their groups fit each other: {groups}."
    HOURS = "Their working hours overlap."
    WEBINARS = "Both take part in the same webinars: {numbers}."
    PERSON = "This is one and the same person."
    ORGANISATION = "Both are from the same organisation."
    COUNTRY = "Both are from the same country: {country}."
    LANGUAGE = "They have no language in common."
    OPEN = "A request to these two is open already."
    INTRODUCED = "They have been introduced to each other already."
    DECLINED = "One of them has declined this introduction."
    PLACES = "No more requests at the moment for: {people}."
    TOPICS = "Neither of them offers what the other seeks."
    DESCRIPTION = "They cannot be asked: no description of both fits five people."


class BoardLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    TITLE = "What participants offer each other, and what they seek"
    WHO = "The people counted here have agreed to be introduced to others."
    TOPIC = "Topic"
    OFFERED = "People who offer it"
    SOUGHT = "People who seek it"
    KIND = "Kind of cooperation"
    WANTED = "People who want it"
    MATRIX = "Who can help whom"
    MATRIX_NOTE = (
        "The number of people in the group of a row who seek something that people in the group of "
        "the column offer."
    )
    NO_MATRIX = (
        "Which groups seek what other groups offer is not shown: each count is too small, or would "
        "reveal a small one."
    )
    GROUP = "Group"
    TOO_FEW = "Too few people have agreed to be introduced to others: nothing can be shown yet."


class TranslatorLabel(StrEnum):
    """The words of the workbook for a translator."""

    TEXTS = "Translations"
    READ_ME = "Read me"
    PLACE = "Where it is printed"
    ID = "Id of the text"
    TOO_LONG = "Too long"
    MOST = "Characters at most: {count}"
    WRITE = "Write your translation beside each text, in the column with the name of your language."
    COLOUR = "Yellow cells have no translation yet; orange ones are older than the text."
    KEEP = (
        "Keep names in braces, such as {name}, numbers in brackets, such as [1], and web addresses "
        "exactly as they are."
    )
    ROOM = (
        "Some titles have room for a number of characters only: Excel says so. Leave a cell empty "
        "if you are not sure."
    )
    SAVE = "Save the file, also in LibreOffice, and send it back. Only your column is read."
    CHANGED = "The text has changed since it was translated."
    OFFERED = "This is the translation in another place."
    ELSEWHERE = "In another place: {words}"
    SURVEY = "Survey"
    QUESTION = "Question"
    ANSWER = "Answer"
    TEMPLATE = "Template"


class PlanLabel(StrEnum):
    """Names of sheets, heads of columns, and words in cells."""

    WEBINARS = "List of webinars"  # the catalogues have `Webinars` as the number of them
    TALKS = "Talks"
    PEOPLE = "People"
    DEADLINES = "Deadlines"
    READ_ME = "Read me"
    IN_LANGUAGE = "{heading} ({language})"
    NUMBER = "Number"
    DATE = "Date"
    START = "Start"
    END = "End"
    TITLE = "Title"
    SUMMARY = "Summary"
    MODERATOR = "Moderator"
    AUDIENCES = "Audiences"
    THEMES = "Themes"
    JOIN = "Join link"
    PASSCODE = "Passcode"
    REGISTER = "Registration link"
    REGISTER_BY = "Register until"
    RECORDING = "Recording"
    STATUS = "Status"
    REASON = "Reason of cancellation"
    WEBINAR = "Webinar"
    ORDER = "Order"
    SPEAKER = "Speaker"
    MINUTES = "Minutes"
    CONFIRMED = "Confirmed"
    NAME = "Name"
    HONORIFIC = "Form of address"
    POSITION = "Position"
    ORGANISATION = "Organisation"
    BIOGRAPHY = "Biography"
    COUNTRY = "Country"
    ZONE = "Time zone"
    EMAIL = "E-mail"
    PHONE = "Telephone"
    GENDER = "Gender"
    TASK = "Task"
    DUE = "Due"
    DONE_ON = "Done on"
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    YES = "yes"
    NO = "no"
    PRIVATE = "private link, not shown here"


class PlanNote(StrEnum):
    """What belongs into a column, as a note on its head."""

    NUMBER = "The number of the webinar in the series."
    DATE = "The day on which it starts, in the time zone of the series."
    START = "The local time at which it starts, for example 15:30."
    END = "The local time at which it ends. A time before the start is on the next day."
    TITLE = "The topic in this language."
    SUMMARY = "A paragraph on what participants will learn."
    PERSON = "One name of the sheet {sheet}."
    AUDIENCES = "One or several of the list, with a semicolon between them. Empty means all."
    THEMES = "One or several of the list, with a semicolon between them."
    JOIN = "Where participants join. A new link is private: only registered people get it."
    PASSCODE = "The passcode of the meeting, which is never public."
    REGISTER = "Where people register for this webinar, if it is not the link of the series."
    REGISTER_BY = "The last day to register, if it is not that of the series."
    RECORDING = "The web address of the recording."
    STATUS = "One word of the list."
    REASON = "Why it was cancelled, in words for participants."
    TALK_OF = "The number of the webinar, as in the sheet {sheet}."
    ORDER = "The place of the talk in its webinar: 1, 2, 3."
    TALK = "The title of the talk in this language. Leave it empty until it is known."
    MINUTES = "The length in minutes. Empty means an even share of the time."
    CONFIRMED = "Yes, once the speaker has confirmed."
    NAME = "The name in the person’s own spelling."
    HONORIFIC = "Words before the name, for example Dr."
    POSITION = "The title or function."
    ORGANISATION = "Where the person works."
    BIOGRAPHY = "A paragraph on the person."
    COUNTRY = "The two letters of the country, for example KE."
    ZONE = "The time zone of the person, for example Africa/Nairobi."
    CONTACT = "Only the office sees it."
    GENDER = "woman, man or other, if the person has stated it."
    READ_ONLY = "For reading only: changes here are not taken over."
    DONE_ON = "The day on which it was done. Empty means not yet."


class PlanAdvice(StrEnum):
    """The sentences of the sheet that explains the workbook."""

    PURPOSE = (
        "This is the plan of the series. Change it here, and send it back to the office, which "
        "sees each change before it becomes part of the plan."
    )
    CLOCK = "Dates and times are in the time zone of the series: {zone}."
    NEW = "Add a webinar, a talk or a person in a new row below the others."
    ORDER = (
        "Rows may be sorted, and columns moved. Leave the heads and the hidden column as they are."
    )
    MISSING = (
        "A row that is deleted here stays in the plan until the office agrees. To cancel a "
        "webinar, change its status."
    )
    COLOUR = "A coloured cell has a note on what is wrong with it."
    PROTECTED = "The sheets are protected against mistakes only: there is no password."
    LEFT_OUT = "Private links, passcodes, addresses and telephone numbers of people are left out."
    PRIVATE = "This copy has private links or addresses of people: do not pass it on."
    IMPORT = "The office takes the changes over with this command:"
