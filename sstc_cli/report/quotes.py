"""Comments that a report prints: with the person's yes, and without names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sstc_cli.model import Survey
from sstc_cli.report.annexes import least_of
from sstc_cli.report.setting import Setting
from sstc_cli.store.comments import Comment, comments
from sstc_cli.store.store import Store
from sstc_cli.survey.comments.mentions import mentions_of
from sstc_cli.views.reports.parts import QuoteLine

_MOST = 6  # quotes in a report
_NO_THEME = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, without names; `person` tells apart who wrote it."""

    webinar: int
    person: str
    text: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """All comments that may be printed, and how many people commented on each webinar."""

    chosen: Sequence[Quote] = ()
    people: Mapping[int, int] = field(default_factory=dict)


def read_quotes(store: Store, surveys: Mapping[str, Survey]) -> Quotes:
    """Return the comments that somebody chose, and whose authors agreed, by webinar and key."""
    found = [c for c in comments(store, surveys.values(), coded=True) if _is_quoted(c)]
    if not found:
        return Quotes()
    mentions = mentions_of(store)
    found.sort(key=lambda comment: (comment.webinar, comment.key, comment.question))
    chosen = [
        Quote(c.webinar, _author(c), mentions.masked(c.text), c.code.themes if c.code else ())
        for c in found
    ]
    return Quotes(chosen, _people(comments(store, surveys.values())))


def quotes_of(setting: Setting, quotes: Quotes) -> tuple[QuoteLine, ...]:
    """Return the quotes of a report by theme: at most six, of six people.

    If few people commented on a webinar, they would be recognised: then its report has none.
    """
    numbers = setting.numbers or quotes.people
    if sum(quotes.people.get(webinar, 0) for webinar in numbers) < least_of(setting):
        return ()
    texts = {theme.id: theme.text.pick(setting.language) for theme in setting.written.themes}
    here = [_with_known(quote, texts) for quote in quotes.chosen if quote.webinar in numbers]
    picked = _picked(here, [*texts, _NO_THEME])
    return tuple(
        QuoteLine(" ".join(quote.text.split()), texts.get(theme, ""))
        for theme in (*texts, _NO_THEME)
        for quote in picked.get(theme, ())
    )


def _is_quoted(comment: Comment) -> bool:
    return comment.agreed and comment.code is not None and comment.code.quote


def _author(comment: Comment) -> str:
    return comment.person or comment.key


def _people(found: Iterable[Comment]) -> dict[int, int]:
    """Return how many people commented on each webinar."""
    authors = {(comment.webinar, _author(comment)) for comment in found}
    return Counter(webinar for webinar, _ in authors)


def _with_known(quote: Quote, themes: Iterable[str]) -> Quote:
    """Return a quote without the themes that the report no longer has."""
    return replace(quote, themes=tuple(theme for theme in themes if theme in quote.themes))


def _picked(here: Sequence[Quote], themes: Sequence[str]) -> dict[str, list[Quote]]:
    """Return the quotes of each theme: one of each theme, then another one, up to the most."""
    found: dict[str, list[Quote]] = {}
    for theme, quote in _in_turn(here, themes):
        found.setdefault(theme, []).append(quote)
        if sum(map(len, found.values())) == _MOST:
            break
    return found


def _in_turn(here: Sequence[Quote], themes: Sequence[str]) -> Iterator[tuple[str, Quote]]:
    """Yield themes in turn, each with the next quote of somebody else who says something else."""
    known: set[str] = set()
    before = -1
    while len(known) > before:
        before = len(known)
        for theme in themes:
            others = (quote for quote in here if known.isdisjoint((quote.person, quote.text)))
            if quote := next((quote for quote in others if _has(quote, theme)), None):
                known |= {quote.person, quote.text}
                yield theme, quote


def _has(quote: Quote, theme: str) -> bool:
    return theme in quote.themes if theme else not quote.themes
