"""The pages of all diagnostic codes."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from sstc_cli.rules import CODES as WAIVERS
from sstc_cli.rules import NOTE_RULES, RULES
from sstc_cli.source import SHAPE_CODES
from sstc_cli.workspace.data_files import COPY_CODES as COPIES
from sstc_cli.workspace.data_files import KNOWLEDGE_CODES as KNOWLEDGE
from sstc_cli.workspace.history import CODES as HISTORY
from sstc_cli.workspace.surveys import MAPPING_CODES as MAPPINGS

CODES = {
    "E215": "a survey has no file with its name in `data/surveys/`. Correct the name, or add the "
    "file",
    **COPIES,
    **HISTORY,
    **KNOWLEDGE,
    **MAPPINGS,
}


class Documented(Protocol):
    """A rule, with the page of its code."""

    @property
    def code(self) -> str:
        """The code."""

    @property
    def page(self) -> str:
        """The page, in Markdown."""


class Page(NamedTuple):
    """The meaning of a code: a title, and the whole page in Markdown."""

    code: str
    title: str
    text: str


def catalogue(
    more: Mapping[str, str] | None = None, more_rules: Iterable[Documented] = ()
) -> dict[str, Page]:
    """Return the pages of all codes in order; `more` codes are not about the data files."""
    short = {**SHAPE_CODES, **CODES, **WAIVERS, **(more or {})}
    pages = []
    for code, text in short.items():  # a title, perhaps with a sentence of advice
        sentences = f"{text[:1].upper()}{text[1:]}".split(". ", 1)
        page = "\n".join(f"{sentence}.\n" for sentence in sentences)
        pages.append(Page(code, sentences[0], page))
    rules: tuple[Documented, ...] = (*RULES, *NOTE_RULES, *more_rules)
    pages += (Page(rule.code, rule.page.split("\n", 1)[0].rstrip("."), rule.page) for rule in rules)
    return {page.code: page for page in sorted(pages, key=lambda page: (page.code[1:], page.code))}
