"""The coded comments of a report: their themes, and the quotes that are printed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from sstc_cli.model import Survey
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.tables.questions import Coded
from sstc_cli.report.annex import least_of
from sstc_cli.report.setting import Setting
from sstc_cli.store.comments import Comment, comments
from sstc_cli.store.store import Store
from sstc_cli.survey.mentions import mentions_of
from sstc_cli.views.reports import QuoteLine


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


def read_coded(store: Store, cube: Cube, themes: Sequence[str], least: int = 0) -> Coded:
    """Return the themes of comments on surveys after webinars, as far as the cube has these.

    Comments of fewer people than the `least` number are left out of a webinar.
    """
    after = [survey for survey in cube.surveys.values() if survey.when == "after"]
    found: dict[tuple[int, str], frozenset[str]] = {}
    for comment in comments(store, after, coded=True):
        is_counted = comment.webinar in cube.survey(comment.survey).responses
        if comment.code and comment.code.themes and is_counted:
            place = comment.webinar, _author(comment)
            found[place] = found.get(place, frozenset()) | {*comment.code.themes}
    people = Counter(webinar for webinar, _ in found)
    counted = {place: said for place, said in found.items() if people[place[0]] >= least}
    return Coded(counted, themes)


def read_quotes(store: Store, surveys: Mapping[str, Survey]) -> Quotes:
    """Return the comments that a person chose, and whose authors agreed, by webinar and key."""
    coded = comments(store, surveys.values(), coded=True)
    found = [(comment, comment.code) for comment in coded
             if comment.agreed and comment.code and comment.code.quote]  # fmt: skip
    if not found:
        return Quotes()
    mentions = mentions_of(store)
    found.sort(key=lambda pair: (pair[0].webinar, pair[0].key, pair[0].question))
    chosen = [
        Quote(comment.webinar, _author(comment), mentions.masked(comment.text), code.themes)
        for comment, code in found
    ]
    authors = {(comment.webinar, _author(comment)) for comment in coded}
    return Quotes(chosen, Counter(webinar for webinar, _ in authors))


def _author(comment: Comment) -> str:
    return comment.person or comment.key


_MOST = 6  # quotes in a report
_NO_THEME = ""


def quotes_of(setting: Setting, quotes: Quotes) -> tuple[QuoteLine, ...]:
    """Return the quotes of a report by theme: at most six, of six people.

    If comments of few people were coded, others might recognise them: then there are none.
    """
    numbers = setting.numbers or quotes.people
    if sum(quotes.people.get(webinar, 0) for webinar in numbers) < least_of(setting):
        return ()
    texts = {theme.id: theme.text.pick(setting.language) for theme in setting.written.themes}
    # a quote may have themes that the report no longer has
    here = [
        replace(quote, themes=tuple(theme for theme in texts if theme in quote.themes))
        for quote in quotes.chosen
        if quote.webinar in numbers
    ]
    picked: dict[str, list[Quote]] = {}
    for theme, quote in islice(_in_turn(here, [*texts, _NO_THEME]), _MOST):
        picked.setdefault(theme, []).append(quote)
    return tuple(
        QuoteLine(" ".join(quote.text.split()), texts.get(theme, ""))
        for theme in (*texts, _NO_THEME)
        for quote in picked.get(theme, ())
    )


def _in_turn(here: Sequence[Quote], themes: Sequence[str]) -> Iterator[tuple[str, Quote]]:
    """Yield themes in turn, each with the next quote of another person who says something else."""
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
