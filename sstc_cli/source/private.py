"""Messages that do not quote what may be a private link or a passcode.

Logs of servers keep messages, also those in JSON and SARIF. Excerpts and diffs are for the terminal
of the person who has the file, so they show it as it is.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from sstc_cli.diagnostics import Diagnostic, nearest, split_lines

_KEYS = ("join", "url", "passcode", "public", "from")
_KEPT = {*_KEYS, "join_url", "register_url", "webinars", "key", "value", "true", "false", "sstc"}
_QUOTE = re.compile(r"(?<!did you mean )(?<!for example )`([^`]*)`")  # these are known words
_LONGEST = re.compile(r"`(.*)`", re.DOTALL)
_SIGN = 3  # characters: `{…}` is the longest one
_ALIKE = 0.75  # of a key and a typo of it, for example `jion`
_KEY = re.compile(r"""\b(\w++)["']?\s*[:：]""")
_DAYS = re.compile(r"\s*(?:from|public)\s*:(?!.*[\w\"']:)")
_NO_VALUE = {"W306"}  # it quotes the name of a release and a command, whatever it is about
_USER = re.compile(r"""://[^\s/?#@"'<>]+@""")  # with a password or a token, in a link


def without_private_quotes(text: str, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return placed diagnostics of a text with dots for what may be a private value.

    They may be about any part of a line, so a quote keeps only signs and names of keys.
    """
    lines = split_lines(text) if diagnostics else []
    return [_without(diagnostic, lines) for diagnostic in diagnostics]


def _without(diagnostic: Diagnostic, lines: Sequence[str]) -> Diagnostic:
    """Return a diagnostic without quotes, if it is about a private line."""
    place = diagnostic.place
    touched = range(place.line - 1, min(place.end_line, len(lines))) if place else ()
    private = [lines[at] for at in touched if _is_private(lines, at)]
    if not private or diagnostic.code in _NO_VALUE:
        return diagnostic
    # a value with this quotation mark would seem to end early
    quote = _LONGEST if any("`" in line for line in private) else _QUOTE
    key = str(diagnostic.path[-1]) if diagnostic.at_key and diagnostic.path else ""
    kept = _KEPT | ({key} if nearest(key, _KEYS) else set())

    def shown(match: re.Match[str]) -> str:
        return f"`{_shown(match[1], kept)}`"

    hint = quote.sub(shown, diagnostic.hint) if diagnostic.hint else diagnostic.hint
    return diagnostic._replace(message=quote.sub(shown, diagnostic.message), hint=hint)


def _is_private(lines: Sequence[str], number: int) -> bool:
    """Return whether a line has a private value, or is in one: below `join` or `passcode`.

    Neither has lists in it, so the first line of an item ends the search. The days when a link
    becomes public tell nothing.
    """
    if _DAYS.match(lines[number]):
        return False
    depth = len(lines[number]) + 1
    for at in range(number, -1, -1):
        bare = lines[at].lstrip(" \t")
        if (indent := len(lines[at]) - len(bare)) < depth and bare.strip():
            depth = indent
            if _USER.search(bare) or any(map(_names_secret, _KEY.findall(bare))):
                return True
        if bare.startswith("- ") and at < number:
            break
    return False


def _names_secret(key: str) -> bool:
    """Return whether a key is probably meant to be one of those with private values."""
    if key.lower().startswith("pass"):
        return True
    return bool(get_close_matches(key.lower(), ["join", "passcode"], cutoff=_ALIKE))


def _shown(quoted: str, kept: set[str]) -> str:
    """Return dots in place of a quoted text, unless it has only signs and names of keys."""
    words = re.findall(r"\w+", quoted)
    if (words or len(quoted) <= _SIGN) and kept.issuperset(words):
        return quoted
    mark = quoted[0] if len(quoted) > 1 and quoted[0] in "'\"" and quoted[-1] == quoted[0] else ""
    return f"{mark}•••{mark}"
