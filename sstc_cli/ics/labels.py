"""The few words that calendar entries add to the data, in English, as labels of documents."""

from enum import StrEnum


class Label(StrEnum):
    """Patterns and headings; the catalogues of documents have them in other languages."""

    WEBINAR = "Webinar {number}: {title}"
    CANCELLED = "Cancelled: {title}"
    IS_CANCELLED = "This webinar is cancelled and will not take place."
    REASON = "Reason: {reason}"
    JOIN = "Join: {url}"
    PASSCODE = "Passcode: {passcode}"
    REGISTER = "Register: {url}"
    TALKS = "Talks"
    ORGANISERS = "Organisers"
    TALK = "Talk {number}: {title}"
    UNKNOWN = "to be confirmed"
    WITHDRAWN = "This invitation is withdrawn."
    CHECKLIST = "Checklist: {title}"
