"""A sentence for each reason why two persons fit, and for each why they are not suggested."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sstc_cli.model import Series
from sstc_cli.model.partners.partners import Kind, Topic
from sstc_cli.partners.suggestion import Obstacle, Reason, Why, WhyNot
from sstc_cli.views.partners.match_labels import MatchLabel

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
        """Yield what speaks for two persons of these names."""
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
        """Return the titles of topics."""
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
            numbers=self._word(", ").join(reason.codes),
        )

    def _groups(self, codes: Iterable[str]) -> str:
        names = {one.id: one.name.pick(self.language) for one in self.series.audiences}
        return self._listed(dict.fromkeys(names.get(code, code) for code in codes))

    def _titles(self, codes: Iterable[str], known: Iterable[Topic | Kind]) -> str:
        """Return titles in the order of the series."""
        wanted = {*codes}
        return self._listed(one.title.pick(self.language) for one in known if one.id in wanted)

    def _listed(self, texts: Iterable[str]) -> str:
        return self._word(_APART).join(texts)

    def _say(self, label: MatchLabel, **values: str) -> str:
        return self._word(label).format(**values)

    def _word(self, label: str) -> str:
        return self.labels.get(label, label)
