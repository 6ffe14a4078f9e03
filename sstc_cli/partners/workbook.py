"""The private workbook in which a broker ticks pairs, and the sentences in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from sstc_cli.diagnostics import column_letters
from sstc_cli.model import Series
from sstc_cli.model.partners import Kind, Topic
from sstc_cli.numbers.labels import SummaryLabel
from sstc_cli.partners.suggest import Obstacle, Reason, Suggestion, Why, WhyNot
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import Marked, TableSheet, stream_workbook
from sstc_cli.store.response import SHOWN
from sstc_cli.views.dates import direction_of
from sstc_cli.views.fixed_labels import MatchLabel

_APART = "; "  # as a label: titles of topics may have commas


@dataclass(frozen=True)
class Sentences:
    """Writes sentences in a language, with the translated `labels` of it.

    `country` returns the name of a country by its code.
    """

    series: Series
    language: str
    labels: Mapping[str, str]
    country: Callable[[str], str]

    def why(self, reasons: Iterable[Reason], first: str, second: str) -> Iterator[str]:
        """Yield the reasons for a pair of people with these names."""
        named = {reason.name: reason for reason in reasons}
        for name, reason in named.items():
            if name is Why.ONE_SIDED and Why.MUTUAL in named:
                continue
            yield self._reason(reason, first, second)

    def why_not(self, obstacles: Iterable[Obstacle], names: Mapping[str, str]) -> Iterator[str]:
        """Yield what forbids two persons, whose `names` are by their digests."""
        for obstacle in obstacles:
            codes = obstacle.codes
            people = self._listed(names[code] for code in codes if code in names)
            country = "".join(map(self.country, codes)) if obstacle.name is WhyNot.COUNTRY else ""
            yield self._say(MatchLabel[obstacle.name.name], people=people, country=country)

    def topics(self, codes: Iterable[str]) -> str:
        return self._titles(codes, self.series.topics)

    def _reason(self, reason: Reason, first: str, second: str) -> str:
        label = MatchLabel[reason.name.name]
        if reason.name is Why.ONE_SIDED and not reason.codes:
            offered, first, second = self.topics(reason.back), second, first
        else:
            offered = self.topics(reason.codes)
        return self._say(
            label,
            first=first,
            second=second,
            offered=offered,
            returned=self.topics(reason.back),
            kinds=self._titles(reason.codes, self.series.kinds),
            groups=self._groups(reason.codes),
            numbers=self._word(SummaryLabel.LIST).format(item="", next="").join(reason.codes),
        )

    def _groups(self, codes: Iterable[str]) -> str:
        names = {one.id: one.name.pick(self.language) for one in self.series.audiences}
        return self._listed(dict.fromkeys(names.get(code, code) for code in codes))

    def _titles(self, codes: Iterable[str], known: Iterable[Topic | Kind]) -> str:
        wanted = {*codes}
        return self._listed(one.title.pick(self.language) for one in known if one.id in wanted)

    def _listed(self, texts: Iterable[str]) -> str:
        return self._word(_APART).join(texts)

    def _say(self, label: MatchLabel, **values: str) -> str:
        return self._word(label).format(**values)

    def _word(self, label: str) -> str:
        return self.labels.get(label, label)


FILE = "suggestions.xlsx"
TITLE = "suggestions to be approved"
SUGGESTIONS = "suggestions"
APPROVE, FIRST, SECOND = "approve", "first", "second"
TICK = "x"
HEADER = (
    *(APPROVE, "points", "round"),
    *("name A", "organisation A", "country A", "name B", "organisation B", "country B"),
    *("A offers to B", "B offers to A", "reasons", FIRST, SECOND),
)
WIDTHS = (9, 8, 7, 24, 28, 16, 24, 28, 16, 36, 36, 70, 19, 19)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person as a broker knows them."""

    name: str
    organisation: str
    country: str


def write_suggestions(
    found: Sequence[Suggestion], people: Mapping[str, NamedPerson], sentences: Sentences
) -> bytes:
    """Return the workbook; a pair is known by the pseudonyms in its last two columns."""
    rows = [_row(suggestion, people, sentences) for suggestion in found]
    letters = column_letters(HEADER.index(APPROVE) + 1)
    ticks = {f"{letters}2:{letters}{max(len(rows) + 1, 2)}": f'"{TICK}"'}
    stream = BytesIO()
    to_left = direction_of(sentences.language) == "rtl"
    sheet = TableSheet([[*HEADER], *rows], 1, len(HEADER), WIDTHS, long=True, to_left=to_left)
    stream_workbook(stream, {SUGGESTIONS: sheet}, ticks, TITLE)
    return stream.getvalue()


def _row(
    suggestion: Suggestion, people: Mapping[str, NamedPerson], sentences: Sentences
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
