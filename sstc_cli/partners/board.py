"""The board: what is offered and sought, in counts that reveal nobody, and as Markdown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.model import Series, Survey
from sstc_cli.numbers.hiding import hide, strictest
from sstc_cli.numbers.labels import SummaryLabel
from sstc_cli.numbers.markdown import plain_markdown
from sstc_cli.numbers.words import Words
from sstc_cli.partners.pool import Pool, Profile
from sstc_cli.partners.pool_counts import kind_counts, topic_counts
from sstc_cli.views.fixed_labels import BoardLabel

LEAST = 5
_REST = "\N{NULL}"  # everybody else
Count = int | None  # None is hidden


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic with the people who offer and seek it."""

    topic: str
    offered: Count
    sought: Count


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of cooperation with the people who want it."""

    kind: str
    wanted: Count


@dataclass(frozen=True, slots=True)
class AudienceCell:
    """How many people of an audience seek something that somebody in another one offers."""

    seeking: str
    offering: str
    people: Count


@dataclass(frozen=True, slots=True)
class Board:
    """The public counts; nothing at all if the pool has fewer people than `least`."""

    least: int
    topics: tuple[TopicLine, ...] = ()
    kinds: tuple[KindLine, ...] = ()
    matrix: tuple[AudienceCell, ...] = ()

    @property
    def is_empty(self) -> bool:
        counts = [count for one in self.topics for count in (one.offered, one.sought)]
        counts += [one.wanted for one in self.kinds]
        return all(count is None for count in counts)


def board_of(pool: Pool, series: Series, surveys: Mapping[str, Survey]) -> Board:
    """Return what can be published of a pool, by the strictest thresholds of the surveys."""
    publish = strictest(surveys.values())
    hiding = _Hiding(max(LEAST, publish.least), len(pool.profiles), publish.rounded)
    topics = tuple(
        TopicLine(one.topic, hiding.shown(one.offered), hiding.shown(one.sought))
        for one in topic_counts(pool.profiles, series)
    )
    kinds = tuple(
        KindLine(one.kind, hiding.shown(one.wanted)) for one in kind_counts(pool.profiles, series)
    )
    matrix = tuple(_matrix(pool.profiles, series, hiding))
    return Board(hiding.least, topics, kinds, matrix)


class _Hiding:
    """Decides which counts of people can be shown, of so many in all."""

    def __init__(self, least: int, n: int, rounded: Callable[[int], int]) -> None:
        self.least, self.n, self._rounded = least, n, rounded

    def shown(self, count: int, n: int | None = None) -> Count:
        """Return a count, or None if it or the number of all others is small."""
        cells = {"": count, _REST: (self.n if n is None else n) - count}
        if count < self.least or hide(cells, self.least).cells:
            return None
        return self._rounded(count)


def _matrix(profiles: Sequence[Profile], series: Series, hiding: _Hiding) -> list[AudienceCell]:
    """Return the cells of the matrix of audiences that can be shown."""
    groups = {
        audience.id: [one for one in profiles if one.audience == audience.id]
        for audience in series.audiences
    }
    offers = {
        id_: {topic for one in people for topic in one.offers} for id_, people in groups.items()
    }
    found = []
    for seeking, people in groups.items():
        for offering, topics in offers.items():
            count = sum(not topics.isdisjoint(one.seeks) for one in people)
            found.append(AudienceCell(seeking, offering, hiding.shown(count, len(people))))
    return found


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
    lines = [f"| {' | '.join(map(plain_markdown, head))} |", f"|---|{'---:|' * (len(head) - 1)}"]
    for name, *cells in rows:
        texts = [_NOTHING if cell is None else f"{cell}" for cell in cells]
        lines.append(f"| {plain_markdown(name)} | {' | '.join(texts)} |")
    return [*lines, ""]
