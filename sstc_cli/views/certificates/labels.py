"""The words of the page that checks certificates, which `templates/labels/` has translated."""

from enum import StrEnum


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
    NO_PICTURE = "This browser cannot read a code in a picture."
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
