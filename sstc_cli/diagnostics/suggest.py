"""The nearest known name to an unknown one."""

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` is probably a typo of, or None."""
    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:80], by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def meant(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` can only be a typo of, or None if others are as near."""
    by_folded = {name.casefold(): name for name in known}
    folded = word.casefold()[:80]
    near = get_close_matches(folded, by_folded, n=2, cutoff=0.8)
    ratios = [SequenceMatcher(None, name, folded).ratio() for name in near]
    is_clear = len(near) == 1 or (len(near) == 2 and ratios[0] - ratios[1] >= 0.1)
    return by_folded[near[0]] if is_clear else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest known word, or the first ones of all."""
    names = list(known)
    if near := nearest(word, names):
        return f"did you mean `{near}`?"
    if not names:
        return "add one first"
    listed = ", ".join(f"`{name}`" for name in names[:12])
    return f"choose from {listed}" + (", …" if len(names) > 12 else "")
