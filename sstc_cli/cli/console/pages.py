"""The pages of all codes: of data files, of calendar files, and of the other files people have."""

from typing import NamedTuple

from sstc_cli.diagnostics.rule_page import DocumentedRule
from sstc_cli.ics_check import LINE_CODES
from sstc_cli.ics_check import RULES as CALENDAR_RULES
from sstc_cli.model.codes import CONTACT_CODES, IMPORT_CODES, REPORT_CODES
from sstc_cli.planning.codes import PLAN_CODES, SCHEDULE_CODES
from sstc_cli.rules import CODES as WAIVER_CODES
from sstc_cli.rules import NOTE_RULES, RULES
from sstc_cli.site.codes import SITE_CODES
from sstc_cli.source import SHAPE_CODES
from sstc_cli.workspace.data_files import COPY_CODES, GLOSSARY_CODES, KNOWLEDGE_CODES
from sstc_cli.workspace.history import CODES as HISTORY_CODES
from sstc_cli.workspace.surveys import MAPPING_CODES, SURVEY_CODES

FILE_CODES = {
    "E215": "a survey has no file with its name in `data/surveys/`. Correct the name, or add the "
    "file",
    **COPY_CODES,
    **GLOSSARY_CODES,
    **HISTORY_CODES,
    **KNOWLEDGE_CODES,
    **MAPPING_CODES,
    **SURVEY_CODES,
}

# letters that look like digits
_DIGITS = str.maketrans("OQILSZB", "0011528")


class Page(NamedTuple):
    """The meaning of a code: a title, and the whole page in Markdown."""

    code: str
    title: str
    text: str


def pages() -> dict[str, Page]:
    """Return the pages by code, in the order of the codes' numbers."""
    found = []
    short = {**SHAPE_CODES, **FILE_CODES, **WAIVER_CODES, **short_codes(), **LINE_CODES}
    for code, text in short.items():  # a title, perhaps with a sentence of advice
        sentences = f"{text[:1].upper()}{text[1:]}".split(". ", 1)
        page = "\n".join(f"{sentence}.\n" for sentence in sentences)
        found.append(Page(code, sentences[0], page))
    rules: tuple[DocumentedRule, ...] = (*RULES, *NOTE_RULES, *CALENDAR_RULES)
    found += (Page(rule.code, rule.page.split("\n", 1)[0].rstrip("."), rule.page) for rule in rules)
    return {page.code: page for page in sorted(found, key=lambda page: (page.code[1:], page.code))}


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
