"""The quotes of a report: at most six, in turn from each theme, each of somebody else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sstc_cli.report.comments import Quote, Quotes
from sstc_cli.report.method import least_of
from sstc_cli.report.setting import Setting
from sstc_cli.views.reports.parts import QuoteLine

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
    here = [_with_known(quote, texts) for quote in quotes.chosen if quote.webinar in numbers]
    picked = _picked(here, [*texts, _NO_THEME])
    return tuple(
        QuoteLine(" ".join(quote.text.split()), texts.get(theme, ""))
        for theme in (*texts, _NO_THEME)
        for quote in picked.get(theme, ())
    )


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
