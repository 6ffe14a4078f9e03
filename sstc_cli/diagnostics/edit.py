"""Changes of the data: what a command or a diagnostic asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SetValue:
    """Set a single value of a key or an item; a missing key is added.

    Only a new key can get a map of values.
    """

    path: Path
    value: str | Mapping[str, str]

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
        """The key's old path and its new one."""
        return frozenset({self.path, (*self.path[:-1], self.key)})


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Delete the last key of a path, with its value."""

    path: Path

    @property
    def touches(self) -> frozenset[Path]:
        """The key's path."""
        return frozenset({self.path})


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put the items of a list in another order, given by their current indexes."""

    path: Path
    order: tuple[int, ...]

    @property
    def touches(self) -> frozenset[Path]:
        """The list, with everything in it."""
        return frozenset({self.path})


@dataclass(frozen=True, slots=True)
class Retype:
    """Replace the characters from `start` up to `end`, where a text has no paths or wrong ones."""

    start: int
    end: int
    text: str


Edit = SetValue | RenameKey | RemoveKey | Reorder
Fix = tuple[Edit, ...] | Retype
