"""The answers to one survey: how often each was given, in all and in each group.

Its methods take the `webinars` of a table: a single one, or by default all that the cube is of. For
the intervals of other sets of webinars, make a cube of these.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum

from sstc_cli.numbers.breakdown import PLACES, By, place_of
from sstc_cli.numbers.clusters import Moments, mean_of, moments, of_halves
from sstc_cli.numbers.folding.answers import GOOD, MEAN, NET, RESPONSE
from sstc_cli.numbers.folding.packed import HIGH, LOW
from sstc_cli.numbers.folding.survey import SurveySums
from sstc_cli.numbers.statistics import Mean, Share, share_of
from sstc_cli.numbers.summary import Promotion, promotion_of

Names = Mapping[tuple[object, ...], int]
At = Sequence[int]  # the webinar of a table, or nothing for all of the cube


class SurveyCube:
    """The sums of a survey. Answers that match no option are `OTHER_WORDS`."""

    def __init__(self, sums: SurveySums, superseded: Mapping[int, int]) -> None:
        self.survey, self.sums, self._superseded = sums.survey, sums, superseded
        self.persons = sums.persons
        self._found: dict[tuple[int, ...], Names] = {}

    @property
    def responses(self) -> Mapping[int, int]:
        """The number of responses that count, by webinar."""
        return dict(sorted(self.sums.responses.items()))

    def anonymous(self, webinars: At = ()) -> int:
        """Return the number of responses of people who cannot be recognised."""
        return _sum(self.sums.anonymous, webinars)

    def superseded(self, webinars: At = ()) -> int:
        """Return the number of responses that do not count, because of a later one."""
        return _sum(self._superseded, webinars)

    def counts(self, question: str, webinars: At = ()) -> Counter[object]:
        """Return how often each answer to a question was given; numbers also without options."""
        names = self._names(webinars).items()
        found = {name[1]: n for name, n in names if len(name) == 2 and name[0] == question}
        for (id_, webinar, value), n in self.sums.values.items():
            if id_ == question and value is not None and (not webinars or webinar in webinars):
                found[value] = found.get(value, 0) + n
        return Counter({answer: n for answer, n in found.items() if n})

    def n(self, question: str, webinars: At = ()) -> int:
        """Return what shares are of: all answers, of ratings without those in other words."""
        return self._score(question, webinars) // HIGH

    def share(self, question: str, answer: object, webinars: At = ()) -> Share:
        """Return the share of people who gave an answer."""
        count, effect = self.counts(question, webinars)[answer], 1.0
        if self._is_clustered(webinars):
            pairs = self.sums.clusters[question, answer].items()
            worth = ((y, m, people) for (y, m), people in pairs)
            effect = self._halves(question, GOOD).with_worth(worth).share_effect
        return share_of(count, self.n(question, webinars), effect)

    def good(self, question: str, webinars: At = ()) -> Share:
        """Return the share of correct answers, or of the two best ratings."""
        both, clustered = self._score(question, webinars), self._is_clustered(webinars)
        effect = self._halves(question, GOOD).share_effect if clustered else 1.0
        return share_of(both & LOW, both // HIGH, effect)

    def mean(self, question: str, webinars: At = ()) -> Mean | None:
        """Return the mean of ratings or numbers, with an interval for ratings."""
        counts = self.counts(question, webinars).items()
        numbers = [(value, n) for value, n in counts if isinstance(value, (int, float))]
        total = sum(n for _, n in numbers)
        if not total:
            return None
        mean = fsum(value * n for value, n in numbers) / total
        found = self._moments(question, MEAN, webinars)
        return mean_of(mean, found if found.m == total else Moments())

    def net(self, question: str, webinars: At = ()) -> Promotion | None:
        """Return the net promoter score of ratings from 0 to 10."""
        counts = self.counts(question, webinars)
        promoters, detractors = counts[9] + counts[10], sum(counts[rating] for rating in range(7))
        found = self._moments(question, NET, webinars).shifted(-1)
        if not found.m:
            return None
        spread = (promoters + detractors) / found.m - (found.y / found.m) ** 2
        return promotion_of(promoters, detractors, found.m, found.effect(spread))

    def sizes(self, by: By, webinars: At = ()) -> dict[str, int]:
        """Return the number of responses of each group, by what people said in the response."""
        return {group: names[RESPONSE] for group, names in self._groups(by, webinars).items()}

    def shares(self, question: str, by: By, webinars: At = ()) -> dict[str, Share]:
        """Return the share of correct answers, or of the two best ratings, in each group."""
        clustered, shares = self._is_clustered(webinars), {}
        for group, names in self._groups(by, webinars).items():
            both, effect = names.get((question, GOOD, None), 0), 1.0
            if clustered:
                effect = of_halves(self.sums.group_clusters[by, group, question]).share_effect
            shares[group] = share_of(both & LOW, both // HIGH, effect)
        return shares

    def group_counts(self, question: str, by: By, webinars: At = ()) -> dict[str, Counter[object]]:
        """Return how often each answer to a rating or a knowledge question was given, by group."""
        return {
            group: Counter({
                name[1]: n for name, n in names.items()
                if len(name) == 2 and name[0] == question and n
            })
            for group, names in self._groups(by, webinars).items()
        }  # fmt: skip

    def _groups(self, by: By, webinars: At) -> dict[str, Names]:
        base = By.COUNTRY if by in PLACES else by
        sums: dict[str, int] = {}
        for (property_, webinar, stated), packed in self.sums.by_group.items():
            if property_ is base and (not webinars or webinar in webinars):
                group = place_of(stated, by) if by in PLACES else stated
                sums[group] = sums.get(group, 0) + packed
        places = self.sums.measured.places
        return {group: places.counts(packed) for group, packed in sums.items()}

    def _names(self, webinars: At) -> Names:
        """Return all counts by the names of their places."""
        key = tuple(webinars)
        if key not in self._found:
            found: dict[tuple[object, ...], int] = {}
            for coding in (self.sums.plain, self.sums.measured):
                packed = sum(
                    n for (of, webinar), n in self.sums.by_webinar.items()
                    if of is coding and (not key or webinar in key)
                )  # fmt: skip
                found |= coding.places.counts(packed)
            self._found[key] = found
        return self._found[key]

    def _score(self, question: str, webinars: At) -> int:
        return self._names(webinars).get((question, GOOD, None), 0)

    def _is_clustered(self, webinars: At) -> bool:
        """Return whether one person can have answered several times."""
        if len(webinars) > 1:
            raise ValueError("make a cube of these webinars")
        return not webinars and self.sums.repeated

    def _halves(self, question: str, kind: int) -> Moments:
        return of_halves(self.sums.clusters[question, kind, None])

    def _moments(self, question: str, kind: int, webinars: At) -> Moments:
        """Return the moments of a score, also of a webinar, where each person has one answer."""
        if self._is_clustered(webinars):
            return self._halves(question, kind)
        codes = self.sums.measured.codes.get(question)
        counts = self.counts(question, webinars).items()
        worth = [(codes.worth(value, kind), n) for value, n in counts] if codes else []
        return moments((y, 1, n) for y, n in worth if y is not None)


def _sum(counts: Mapping[int, int], webinars: At) -> int:
    return sum(n for webinar, n in counts.items() if not webinars or webinar in webinars)
