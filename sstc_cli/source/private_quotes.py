"""Messages and hints without what they quote of lines that have private links or passcodes."""

import re
from collections.abc import Iterable

from sstc_cli.diagnostics import Diagnostic, nearest, split_lines
from sstc_cli.source.private_values import without_private_values

_KEYS = ("join", "url", "passcode", "public", "from")
_KEPT = {*_KEYS, "join_url", "register_url", "webinars", "key", "value", "true", "false", "sstc"}
_QUOTE = re.compile(r"(?<!did you mean )(?<!for example )`([^`]*)`")  # these are known words
_LONGEST = re.compile(r"`(.*)`", re.DOTALL)
_SIGN = 3  # characters: `{…}` is the longest one
_DOTS = "•••"


def without_private_quotes(text: str, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return placed diagnostics of a text with dots for what may be a private value.

    They may be about any part of a line, so a quote keeps only signs and names of keys.
    """
    if not (placed := [*diagnostics]):
        return []
    hidden = split_lines(without_private_values({"": text})[""])
    lines = split_lines(text)
    private = {
        number: "`" in line
        for number, (line, shown) in enumerate(zip(lines, hidden, strict=True), 1)
        if line != shown
    }
    return [_without(diagnostic, private) for diagnostic in placed]


def _without(diagnostic: Diagnostic, private: dict[int, bool]) -> Diagnostic:
    """Return a diagnostic without quotes of its lines, of which `private` names private ones."""
    place = diagnostic.place
    touched = range(place.line, place.end_line + 1) if place else range(0)
    found = [private[line] for line in touched if line in private]
    if not found:
        return diagnostic
    # a value with this quotation mark would seem to end early
    quote = _LONGEST if any(found) else _QUOTE
    key = str(diagnostic.path[-1]) if diagnostic.at_key and diagnostic.path else ""
    kept = _KEPT | ({key} if nearest(key, _KEYS) else set())

    def shown(match: re.Match[str]) -> str:
        return f"`{_shown(match[1], kept)}`"

    hint = quote.sub(shown, diagnostic.hint) if diagnostic.hint else diagnostic.hint
    return diagnostic._replace(message=quote.sub(shown, diagnostic.message), hint=hint)


def _shown(quoted: str, kept: set[str]) -> str:
    """Return dots in place of a quoted text, unless it has only signs and names of keys."""
    words = re.findall(r"\w+", quoted)
    if (words or len(quoted) <= _SIGN) and kept.issuperset(words):
        return quoted
    mark = quoted[0] if len(quoted) > 1 and quoted[0] in "'\"" and quoted[-1] == quoted[0] else ""
    return f"{mark}{_DOTS}{mark}"
