"""The coded comments of a report: their themes, and those that may be printed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.model import Survey
from sstc_cli.numbers.tables.themes import Coded
from sstc_cli.store.comments.comments import Comment, comments
from sstc_cli.store.store import Store
from sstc_cli.survey.comments.mentions import mentions_of


@dataclass(frozen=True, slots=True)
class Quote:
    """A comment without names; `person` tells its writers apart."""

    webinar: int
    person: str
    text: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """All comments that may be printed, and of how many people comments were coded, by webinar."""

    chosen: Sequence[Quote] = ()
    people: Mapping[int, int] = field(default_factory=dict)


def read_coded(store: Store, surveys: Mapping[str, Survey], themes: Sequence[str]) -> Coded:
    """Return the themes of comments on surveys after webinars, for the table of themes."""
    after = [survey for survey in surveys.values() if survey.when == "after"]
    found: dict[tuple[int, str], frozenset[str]] = {}
    for comment in comments(store, after, coded=True):
        if comment.code and comment.code.themes:
            place = comment.webinar, _author(comment)
            found[place] = found.get(place, frozenset()) | {*comment.code.themes}
    return Coded(found, themes)


def read_quotes(store: Store, surveys: Mapping[str, Survey]) -> Quotes:
    """Return the comments that somebody chose, and whose authors agreed, by webinar and key."""
    coded = comments(store, surveys.values(), coded=True)
    found = [comment for comment in coded if _is_quoted(comment)]
    if not found:
        return Quotes()
    mentions = mentions_of(store)
    found.sort(key=lambda comment: (comment.webinar, comment.key, comment.question))
    chosen = [
        Quote(c.webinar, _author(c), mentions.masked(c.text), c.code.themes if c.code else ())
        for c in found
    ]
    return Quotes(chosen, _people(coded))


def _is_quoted(comment: Comment) -> bool:
    return comment.agreed and comment.code is not None and comment.code.quote


def _author(comment: Comment) -> str:
    return comment.person or comment.key


def _people(found: Iterable[Comment]) -> dict[int, int]:
    """Return of how many people comments were coded, by webinar."""
    authors = {(comment.webinar, _author(comment)) for comment in found}
    return Counter(webinar for webinar, _ in authors)
