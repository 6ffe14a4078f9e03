"""One thing that is wrong, with its path in the data, its place in a file, and what was meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from sstc_cli.diagnostics.edit import Fix, Path


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """A span in a file: lines and columns count from 1, `end_column` is exclusive.

    In a spreadsheet the place is a cell, for example `F12`, and `sheet` is the name of its sheet
    (empty for a CSV file).
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    sheet: str | None = None

    def __str__(self) -> str:
        if self.sheet is None:
            return f"{self.file}:{self.line}:{self.column}"
        sheet = f"{self.sheet}!" if self.sheet else ""
        return f"{self.file}!{sheet}{column_letters(self.column)}{self.line}"


class Diagnostic(NamedTuple):
    """A code, a message that is understandable alone, a path into the data, and a hint.

    `at_key` puts the mark under the key of the path's last step instead of under its value.
    `weight` is the severity if it differs from the usual one of the code. `fix` is the correction
    if only one is possible. Diagnostics of one code with the same `kind` may be shown as one, which
    names the `subject` of each.
    """

    code: str
    message: str
    path: Path = ()
    hint: str | None = None
    at_key: bool = False
    place: Place | None = None
    weight: Severity | None = None
    fix: Fix = ()
    kind: str = ""
    subject: str = ""

    @property
    def severity(self) -> Severity:
        """The `weight` if it is set; otherwise an `E…` is an error, and a `W…` is a warning."""
        return self.weight or (Severity.ERROR if self.code[:1] == "E" else Severity.WARNING)


def column_letters(column: int) -> str:
    """Return the letters by which a spreadsheet names a column: `A` for 1, `AB` for 28."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def format_path(path: Path) -> str:
    """Return a path as text: `("webinars", 2, "ends")` as `webinars[2].ends`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def select_codes(
    diagnostics: Sequence[Diagnostic], selected: Sequence[str] | None, ignored: Sequence[str] | None
) -> tuple[Diagnostic, ...]:
    """Keep the diagnostics whose code starts with a selected prefix and with no ignored one.

    Without selected prefixes, all codes are selected.
    """
    selected_prefixes = tuple(prefix.upper() for prefix in selected or [""])
    ignored_prefixes = tuple(prefix.upper() for prefix in ignored or [])
    return tuple(
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.code.startswith(selected_prefixes)
        and not diagnostic.code.startswith(ignored_prefixes)
    )


_NAMED = 3


def together(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics in their order; the first of a kind stands for the others."""
    groups: dict[tuple[str, str, Severity] | int, list[Diagnostic]] = defaultdict(list)
    for index, diagnostic in enumerate(diagnostics):
        kind = (diagnostic.code, diagnostic.kind, diagnostic.severity)
        groups[kind if diagnostic.kind else index].append(diagnostic)
    return [_joined(*group) for group in groups.values()]


def _joined(first: Diagnostic, *others: Diagnostic) -> Diagnostic:
    if not others:
        return first
    names = [other.subject for other in others]
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} more"]
    *earlier, last = names
    listed = f"{', '.join(earlier)} and {last}" if earlier else last
    return first._replace(message=f"{first.message} (also {listed})")


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """Return the known word that `word` is probably a typo of, as they are `alike`, or None."""
    by_folded = {name.casefold(): name for name in known}
    near = _by_typos(word.casefold()[:80], by_folded, alike)
    return by_folded[near[0][1]] if near else None


def meant(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` can only be a typo of, or None if others are as near."""
    by_folded = {name.casefold(): name for name in known}
    near = _by_typos(word.casefold()[:80], by_folded, 0.8)
    is_clear = len(near) == 1 or (len(near) > 1 and near[0][0] < near[1][0])
    return by_folded[near[0][1]] if is_clear else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest known word, or the first ones of all."""
    names = list(known)
    if near := nearest(word, names):
        return f"did you mean `{near}`?"
    if not names:
        return "add one first"
    listed = ", ".join(f"`{name}`" for name in names[:12])
    return f"choose from {listed}" + (", …" if len(names) > 12 else "")


def did_you_mean_webinar(word: str, numbers: Mapping[str, int]) -> str:
    """Return a hint on the id of a webinar, for which a person may have written its number."""
    ids = {str(number): id_ for id_, number in numbers.items()}
    if word in ids:
        return f"write the id of webinar {word}, which never changes: `{ids[word]}`"
    return did_you_mean(word, numbers)


def _by_typos(word: str, known: Iterable[str], cutoff: float) -> list[tuple[int, str]]:
    """Return the most similar known words, each after its typos, the fewest first."""
    close = get_close_matches(word, known, n=3, cutoff=cutoff)
    return sorted(((_typos(word, name), name) for name in close), key=lambda pair: pair[0])


def _typos(word: str, name: str) -> int:
    """Return how many letters are wrong, missing, extra or swapped; few mistype a word's first."""
    above: list[int] = []
    row = list(range(len(name) + 1))
    for at, letter in enumerate(word):
        before, above, row = above, row, [at + 1]
        for to, other in enumerate(name):
            are_first = _is_first(word, at) and _is_first(name, to)
            wrong = above[to] + (letter != other) * (2 if are_first else 1)
            fewest = min(wrong, above[to + 1] + 1, row[to] + 1)
            if at and to and letter != other and (letter, word[at - 1]) == (name[to - 1], other):
                fewest = min(fewest, before[to - 1] + 1)
            row.append(fewest)
    return row[-1]


def _is_first(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == " "
