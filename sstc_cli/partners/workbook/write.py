"""Write the workbook of suggestions: a row for each pair, with names and reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from sstc_cli.diagnostics import column_letters
from sstc_cli.partners.sentences import Sentences
from sstc_cli.partners.suggestion import Suggestion, Why
from sstc_cli.partners.workbook.layout import (
    APPROVE,
    HEADER,
    SUGGESTIONS,
    TICK,
    TITLE,
    WIDTHS,
)
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import Marked, Sheet, stream_workbook
from sstc_cli.store.response import SHOWN
from sstc_cli.views.dates import direction_of


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a broker knows them."""

    name: str
    organisation: str
    country: str


def write_suggestions(
    found: Sequence[Suggestion], people: Mapping[str, Named], sentences: Sentences
) -> bytes:
    """Return the workbook; a pair is known by the pseudonyms in its last two columns."""
    rows = [_row(suggestion, people, sentences) for suggestion in found]
    letters = column_letters(HEADER.index(APPROVE) + 1)
    ticks = {f"{letters}2:{letters}{max(len(rows) + 1, 2)}": f'"{TICK}"'}
    stream = BytesIO()
    to_left = direction_of(sentences.language) == "rtl"
    sheet = Sheet([[*HEADER], *rows], 1, len(HEADER), WIDTHS, long=True, to_left=to_left)
    stream_workbook(stream, {SUGGESTIONS: sheet}, ticks, TITLE)
    return stream.getvalue()


def _row(
    suggestion: Suggestion, people: Mapping[str, Named], sentences: Sentences
) -> list[Value | Marked]:
    one, other = (people[person] for person in suggestion.pair)
    topics = next(r for r in suggestion.reasons if r.name in (Why.MUTUAL, Why.ONE_SIDED))
    why = sentences.why(suggestion.reasons, one.name, other.name)
    return [
        "",
        suggestion.score,
        float(suggestion.round),
        *(one.name, one.organisation, one.country),
        *(other.name, other.organisation, other.country),
        sentences.topics(topics.codes),
        sentences.topics(topics.back),
        Marked("\n".join(why)),
        suggestion.first[:SHOWN],
        suggestion.second[:SHOWN],
    ]
