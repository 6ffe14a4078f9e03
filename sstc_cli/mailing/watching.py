"""Whether a template has read the name of its reader: if not, all readers get the same text."""

from dataclasses import fields

from sstc_cli.views.mail.reader import ReaderFacts

_PERSONAL = frozenset({"name", "honorific"})


class Watched(ReaderFacts):
    """A reader of whom it is known afterwards whether the name was read."""

    def __init__(self, facts: ReaderFacts) -> None:
        super().__init__(*(getattr(facts, field.name) for field in fields(facts)))
        object.__setattr__(self, "was_named", False)

    was_named: bool

    def __getattribute__(self, name: str) -> object:
        """Return a fact, and note it if it is about this person alone."""
        if name in _PERSONAL:
            object.__setattr__(self, "was_named", True)
        return super().__getattribute__(name)
