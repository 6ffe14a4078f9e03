"""The nearest known name to an unknown one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` is probably a typo of, or None."""
    by_folded = {name.casefold(): name for name in known}
    near = _by_typos(word.casefold()[:80], by_folded, 0.6)
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
