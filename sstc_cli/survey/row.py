"""The answers in the cells of one row, by where they are kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sstc_cli.model import Question, Role
from sstc_cli.survey.answers import Coded
from sstc_cli.survey.column import AskedColumn, Column, OtherColumn, use_of
from sstc_cli.survey.platforms import Use

IDENTITY = (Role.EMAIL, Role.NAME, Role.ORGANISATION)


@dataclass(slots=True)
class Row:
    """One row while it is read; `index` counts from 0 like `Sheet.rows`.

    `unknown` are the columns with answers that have no meaning, `no_address` those with an optional
    address that is not one. `faults` are columns, codes and reasons for which the row is rejected.
    """

    index: int
    webinar: int
    answers: dict[str, Coded] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    extras: dict[str, object] = field(default_factory=dict)
    identity: dict[Role, str] = field(default_factory=dict)
    contacts: dict[str, object] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    no_address: list[Column] = field(default_factory=list)
    faults: list[tuple[Column, str, str]] = field(default_factory=list)

    def add_other(self, question: Question, text: str) -> None:
        """Add a text that is not one of the options; those of a question's columns add up."""
        before = self.others.get(question.id)
        self.others[question.id] = text if before is None else f"{before}; {text}"


class Kept(NamedTuple):
    """The mapping of a row, and the name in it, that keep the values of a column.

    `merge` combines the value that the row has there, or None, with a new one. Without it, the new
    one replaces it.
    """

    mapping: str
    name: str
    merge: Callable[[Any, Coded], Coded] | None = None


def kept_in(column: Column) -> Kept | None:
    """Return where a row keeps the values of a column, or None if it does not keep them.

    Other modules read such a cell themselves, for example the time of an answer.
    """
    if isinstance(column, OtherColumn):
        return Kept("contacts" if column.contact else "extras", column.header)
    if use_of(column) is Use.SURNAME:
        return Kept("identity", Role.NAME, _joined)
    if column.role in IDENTITY:
        return Kept("identity", column.role, _first)
    if column.question:
        is_part = isinstance(column, AskedColumn) and column.option is not None
        return Kept("answers", column.question.id, _united if is_part else None)
    return Kept("extras", column.header) if use_of(column) is Use.EXTRA else None


def _joined(name: str | None, surname: Coded) -> str:
    return f"{name or ''} {surname}".strip()


def _first(before: str | None, value: Coded) -> str:
    return str(value) if before is None else before


def _united(answer: Coded | None, more: Coded) -> list[str]:
    """Return the choices of two columns of one question, each once."""
    return [*dict.fromkeys([*_codes(answer), *_codes(more)])]


def _codes(answer: Coded | None) -> list[str]:
    """Return the codes of an answer to a question with several choices."""
    return answer if isinstance(answer, list) else []
