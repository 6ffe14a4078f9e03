"""The answers in the cells of one row, by where they are kept."""

from dataclasses import dataclass, field

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

    def put(self, column: Column, value: Coded) -> None:
        """Put the value of a cell where those of its column are kept."""
        if isinstance(column, OtherColumn):
            kept = self.contacts if column.contact else self.extras
            kept[column.header] = value
        elif use_of(column) is Use.SURNAME:
            name = self.identity.get(Role.NAME, "")
            self.identity[Role.NAME] = f"{name} {value}".strip()
        elif column.role in IDENTITY:
            self.identity.setdefault(column.role, str(value))
        elif question := column.question:
            part = isinstance(column, AskedColumn) and column.option is not None
            before = self.answers.get(question.id)
            self.answers[question.id] = _united(before, value) if part else value
        elif use_of(column) is Use.EXTRA:
            self.extras[column.header] = value

    def add_other(self, question: Question, text: str) -> None:
        """Add a text that is not one of the options; those of a question's columns add up."""
        before = self.others.get(question.id)
        self.others[question.id] = text if before is None else f"{before}; {text}"


def _united(answer: Coded | None, more: Coded) -> list[str]:
    """Return the choices of two columns of one question, each once."""
    return [*dict.fromkeys([*_codes(answer), *_codes(more)])]


def _codes(answer: Coded | None) -> list[str]:
    """Return the codes of an answer to a question with several choices."""
    return answer if isinstance(answer, list) else []
