"""The board as Markdown in a language."""

from collections.abc import Iterator, Sequence

from sstc_cli.model import Series
from sstc_cli.numbers.labels import Label
from sstc_cli.numbers.markdown import plain_markdown
from sstc_cli.numbers.words import Words
from sstc_cli.partners.board.board import Board, Count
from sstc_cli.views.reports.board_labels import BoardLabel

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
    note = words.say(Label.NOTE, least=board.least)
    lines += [words.say(BoardLabel.WHO), "", note, ""]
    titles = {one.id: one.title.pick(words.language) for one in series.topics}
    names = {one.id: one.title.pick(words.language) for one in series.kinds}
    topics = [(titles[one.topic], one.offered, one.sought) for one in board.topics]
    head = (BoardLabel.TOPIC, BoardLabel.OFFERED, BoardLabel.SOUGHT)
    lines += _table([words.say(label) for label in head], topics)
    kinds = [(names[one.kind], one.wanted) for one in board.kinds]
    lines += _table([words.say(BoardLabel.KIND), words.say(BoardLabel.WANTED)], kinds)
    return "\n".join([*lines, *_matrix(board, series, words)]).rstrip() + "\n"


def _matrix(board: Board, series: Series, words: Words) -> Iterator[str]:
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
