"""The people who registered, attended and answered, each once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

from sstc_cli.choices import By
from sstc_cli.numbers.folding.survey_sums import ALL, PackedPlaces
from sstc_cli.numbers.summary import NOT_STATED
from sstc_cli.store.people import People
from sstc_cli.store.response import ATTENDANCE_ID

KNOWN, THERE, EARLY = "known", "there", "early"

Profile = tuple[str, ...]  # the group of a person by each property
Kind = tuple[str, ...]  # a survey or the attendance, and which of its people


class ReachSums:
    """The people of each survey and of the attendance, by webinar and by their own group.

    For each of them there are also those who are `KNOWN` by an address, and for a survey those of
    them who were `THERE`. `EARLY` are the groups that people told before a webinar: a response rate
    must not depend on who answered after it.

    `repeats` count the people who are known by the webinars where they did something, and where
    they could have: to attend after a registration, or to answer after attending.
    """

    def __init__(self, bases: Sequence[By], attended: Iterable[int]) -> None:
        """Take the properties of groups, and the webinars with known attendance."""
        self.bases, self.places = bases, PackedPlaces()
        self.all = self.places.one(ALL)
        self.attended = sum(self.places.one(webinar) for webinar in attended)
        self.repeats: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
        self.sums: dict[tuple[Kind, By | None, str], int] = defaultdict(int)
        self.visits: Counter[tuple[int, str]] = Counter()

    def add(
        self, people: People, groups: Mapping[str, Mapping[By, Sequence[str]]],
        before: Collection[str], in_scope: Collection[int],
    ) -> None:  # fmt: skip
        """Add some people, by the groups of their responses, at the webinars in scope or at all."""
        early = self._profiles(people, groups, [id_ for id_ in groups if id_ in before])
        late = self._profiles(people, groups, [id_ for id_ in groups if id_ not in before])
        profiles = early | {key: _or(late[key], early.get(key)) for key in late}
        rows = {id_: (people.responses[id_].webinars, people.responses[id_].persons)
                for id_ in groups}  # fmt: skip
        marks = {id_: self._marks(id_, *found, in_scope) for id_, found in rows.items()}
        there = self._marks(ATTENDANCE_ID, *people.attendances, in_scope)
        came = _known(there, people)
        sums = _Sums(self.bases)
        sums.add((ATTENDANCE_ID,), there, profiles)
        sums.add((ATTENDANCE_ID, KNOWN), came, profiles)
        sums.add((ATTENDANCE_ID, EARLY), came, early)
        for id_, found in marks.items():
            known = _known(found, people)
            both = {key: mark & came[key] for key, mark in known.items() if key in came}
            both = {key: mark for key, mark in both.items() if mark & ~self.all}
            sums.add((id_,), found, profiles)
            sums.add((id_, KNOWN), known, profiles)
            sums.add((id_, THERE), both, profiles)
            sums.add((id_, EARLY), both, early)
            self._repeat(id_, known if id_ in before else came, both)
        for (kind, by, group), packed in sums.by_group():
            self.sums[kind, by, group] += packed

    def _repeat(self, id_: str, able: Mapping[Hashable, int], did: Mapping[Hashable, int]) -> None:
        """Count people by how often they did something, and could have."""
        self.repeats[id_].update(
            ((did.get(key, 0) & self.attended).bit_count(), (mark & self.attended).bit_count())
            for key, mark in able.items()
        )

    def counts(self, kind: Kind, by: By | None = None, group: str = "") -> dict[int, int]:
        return self.places.counts(self.sums.get((kind, by, group), 0))

    def _marks(
        self, id_: str, webinars: Sequence[int], persons: Sequence[str | None],
        in_scope: Collection[int],
    ) -> dict[Hashable, int]:  # fmt: skip
        """Return at which webinars each person was. Without a pseudonym, each is another person."""
        found: dict[Hashable, int] = defaultdict(int)
        numbers = {*webinars} & {*in_scope} if in_scope else {*webinars}
        ones = {webinar: self.places.one(webinar) | self.all for webinar in sorted(numbers)}
        for row, (webinar, person) in enumerate(zip(webinars, persons, strict=True)):
            if webinar in ones:
                found[person or (id_, row)] |= ones[webinar]
        return found

    def _profiles(
        self, people: People, groups: Mapping[str, Mapping[By, Sequence[str]]], ids: Iterable[str]
    ) -> dict[Hashable, Profile]:
        """Return the last answers of each person about their groups."""
        if not self.bases:
            return {}
        found: dict[Hashable, Profile] = {}
        for id_ in ids:
            batch = people.responses[id_]
            nobody = [NOT_STATED] * len(batch.persons)
            stated = [*zip(*(groups[id_].get(by, nobody) for by in self.bases), strict=True)]
            keys = [person or (id_, row) for row, person in enumerate(batch.persons)]
            before, found = found, found | dict(zip(keys, stated, strict=True))
            for key, profile in zip(keys, stated, strict=True):
                if NOT_STATED in found[key]:
                    before[key] = _or(profile, before.get(key))
            found |= {key: before[key] for key in {*keys} if NOT_STATED in found[key]}
        return found


class _Sums:
    """The people of a block, by all of their groups at once: many share theirs with others."""

    def __init__(self, bases: Sequence[By]) -> None:
        self.bases, self.nothing = bases, (NOT_STATED,) * len(bases)
        self.sums: dict[tuple[Kind, Profile], int] = defaultdict(int)

    def add(
        self, kind: Kind, marks: Mapping[Hashable, int], profiles: Mapping[Hashable, Profile]
    ) -> None:
        for key, mark in marks.items():
            self.sums[kind, profiles.get(key, self.nothing)] += mark

    def by_group(self) -> Iterator[tuple[tuple[Kind, By | None, str], int]]:
        for (kind, profile), packed in self.sums.items():
            yield (kind, None, ""), packed
            for by, group in zip(self.bases, profile, strict=True):
                yield (kind, by, group), packed


def _known(marks: Mapping[Hashable, int], people: People) -> dict[Hashable, int]:
    return {key: mark for key, mark in marks.items() if key in people.known}


def _or(profile: Profile, other: Profile | None) -> Profile:
    """Return a profile with what only the other one states."""
    if other is None or NOT_STATED not in profile:
        return profile
    pairs = zip(profile, other, strict=True)
    return tuple(before if here == NOT_STATED else here for here, before in pairs)
