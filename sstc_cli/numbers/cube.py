"""The cube: everything that the tables of a report are sums of, from one pass over the store."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sstc_cli.choices import By
from sstc_cli.model import Question
from sstc_cli.numbers.clusters import design_effect, exact_mcnemar
from sstc_cli.numbers.folding.fold import Fold
from sstc_cli.numbers.folding.pair_sums import PairSums
from sstc_cli.numbers.folding.reach_sums import EARLY, KNOWN, THERE, Kind
from sstc_cli.numbers.folding.survey_sums import (
    ALL,
    GOOD,
    HIGH,
    LOW,
    RESPONSE,
    SurveySums,
)
from sstc_cli.numbers.statistics import Mean, Share, mean_of, share_of
from sstc_cli.numbers.summary import PLACES, Promotion, place_of, promotion_of
from sstc_cli.store.people import AttendanceCounts
from sstc_cli.store.response import ATTENDANCE_ID

Names = Mapping[tuple[object, ...], int]
At = Sequence[int]  # the webinar of a table, or nothing for all of the cube


class SurveyCube:
    """The sums of a survey. Answers that match no option are `OTHER_WORDS`."""

    def __init__(
        self, sums: SurveySums, superseded: Mapping[int, int], ids: Mapping[int, str]
    ) -> None:
        self.survey, self.sums, self._superseded, self._ids = sums.survey, sums, superseded, ids
        self.persons = sums.persons
        self._found: dict[tuple[int, ...], Names] = {}

    @cached_property
    def effect(self) -> float:
        """How many answers of all webinars tell as much as one of another person."""
        return design_effect(self.sums.repeats.values())

    @property
    def responses(self) -> Mapping[int, int]:
        """The number of responses that count, by webinar."""
        return dict(sorted(self.sums.responses.items()))

    def asks(self, question: Question, webinar: int) -> bool:
        """Return whether a question is one of those of a webinar."""
        return question.asked_at(self._ids.get(webinar))

    def anonymous(self, webinars: At = ()) -> int:
        return _sum(self.sums.anonymous, webinars)

    def superseded(self, webinars: At = ()) -> int:
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
        count = self.counts(question, webinars)[answer]
        return share_of(count, self.n(question, webinars), self._effect(webinars))

    def good(self, question: str, webinars: At = ()) -> Share:
        both = self._score(question, webinars)
        return share_of(both & LOW, both // HIGH, self._effect(webinars))

    def mean(self, question: str, webinars: At = ()) -> Mean | None:
        counts = self.counts(question, webinars).items()
        numbers = {value: n for value, n in counts if isinstance(value, (int, float))}
        return mean_of(numbers, self._effect(webinars)) if numbers else None

    def net(self, question: str, webinars: At = ()) -> Promotion | None:
        counts = self.counts(question, webinars)
        promoters, detractors = counts[9] + counts[10], sum(counts[rating] for rating in range(7))
        n = promoters + detractors + counts[7] + counts[8]
        return promotion_of(promoters, detractors, n, self._effect(webinars)) if n else None

    def sizes(self, by: By, webinars: At = ()) -> dict[str, int]:
        return {group: names[RESPONSE] for group, names in self._groups(by, webinars).items()}

    def shares(self, question: str, by: By, webinars: At = ()) -> dict[str, Share]:
        """Return the share of correct answers, or of the two best ratings, in each group."""
        shares, effect = {}, self._effect(webinars)
        for group, names in self._groups(by, webinars).items():
            both = names.get((question, GOOD, None), 0)
            shares[group] = share_of(both & LOW, both // HIGH, effect)
        return shares

    def _groups(self, by: By, webinars: At) -> dict[str, Names]:
        base = By.COUNTRY if by in PLACES else by
        sums: dict[str, int] = {}
        for (property_, webinar, stated), packed in self.sums.by_group.items():
            if property_ is base and (not webinars or webinar in webinars):
                group = _group(stated, by)
                sums[group] = sums.get(group, 0) + packed
        places = self.sums.measured.places
        return {group: places.counts(packed) for group, packed in sums.items()}

    def _names(self, webinars: At) -> Names:
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

    def _effect(self, webinars: At) -> float:
        """Return the design effect; at one webinar each person has one answer."""
        if len(webinars) > 1:
            raise ValueError("make a cube of these webinars")
        return 1.0 if webinars else self.effect


def _sum(counts: Mapping[int, int], webinars: At) -> int:
    return sum(n for webinar, n in counts.items() if not webinars or webinar in webinars)


_LEAST_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Funnel:
    """The numbers of people who registered, attended and answered, each once.

    `anonymous` are answers without an address, each of which counts as another person's.
    `came` is the share of registrations whose people attended, and `told` the share of attendances
    whose people answered: of people with an address, at webinars with known attendance.
    """

    registered: int
    attended: int
    answered: int
    anonymous: int
    came: Share | None
    told: Share | None


@dataclass(frozen=True, slots=True)
class Changes:
    """The persons who answered a question twice, each at the first webinar where they did so.

    `before` and `after` are those who were right. `p` is the p-value of McNemar's exact test, if
    at least 10 persons changed.
    """

    n: int
    before: int
    after: int
    gained: int
    lost: int
    p: float | None


class Cube:
    """The sums of some webinars, or of all.

    Its methods take the `webinars` of a table: a single one, or by default all of the cube. For
    the intervals of other sets of webinars, make a cube of these.
    `registration` is the first survey before the webinars, and `main` the first one after them.
    """

    def __init__(self, fold: Fold) -> None:
        self._fold, self._reach = fold, fold.reach
        self.surveys = fold.surveys
        self._cubes = {
            survey: SurveyCube(
                sums, {at: n for (of, at), n in fold.superseded.items() if of == survey}, fold.ids
            )
            for survey, sums in fold.sums.items()
        }
        self.registration, self.main = (
            next((id_ for id_, survey in fold.surveys.items() if survey.when == when), "")
            for when in ("before", "after")
        )

    def survey(self, id_: str) -> SurveyCube:
        return self._cubes[id_]

    def pairs(self, id_: str) -> PairSums | None:
        return self._fold.pairs.get(id_)

    def changes(self, id_: str, question: str, webinars: At = ()) -> Changes:
        found = self._fold.pairs[id_].both(question, webinars)
        gained, lost, stayed = found[False, True], found[True, False], found[True, True]
        p = exact_mcnemar(gained, lost) if gained + lost >= _LEAST_CHANGES else None
        return Changes(found.total(), stayed + lost, stayed + gained, gained, lost, p)

    @property
    def attended(self) -> list[int]:
        return [webinar for webinar in sorted(self._counts((ATTENDANCE_ID,))) if webinar != ALL]

    @property
    def webinars(self) -> list[int]:
        answered = (webinar for cube in self._cubes.values() for webinar in cube.responses)
        return sorted({*self.attended, *answered})

    def attendance(self, webinars: At = ()) -> AttendanceCounts:
        counts = self._counts((ATTENDANCE_ID,))
        chosen = {at: counts[at] for at in self.attended if not webinars or at in webinars}
        return AttendanceCounts(chosen, counts[_only(webinars)])

    def visits(self, webinars: At = ()) -> Counter[str]:
        found: Counter[str] = Counter()
        for (webinar, group), n in self._reach.visits.items():
            if webinar in (webinars or self.attended):
                found[group] += n
        return found

    def registered(self, by: By | None = None, webinars: At = ()) -> dict[str, int]:
        """Return the people who registered, by their own group, or all at `""`."""
        return self._people((self.registration,), by, webinars)

    def attendees(self, by: By | None = None, webinars: At = ()) -> dict[str, int]:
        return self._people((ATTENDANCE_ID,), by, webinars)

    def answered(self, by: By | None = None, webinars: At = ()) -> dict[str, int]:
        return self._people((self.main,), by, webinars)

    def funnel(self, webinars: At = ()) -> Funnel:
        registered, attended, answered = (
            found(None, webinars).get("", 0)
            for found in (self.registered, self.attendees, self.answered)
        )
        came, told = (self._part(survey, THERE, webinars)
                      for survey in (self.registration, self.main))  # fmt: skip
        anonymous = answered - self._counts((self.main, KNOWN))[_only(webinars)]
        return Funnel(
            registered, attended, answered, anonymous,
            came if came.n else None, told if told.n else None,
        )  # fmt: skip

    def response(self, by: By, webinars: At = ()) -> dict[str, Share]:
        """Return how many attendees of each group answered the main survey.

        Only the groups that people told before a webinar count: all who told theirs only after it
        have answered.
        """
        groups = self._people((ATTENDANCE_ID, EARLY), by, webinars)
        return {group: self._part(self.main, EARLY, webinars, by, group) for group in groups}

    def response_rate(self, survey: str, webinars: At = ()) -> tuple[Share | None, int]:
        """Return the share of attendees who answered, and the responses of others.

        A person with an address attended if the attendance has it. It may be one of those without
        an address there, of whom no more is known. Anonymous responses are of attendees.
        """
        there, known, said, recognised, both = (
            self._counts(kind) for kind in (
                (ATTENDANCE_ID,), (ATTENDANCE_ID, KNOWN), (survey,), (survey, KNOWN),
                (survey, THERE))
        )  # fmt: skip
        chosen = [at for at in self.attended if not webinars or at in webinars]
        if not chosen:
            return None, 0
        strangers = {at: recognised[at] - both[at] for at in chosen}
        possible = sum(min(strangers[at], there[at] - known[at]) for at in chosen)
        outside = sum(strangers.values()) - possible
        count, n = sum(said[at] for at in chosen) - outside, sum(there[at] for at in chosen)
        return share_of(count, n, self._effect(survey, webinars)), outside

    def _part(
        self, survey: str, who: str, webinars: At, by: By | None = None, group: str = ""
    ) -> Share:
        """Return the share of those who could have done something and did it, all of them known."""
        before = survey == self.registration
        did = self._counts((survey, who), by, group)
        able = self._counts((survey if before else ATTENDANCE_ID, KNOWN if who == THERE else who),
                            by, group)  # fmt: skip
        chosen = [at for at in self.attended if not webinars or at in webinars]
        count, n = (sum(found[at] for at in chosen) for found in (did, able))
        return share_of(count, n, self._effect(survey, webinars))

    def _effect(self, survey: str, webinars: At) -> float:
        return 1.0 if webinars else design_effect([self._reach.repeats[survey]])

    def _people(self, kind: Kind, by: By | None, webinars: At) -> dict[str, int]:
        at, base = _only(webinars), By.COUNTRY if by in PLACES else by
        found: Counter[str] = Counter()
        for of, property_, stated in self._reach.sums:
            if of == kind and property_ == base:
                group = _group(stated, by) if by else ""
                found[group] += self._reach.counts(kind, base, stated).get(at, 0)
        return {group: n for group, n in found.items() if n}

    def _counts(self, kind: Kind, by: By | None = None, group: str = "") -> Counter[int]:
        base = By.COUNTRY if by in PLACES else by
        found: Counter[int] = Counter()
        for of, property_, stated in self._reach.sums:
            if of == kind and property_ == base and (not by or _group(stated, by) == group):
                found.update(self._reach.counts(kind, base, stated))
        return Counter({at: n for at, n in found.items() if n})


def _group(stated: str, by: By) -> str:
    return place_of(stated, by) if by in PLACES else stated


def _only(webinars: At) -> int:
    if len(webinars) > 1:
        raise ValueError("make a cube of these webinars")
    return webinars[0] if webinars else ALL
