"""The facts that a column of a schedule can have."""

from enum import StrEnum


class Fact(StrEnum):
    """What the cells of a column say, by the name that `--column` has for it."""

    NUMBER = "number"
    DATE = "date"
    WEEKDAY = "weekday"
    STARTS = "starts"
    ENDS = "ends"
    TIME = "time"
    ZONE = "zone"
    MINUTES = "minutes"
    WEBINAR = "webinar"
    SECTION = "section"
    TITLE = "title"
    TALK = "talk"
    SUMMARY = "summary"
    SPEAKER = "speaker"
    ORGANISATION = "organisation"
    POSITION = "position"
    COUNTRY = "country"
    EMAIL = "email"
    PHONE = "phone"
    BIOGRAPHY = "biography"
    MODERATOR = "moderator"
    INTERPRETATION = "interpretation"
    REGISTER = "register"
    JOIN = "join"
    PASSCODE = "passcode"
    RECORDING = "recording"
    MATERIAL = "material"
    STATUS = "status"
    AUDIENCE = "audience"
    MORE = "more"
    NONE = "none"


# the facts that make a row one of a schedule: when it is, and what it is about
WHEN = frozenset({Fact.DATE, Fact.STARTS, Fact.ENDS, Fact.TIME})
WHAT = frozenset({Fact.WEBINAR, Fact.TITLE, Fact.TALK, Fact.SPEAKER})
OF_PEOPLE = frozenset({
    Fact.ORGANISATION, Fact.POSITION, Fact.COUNTRY, Fact.EMAIL, Fact.PHONE, Fact.BIOGRAPHY,
})  # fmt: skip
