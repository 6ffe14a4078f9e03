"""Changes of the data: what a command or a diagnostic asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Path = tuple[str | int, ...]
Document: TypeAlias = "str | Mapping[str, Document] | Sequence[Document]"


@dataclass(frozen=True, slots=True)
class _Change:
    """A change at a path."""

    path: Path

    @property
    def touches(self) -> frozenset[Path]:
        """The paths that no other edit of the same run may touch."""
        return frozenset({self.path})


@dataclass(frozen=True, slots=True)
class SetValue(_Change):
    """Set the value of a key or an item; a missing key is added.

    A map or a list of texts replaces a single value, or the plain items of a list.
    """

    value: str | Mapping[str, str] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameKey(_Change):
    """Give another name to the last key of a path."""

    key: str

    @property
    def touches(self) -> frozenset[Path]:
        return frozenset({self.path, (*self.path[:-1], self.key)})


@dataclass(frozen=True, slots=True)
class RemoveKey(_Change):
    """Delete the last key of a path, with its value."""


@dataclass(frozen=True, slots=True)
class Reorder(_Change):
    """Put the items of a list in another order, given by their current indexes."""

    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AddItems(_Change):
    """Add items to the end of a list; a missing list is added."""

    items: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class RemoveItems(_Change):
    """Delete some items of a list, given by their indexes; at least one stays."""

    indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Retype:
    """Replace the characters from `start` up to `end`, where a text has no paths or wrong ones."""

    start: int
    end: int
    text: str


Edit = SetValue | RenameKey | RemoveKey | Reorder | AddItems | RemoveItems
Fix = tuple[Edit, ...] | Retype
