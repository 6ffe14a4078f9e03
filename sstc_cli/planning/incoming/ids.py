"""Ids for new webinars, talks and people, made of their titles and names."""

from collections.abc import Container

from sstc_cli.model import is_id
from sstc_cli.workspace.start import series_id

_LONGEST = 40  # characters: people read ids in names of files


def id_for(name: str, otherwise: str, taken: Container[str]) -> str:
    """Return an id for a name, `ana-diaz` for `Ana Díaz`, that nothing else has.

    `otherwise` is for names without letters of the Latin alphabet, or a word before a number.
    """
    made = _whole_words(series_id(name)) or otherwise
    made = made if is_id(made) else otherwise
    candidates = (made, *(f"{made}-{number}" for number in range(2, 100_000)))
    return next(candidate for candidate in candidates if candidate not in taken)


def numbered(word: str, first: int, taken: Container[str]) -> str:
    """Return the next free id such as `talk-4`."""
    candidates = (f"{word}-{number}" for number in range(first, first + 100_000))
    return next(candidate for candidate in candidates if candidate not in taken)


def _whole_words(made: str) -> str:
    """Return the first words of a long id."""
    if len(made) <= _LONGEST:
        return made
    return made[: _LONGEST + 1].rpartition("-")[0] or made[:_LONGEST]
