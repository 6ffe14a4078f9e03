"""The words that an option, an argument or a key can have, each list once.

The command line shows them in its help, and the rooms below have a table or a branch for each word.
This module imports nothing, so that help stays fast.
"""

from enum import StrEnum
from typing import Literal

# a Literal, as the JSON Schema of the data file names the choices in place
Paper = Literal["a4", "letter", "a4-landscape", "letter-landscape"]


class DataKind(StrEnum):
    """The kinds of data file that have a schema."""

    SERIES = "series"
    SURVEY = "survey"
    MAPPING = "mapping"
    RELEASE = "release"
    REPORT = "report"
    KNOWLEDGE = "knowledge"


# how people call kinds of files
SPOKEN = {"word": "docx", "excel": "xlsx", "powerpoint": "pptx", "markdown": "md", "text": "txt"}


class FileFormat(StrEnum):
    """Kinds of files, which can also be named as people call them: `word` for `docx`."""

    @classmethod
    def _missing_(cls, value: object) -> "FileFormat | None":
        text = str(value).lower()
        name = SPOKEN.get(text, text)
        return next((member for member in cls if member.value == name), None)


class DocumentFormat(FileFormat):
    """The kinds of file that a document can be written as."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    PNG = "png"
    PPTX = "pptx"
    XLSX = "xlsx"


class PageFormat(FileFormat):
    """The kinds of file that a document of pages can be written as."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


class Link(StrEnum):
    """The target of a link, in the order in which a QR code prefers them."""

    JOIN = "join"
    REGISTER = "register"
    WEBCAL = "webcal"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    OFFICE365 = "office365"
    YAHOO = "yahoo"


class By(StrEnum):
    """A property by which results can be broken down."""

    GENDER = "gender"
    COUNTRY = "country"
    REGION = "region"
    SUBREGION = "subregion"
    LDC = "ldc"
    LLDC = "lldc"
    SIDS = "sids"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    PARTICIPATION = "participation"


class Dates(StrEnum):
    """The first part of dates like 9/10/2020."""

    DMY = "dmy"
    MDY = "mdy"


class Tool(FileFormat):
    """A tool for which a form is written."""

    XLSFORM = "xlsform"
    DOCX = "docx"
    GOOGLE = "google"
    LIMESURVEY = "limesurvey"
    WENJUANXING = "wenjuanxing"
    XLSX = "xlsx"


class ExportedTable(StrEnum):
    """Kinds of exported files."""

    CSV = "csv"
    XLSX = "xlsx"
