"""How many people of the pool offer and seek what: for a broker, and on the board for all people.

The counts on the board reveal nobody, also beside those of earlier boards.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Survey
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.labels import SummaryLabel
from sstc_cli.numbers.markdown import markdown_table, plain_markdown
from sstc_cli.numbers.words import Words
from sstc_cli.partners.pool import LeftOut, Pool, Profile
from sstc_cli.quantity import quantity
from sstc_cli.store.history import Boards
from sstc_cli.views.fixed_labels import BoardLabel

Count = int | None  # None is hidden
C = TypeVar("C", bound=Count)


@dataclass(frozen=True, slots=True)
class TopicLine(Generic[C]):
    """A topic with the people who offer and seek it."""

    topic: str
    offered: C
    sought: C


@dataclass(frozen=True, slots=True)
class KindLine(Generic[C]):
    """A kind of cooperation with the people who want it."""

    kind: str
    wanted: C


def topic_counts(profiles: Sequence[Profile], series: Series) -> list[TopicLine[int]]:
    """Return the counts of each topic, in the order of the data."""
    offered = Counter(code for profile in profiles for code in profile.offers)
    sought = Counter(code for profile in profiles for code in profile.seeks)
    return [TopicLine(one.id, offered[one.id], sought[one.id]) for one in series.topics]


def kind_counts(profiles: Sequence[Profile], series: Series) -> list[KindLine[int]]:
    wanted = Counter(code for profile in profiles for code in profile.kinds)
    return [KindLine(kind.id, wanted[kind.id]) for kind in series.kinds]


def largest_organisation(profiles: Sequence[Profile]) -> int:
    """Return how many people of the pool the organisation has that has most."""
    counts = Counter(one.organisation for one in profiles if one.organisation)
    return max(counts.values(), default=0)


_FEW_TOPICS = 3  # of each kind of line
_LARGE = 5  # people of one organisation
_SHARE = 3  # one in so many


def notices(pool: Pool, series: Series) -> list[str]:
    """Return the lines about a pool."""
    if not pool.profiles:
        return [*_about_nobody(pool), *_about_answers(pool)]
    counts = topic_counts(pool.profiles, series)
    return [
        *_about_offers(counts, series),
        *_about_languages(pool, series),
        *_about_one_organisation(pool),
        *_about_answers(pool),
    ]


def _about_nobody(pool: Pool) -> Iterator[str]:
    if not pool.registered:
        yield "there are no registrations yet, so no one to introduce: import them"
    elif pool.left_out.get(LeftOut.NOT_ASKED):
        yield (
            "no registration asks whether people may be introduced: add a question with "
            "`role: introduce`"
        )
    elif empty := pool.left_out.get(LeftOut.EMPTY):
        who = quantity(empty, "person who agrees", "people who agree")
        yield f"no one can be introduced yet: ask {who} what they offer and seek"
    else:
        yield "no one can be introduced yet"


def _about_offers(counts: list[TopicLine[int]], series: Series) -> Iterator[str]:
    """Yield the topics that many seek and few offer, then those that are offered in vain."""
    parents = {topic.id: topic.parent for topic in series.topics}
    offered = {count.topic: count.offered for count in counts}
    most = series.partners.at_once  # somebody who offers something can help so many at once
    scarce = [one for one in counts if one.sought > most * one.offered and one.sought > 1]
    for one in sorted(scarce, key=lambda one: (one.offered, -one.sought, one.topic))[:_FEW_TOPICS]:
        seek = f"{one.sought:,} seek `{one.topic}`"
        if one.offered:
            verb = "offers" if one.offered == 1 else "offer"
            yield f"{seek}, only {one.offered:,} {verb} it: invite more people who do"
        elif wider := offered.get(parents[one.topic] or "", 0):
            verb = "offers" if wider == 1 else "offer"
            yield f"{seek}, no one offers it; {wider:,} {verb} the wider `{parents[one.topic]}`"
        else:
            yield f"{seek}, no one offers it: invite a person who does"
    vain = sorted(one.topic for one in counts if one.offered and not one.sought)
    if vain:
        names = ", ".join(f"`{topic}`" for topic in vain)
        yield f"no one seeks these topics that others offer: {names}"


def _about_languages(pool: Pool, series: Series) -> Iterator[str]:
    """Yield how many people share no language with people of another country."""
    if series.partners.within_a_country:
        return
    groups = Counter((person.country, person.languages) for person in pool.profiles)
    alone = sum(
        count
        for (country, languages), count in groups.items()
        if country
        if not any(where != country and languages & others for where, others in groups)
    )
    if alone:
        who = quantity(alone, "person has", "people have")
        yield (
            f"{who} a language in common only with people of their own country: they can be "
            "introduced only if `within_a_country` is `true`"
        )


def _about_one_organisation(pool: Pool) -> Iterator[str]:
    largest, n = largest_organisation(pool.profiles), len(pool.profiles)
    if largest >= _LARGE and largest * _SHARE >= n:
        yield (
            f"one organisation has {largest:,} of {n:,} in the pool: they can only be "
            f"introduced to the other {n - largest:,}"
        )


def _about_answers(pool: Pool) -> Iterator[str]:
    for code, count in pool.unknown.items():
        who = quantity(count, "person names", "people name")
        yield (
            f"{who} `{code}`, which the series does not have: it does not count; add it to "
            "`topics` or `kinds` if it was deleted by mistake"
        )
    if pool.disagreeing:
        who = quantity(pool.disagreeing, "person has", "people have")
        yield f"{who} registrations that disagree: the latest answers count"


LEAST = 5


@dataclass(frozen=True, slots=True)
class AudienceCell:
    """How many people of an audience seek something that a person in another one offers."""

    seeking: str
    offering: str
    people: Count


@dataclass(frozen=True, slots=True)
class Board:
    """The public counts; nothing at all if the pool has fewer people than `least`."""

    least: int
    topics: tuple[TopicLine[Count], ...] = ()
    kinds: tuple[KindLine[Count], ...] = ()
    matrix: tuple[AudienceCell, ...] = ()

    @property
    def is_empty(self) -> bool:
        counts = [count for one in self.topics for count in (one.offered, one.sought)]
        counts += [one.wanted for one in self.kinds]
        return all(count is None for count in counts)


def board_of(
    pool: Pool, series: Series, surveys: Mapping[str, Survey], before: Boards
) -> tuple[Board, Boards]:
    """Return what can be published of a pool beside the boards before, and what all have told."""
    publish = strictest(surveys.values())
    telling = _Telling(max(LEAST, publish.least), before)
    people, n = pool.profiles, len(pool.profiles)
    topics, kinds = topic_counts(people, series), kind_counts(people, series)
    for one in topics:
        telling.tell(f"offered {one.topic}", one.offered, n)
        telling.tell(f"sought {one.topic}", one.sought, n)
    for kind in kinds:
        telling.tell(f"wanted {kind.kind}", kind.wanted, n)
    pairs = _tell_matrix(people, series, telling)

    def shown(name: str) -> Count:
        count = telling.told.get(name)
        return None if count is None else publish.rounded(count)

    board = Board(
        telling.least,
        tuple(TopicLine(one.topic, shown(f"offered {one.topic}"), shown(f"sought {one.topic}"))
              for one in topics),
        tuple(KindLine(kind.kind, shown(f"wanted {kind.kind}")) for kind in kinds),
        tuple(AudienceCell(*pair, shown(_cell(*pair))) for pair in pairs),
    )  # fmt: skip
    return board, before.then(telling.least, telling.told)


class _Telling:
    """Decides which exact counts of people a board shows, beside those that others have shown."""

    def __init__(self, least: int, before: Boards) -> None:
        if least < before.least:
            message = f"`publish.least` is {least}, and was {before.least} for the last board"
            hint = f"write {before.least} or more, so that nothing hidden there can be computed"
            raise SstcError(message, hint, ExitCode.DATA)
        self.least, self.before = least, before.counts
        self.told: dict[str, int] = {}

    def tell(self, name: str, count: int, all_: int) -> None:
        """Show a count, unless it or the number of all others is small.

        What was told stays until the count differs by enough people from all that was told.
        """
        known = self.before.get(name, ())
        near = min(known, key=lambda other: abs(count - other), default=None)
        if near is not None and 0 < abs(count - near) < self.least:
            self.told[name] = near
        elif min(count, all_ - count) >= self.least:
            self.told[name] = count

    def hide_more(self, parts: Mapping[str, int]) -> None:
        """Hide more of the parts of a sum, so that no few people follow from it."""
        while shown := [name for name in parts if name in self.told]:
            hidden = [count for name, count in parts.items() if count and name not in self.told]
            if not hidden or (len(hidden) > 1 and sum(hidden) >= self.least):
                return
            del self.told[min(shown, key=parts.__getitem__)]


def _cell(seeking: str, offering: str) -> str:
    return f"{seeking} of {offering}"


def _tell_matrix(
    profiles: Sequence[Profile], series: Series, telling: _Telling
) -> list[tuple[str, str]]:
    """Tell how many of an audience seek what another one offers, and return the pairs.

    If an audience offers a single topic, its column adds up to those who seek that one. If there is
    no other topic, everybody knows that.
    """
    if len(series.topics) == 1:
        return []
    groups = {
        audience.id: [one for one in profiles if one.audience == audience.id]
        for audience in series.audiences
    }
    for offering, others in groups.items():
        topics = {topic for one in others for topic in one.offers}
        counts = {}
        for seeking, people in groups.items():
            name = _cell(seeking, offering)
            counts[name] = sum(not topics.isdisjoint(one.seeks) for one in people)
            telling.tell(name, counts[name], len(people))
        telling.hide_more(counts)
    return [(seeking, offering) for seeking in groups for offering in groups]


_NOTHING = "–"


def write_board(board: Board, series: Series, words: Words) -> str:
    """Return the board with its tables, those with most people first."""
    lines = [
        f"# {words.say(BoardLabel.TITLE)}",
        "",
        plain_markdown(series.title.pick(words.language)),
        "",
    ]
    if board.is_empty:
        return "\n".join([*lines, words.say(BoardLabel.TOO_FEW), ""])
    note = words.say(SummaryLabel.NOTE, least=board.least)
    lines += [words.say(BoardLabel.WHO), "", note, ""]
    titles = {one.id: one.title.pick(words.language) for one in series.topics}
    names = {one.id: one.title.pick(words.language) for one in series.kinds}
    topics = [(titles[one.topic], one.offered, one.sought) for one in board.topics]
    head = (BoardLabel.TOPIC, BoardLabel.OFFERED, BoardLabel.SOUGHT)
    lines += _table([words.say(label) for label in head], topics)
    kinds = [(names[one.kind], one.wanted) for one in board.kinds]
    lines += _table([words.say(BoardLabel.KIND), words.say(BoardLabel.WANTED)], kinds)
    return "\n".join([*lines, *_matrix_lines(board, series, words)]).rstrip() + "\n"


def _matrix_lines(board: Board, series: Series, words: Words) -> Iterator[str]:
    """Yield the matrix of audiences, without those of which nothing can be shown; or say so."""
    cells = {(one.seeking, one.offering): one.people for one in board.matrix}
    shown = {pair for pair, people in cells.items() if people is not None}
    rows = [one for one in series.audiences if any(pair[0] == one.id for pair in shown)]
    columns = [one for one in series.audiences if any(pair[1] == one.id for pair in shown)]
    if len(shown) == 1:
        return  # a single count is not a matrix
    if not shown:
        yield from (words.say(BoardLabel.NO_MATRIX), "") if cells else ()
        return
    yield from (f"## {words.say(BoardLabel.MATRIX)}", "", words.say(BoardLabel.MATRIX_NOTE), "")
    head = [words.say(BoardLabel.GROUP)]
    head += [one.name.pick(words.language) for one in columns]
    yield from _lines(
        head,
        [
            (row.name.pick(words.language), *(cells[row.id, column.id] for column in columns))
            for row in rows
        ],
    )


def _table(head: Sequence[str], rows: Sequence[tuple[str, *tuple[Count, ...]]]) -> list[str]:
    """Return the rows of which something can be shown, those with most people first."""
    shown = [row for row in rows if any(cell is not None for cell in row[1:])]
    if not shown:
        return []
    return _lines(head, sorted(shown, key=lambda row: -max(cell or 0 for cell in row[1:])))


def _lines(head: Sequence[str], rows: Sequence[tuple[str, *tuple[Count, ...]]]) -> list[str]:
    texts = [
        [name, *(_NOTHING if cell is None else f"{cell}" for cell in cells)]
        for name, *cells in rows
    ]
    return [*markdown_table(head, texts)]
