"""The nearest known name to one that is not known."""

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, else None."""
    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold()[:80], by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` can only be a slip of: near, and no other one is as near."""
    by_folded = {name.casefold(): name for name in known}
    folded = word.casefold()[:80]
    near = get_close_matches(folded, by_folded, n=2, cutoff=0.8)
    shares = [SequenceMatcher(None, each, folded).ratio() for each in near]
    alone = len(near) == 1 or (len(near) == 2 and shares[0] - shares[1] >= 0.1)
    return by_folded[near[0]] if alone else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint: the nearest known word, or all of them."""
    names = list(known)
    if found := nearest(word, names):
        return f"did you mean `{found}`?"
    if not names:
        return "none is declared"
    shown = ", ".join(f"`{name}`" for name in names[:12])
    return f"known here: {shown}" + (", …" if len(names) > 12 else "")
