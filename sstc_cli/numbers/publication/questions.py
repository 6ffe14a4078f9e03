"""The answers to a question at every webinar, without what reveals a small count."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.publication.matrix import WHOLE, Counts, Matrix
from sstc_cli.numbers.statistics import Share, Shown, share_of
from sstc_cli.numbers.tables.table import SERIES, Line, Table, Value

Scope = tuple[int, ...]
_SUMS = ("two_best", "correct", "mean", "score")
_REST = "\N{NULL}"  # answers that a table has no line for


def public_question(family: Mapping[Scope, Table], publish: Publish) -> dict[Scope, Table]:
    """Return the tables of a question with one answer for each person."""
    counts = {_number(scope): _counts(table) for scope, table in family.items() if scope}
    if not counts:  # all answers are about the series
        counts = {1: _counts(family[SERIES])}
    matrix = Matrix(counts, _good(family), publish)
    return {
        scope: replace(
            table, lines=tuple(_line(matrix, _number(scope), line, publish) for line in table.lines)
        )
        for scope, table in family.items()
    }


def public_choices(family: Mapping[Scope, Table], publish: Publish) -> dict[Scope, Table]:
    """Return the tables of a question with several answers: each is a question of its own."""
    answers = dict.fromkeys(line.key for table in family.values() for line in table.lines)
    shown: dict[str, dict[Scope, Shown]] = {}
    for answer in answers:
        counts = {_number(scope): _chosen(table, answer) for scope, table in family.items()}
        whole = counts.pop(WHOLE, {})
        matrix = Matrix(counts or {1: whole}, (answer,), publish)
        shown[answer] = {scope: matrix.best(_number(scope)) for scope in family}
    return {
        scope: replace(
            table,
            lines=tuple(
                replace(line, values=(_like(line.values[0], shown[line.key][scope]),))
                for line in table.lines
            ),
        )
        for scope, table in family.items()
    }


def _number(scope: Scope) -> int:
    return scope[0] if scope else WHOLE


def _counts(table: Table) -> Counts:
    """Return the counts of all answers, also of those without a line of their own."""
    counts = {
        line.key: line.values[0].count
        for line in table.lines
        if line.key not in _SUMS and isinstance(line.values[0], Share)
    }
    rest = (table.n or 0) - sum(counts.values())
    return {**counts, _REST: rest} if rest > 0 else counts


def _chosen(table: Table, answer: str) -> Counts:
    """Return how many people chose an answer, and how many did not."""
    shares = [line.values[0] for line in table.lines if line.key == answer]
    count = sum(share.count for share in shares if isinstance(share, Share))
    return {answer: count, _REST: (table.n or 0) - count}


def _good(family: Mapping[Scope, Table]) -> Collection[str]:
    """Return the answers whose sum is shown too: the two best, the correct one, the promoters."""
    keys = [line.key for table in family.values() for line in table.lines]
    if "promoters" in keys:
        return ("promoters",)
    if "two_best" in keys:
        ratings = {key for key in keys if key.lstrip("-").isdigit()}
        return sorted(ratings, key=int)[-2:]
    if "correct" in keys:
        return _correct(family)
    return ()


def _correct(family: Mapping[Scope, Table]) -> Collection[str]:
    """Return the answer that has the same count as the correct ones wherever it was given."""
    candidates: set[str] | None = None
    for table in family.values():
        right = next(line.values[0] for line in table.lines if line.key == "correct")
        same = {line.key for line in table.lines if line.key != "correct"
                and isinstance(line.values[0], Share) and isinstance(right, Share)
                and line.values[0].count == right.count}  # fmt: skip
        candidates = same if candidates is None else candidates & same
    return sorted(candidates or ())[:1]


def _line(matrix: Matrix, number: int, line: Line, publish: Publish) -> Line:
    """Return a line with what can be published."""
    value: Value
    match line.key:
        case "two_best" | "correct":
            value = _like(line.values[0], matrix.best(number))
        case "mean" | "score":
            whole = matrix.is_whole(number) and not publish.round
            value = line.values[0] if whole else None
        case _:
            count = matrix.count(number, line.key)
            value = None if count is None else line.values[0]
    return replace(line, values=(value,))


def _like(exact: Value, shown: Shown) -> Shown:
    """Return a public share with the interval of the complete one, if it is the same."""
    if isinstance(shown, Share) and isinstance(exact, Share):
        return exact if exact.count == shown.count else share_of(shown.count, shown.n)
    return shown
