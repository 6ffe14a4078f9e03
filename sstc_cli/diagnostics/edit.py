"""Changes of the data: what a command or a diagnostic asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Path = tuple[str | int, ...]
Document: TypeAlias = "str | Mapping[str, Document] | Sequence[Document]"


@dataclass(frozen=True, slots=True)
class SetValue:
    """Set the value of a key or an item; a missing key is added.

    A map or a list of texts replaces a single value, or the plain items of a list.
    """

    path: Path
    value: str | Mapping[str, str] | tuple[str, ...]

    @property
    def touches(self) -> frozenset[Path]:
        """The paths that no other edit of the same run may touch."""
        return frozenset({self.path})


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Give another name to the last key of a path."""

    path: Path
    key: str

    @property
    def touches(self) -> frozenset[Path]:
        return frozenset({self.path, (*self.path[:-1], self.key)})


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Delete the last key of a path, with its value."""

    path: Path

    @property
    def touches(self) -> frozenset[Path]:
        return frozenset({self.path})


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put the items of a list in another order, given by their current indexes."""

    path: Path
    order: tuple[int, ...]

    @property
    def touches(self) -> frozenset[Path]:
        return frozenset({self.path})


@dataclass(frozen=True, slots=True)
class AddItems:
    """Add items to the end of a list; a missing list is added."""

    path: Path
    items: tuple[Document, ...]

    @property
    def touches(self) -> frozenset[Path]:
        return frozenset({self.path})


@dataclass(frozen=True, slots=True)
class RemoveItems:
    """Delete some items of a list, given by their indexes; at least one stays."""

    path: Path
    indexes: tuple[int, ...]

    @property
    def touches(self) -> frozenset[Path]:
        return frozenset({self.path})


@dataclass(frozen=True, slots=True)
class Retype:
    """Replace the characters from `start` up to `end`, where a text has no paths or wrong ones."""

    start: int
    end: int
    text: str


Edit = SetValue | RenameKey | RemoveKey | Reorder | AddItems | RemoveItems
Fix = tuple[Edit, ...] | Retype
