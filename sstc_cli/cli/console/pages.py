"""The pages of all codes: of data files, of calendar files, and of the other files people have."""

from sstc_cli.ics_check import LINE_CODES, RULES
from sstc_cli.model.codes import CONTACT_CODES, IMPORT_CODES, REPORT_CODES
from sstc_cli.planning.codes import PLAN_CODES, SCHEDULE_CODES
from sstc_cli.site.codes import SITE_CODES
from sstc_cli.workspace.catalogue import Page, catalogue

# letters that look like digits
_DIGITS = str.maketrans("OQILSZB", "0011528")


def pages() -> dict[str, Page]:
    """Return the pages by code; a workspace has only those of its own data."""
    return catalogue({**short_codes(), **LINE_CODES}, RULES)


def short_codes() -> dict[str, str]:
    """Return the codes that are explained in a sentence: of files that people bring or write."""
    tables = (IMPORT_CODES, CONTACT_CODES, PLAN_CODES, SCHEDULE_CODES, REPORT_CODES, SITE_CODES)
    return {code: meaning for codes in tables for code, meaning in codes.items()}


def family(prefix: str) -> dict[str, Page]:
    """Return the pages of the codes that begin with a prefix."""
    return {code: page for code, page in pages().items() if code.startswith(prefix.upper())}


def closest_codes(text: str) -> str:
    """Return a hint: the code that is meant, its nearest family, or how to list all codes."""
    code = text.upper()[:1] + text.upper()[1:].translate(_DIGITS)
    letters, digits = code[:1] if code[:1] in "EW" else "", code.lstrip("EW")
    for end in range(len(digits), 0, -1):
        for letter in (letters, "E", "W"):
            codes = list(family(letter + digits[:end]))[:8]
            if len(codes) == 1:
                return f"did you mean `{codes[0]}`?"
            if codes:
                return f"closest codes: {', '.join(f'`{code}`' for code in codes)}"
    return "run `sstc explain` to list all codes"
