"""The cube: everything that the tables of a report are sums of, from one pass over the store."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sstc_cli.numbers.breakdown import PLACES, By, place_of
from sstc_cli.numbers.clusters import exact_mcnemar, moments
from sstc_cli.numbers.folding.fold import Fold
from sstc_cli.numbers.folding.packed import ALL
from sstc_cli.numbers.folding.pairs import PairSums
from sstc_cli.numbers.folding.reach import EARLY, KNOWN, THERE, Kind
from sstc_cli.numbers.statistics import Share, share_of
from sstc_cli.numbers.survey_cube import At, SurveyCube
from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.rows import AttendanceCounts

_LEAST_CHANGES = 10

_LEAST_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Funnel:
    """The numbers of people who registered, attended and answered, each once.

    `anonymous` are answers without an address, each of which counts as somebody else's.
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

    Its methods take the `webinars` of a table: a single one, or by default all of the cube.
    `registration` is the first survey before the webinars, and `main` the first one after them.
    """

    def __init__(self, fold: Fold) -> None:
        self._fold, self._reach = fold, fold.reach
        self.surveys = fold.surveys
        self._cubes = {id_: SurveyCube(sums, _of(fold.superseded, id_))
                       for id_, sums in fold.sums.items()}  # fmt: skip
        self.registration, self.main = (
            next((id_ for id_, survey in fold.surveys.items() if survey.when == when), "")
            for when in ("before", "after")
        )

    def survey(self, id_: str) -> SurveyCube:
        """Return the answers to a survey."""
        return self._cubes[id_]

    def pairs(self, id_: str) -> PairSums | None:
        """Return the answers before and after, if a survey asks again what was asked before."""
        return self._fold.pairs.get(id_)

    def changes(self, id_: str, question: str, webinars: At = ()) -> Changes:
        """Return how the answers to a question changed, for a survey with pairs."""
        found = self._fold.pairs[id_].both(question, webinars)
        gained, lost, stayed = found[False, True], found[True, False], found[True, True]
        p = exact_mcnemar(gained, lost) if gained + lost >= _LEAST_CHANGES else None
        return Changes(found.total(), stayed + lost, stayed + gained, gained, lost, p)

    @property
    def attended(self) -> list[int]:
        """The webinars with known attendance."""
        return [webinar for webinar in sorted(self._counts((ATTENDANCE_ID,))) if webinar != ALL]

    @property
    def webinars(self) -> list[int]:
        """The webinars with any response or attendance."""
        answered = (webinar for cube in self._cubes.values() for webinar in cube.responses)
        return sorted({*self.attended, *answered})

    def attendance(self, webinars: At = ()) -> AttendanceCounts:
        """Return how many people attended, by webinar and in all."""
        counts = self._counts((ATTENDANCE_ID,))
        chosen = {at: counts[at] for at in self.attended if not webinars or at in webinars}
        return AttendanceCounts(chosen, counts[_only(webinars)])

    def visits(self, webinars: At = ()) -> Counter[str]:
        """Return the attendances of newcomers, and of people who came back."""
        found: Counter[str] = Counter()
        for (webinar, group), n in self._reach.visits.items():
            if webinar in (webinars or self.attended):
                found[group] += n
        return found

    def registered(self, by: By | None = None, webinars: At = ()) -> dict[str, int]:
        """Return the people who registered, by their own group, or all at `""`."""
        return self._people((self.registration,), by, webinars)

    def attendees(self, by: By | None = None, webinars: At = ()) -> dict[str, int]:
        """Return the people who attended, by their own group, or all at `""`."""
        return self._people((ATTENDANCE_ID,), by, webinars)

    def answered(self, by: By | None = None, webinars: At = ()) -> dict[str, int]:
        """Return the people who answered the main survey, by their own group, or all at `""`."""
        return self._people((self.main,), by, webinars)

    def funnel(self, webinars: At = ()) -> Funnel:
        """Return how many people registered, attended and answered."""
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
        an address there, of whom nobody knows more. Anonymous responses are of attendees.
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
        return share_of(count, n, self._effect(survey, webinars, by, group))

    def _effect(self, survey: str, webinars: At, by: By | None = None, group: str = "") -> float:
        """Return the design effect on such a share."""
        if webinars or survey not in self.surveys:
            return 1.0
        bases = self._reach.bases
        place = bases.index(By.COUNTRY if by in PLACES else by) if by else 0
        return moments(
            (y, m, n) for (id_, profile, m, y), n in self._reach.clusters.items()
            if id_ == survey and (not by or _group(profile[place], by) == group)
        ).share_effect  # fmt: skip

    def _people(self, kind: Kind, by: By | None, webinars: At) -> dict[str, int]:
        """Return the people of a kind, by group."""
        at, base = _only(webinars), By.COUNTRY if by in PLACES else by
        found: Counter[str] = Counter()
        for of, property_, stated in self._reach.sums:
            if of == kind and property_ == base:
                group = _group(stated, by) if by else ""
                found[group] += self._reach.counts(kind, base, stated).get(at, 0)
        return {group: n for group, n in found.items() if n}

    def _counts(self, kind: Kind, by: By | None = None, group: str = "") -> Counter[int]:
        """Return the people of a kind in a group, by webinar and for all."""
        base = By.COUNTRY if by in PLACES else by
        found: Counter[int] = Counter()
        for of, property_, stated in self._reach.sums:
            if of == kind and property_ == base and (not by or _group(stated, by) == group):
                found.update(self._reach.counts(kind, base, stated))
        return Counter({at: n for at, n in found.items() if n})


def _of(counts: Mapping[tuple[str, int], int], survey: str) -> dict[int, int]:
    return {webinar: n for (id_, webinar), n in counts.items() if id_ == survey}


def _group(stated: str, by: By) -> str:
    return place_of(stated, by) if by in PLACES else stated


def _only(webinars: At) -> int:
    """Return the only webinar, or `ALL`."""
    if len(webinars) > 1:
        raise ValueError("make a cube of these webinars")
    return webinars[0] if webinars else ALL
