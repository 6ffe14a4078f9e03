"""The rules of a knowledge file: one file for each, in the order of their codes' numbers."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.knowledge import (
    material_without_permission,
    message_without_evidence,
    messages_unfit,
    practice_without_evidence,
    question_unanswered,
    still_unwritten,
    text_too_long,
    unknown_name,
)
from sstc_cli.rules.knowledge.noted import Noted
from sstc_cli.rules.personal_data import personal_data_in


class NoteRule(Protocol):
    """A module with a code, a page (its docstring) and a check of a knowledge file."""

    CODE: str
    __doc__: str | None

    def check(self, noted: Noted) -> Iterator[Diagnostic]:
        """Yield what is wrong in the file."""


NOTE_RULES: Sequence[NoteRule] = (
    message_without_evidence,
    material_without_permission,
    practice_without_evidence,
    unknown_name,
    text_too_long,
    messages_unfit,
    still_unwritten,
    question_unanswered,
)


def check_note(noted: Noted) -> Iterator[Diagnostic]:
    """Yield what is wrong in a knowledge file, with personal data in its texts."""
    for rule in NOTE_RULES:
        yield from rule.check(noted)
    main = noted.series.languages[0]
    wordings = [words for placed in noted.texts for words in placed.wordings(main)]
    yield from personal_data_in(wordings, noted.series)


__all__ = ["NOTE_RULES", "NoteRule", "Noted", "check_note"]
