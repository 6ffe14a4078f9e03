"""Texts and messages in which private links, passcodes and details of people are hidden."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from sstc_cli.diagnostics import Diagnostic, nearest, split_lines
from sstc_cli.source.tree import Span

_SHOWN = {"join", "public", "from"}
_LEAST = 4  # characters: shorter passcodes are in many lines by chance
_ALIKE = 0.75  # of a key and a typo of it, for example `jion`
# patterns, which `re` compiles for the first excerpt
_JOIN = r"""(?m)^(?P<lead>[ \t]*(?:- +)*)["']?(?P<key>\w{3,6})["']?\s*[:：]"""
_JOIN_IN_BRACES = r"""\b(?P<key>\w{3,6})["']?\s*[:：]\s*\{(?P<inside>[^{}]*)"""
_PASSCODE = r"""\b(?P<key>(?i:pass)\w*|\w{5,11}(?=["']?[ \t]*[:：]))"""
_COMMENT = r"(?<!\S)#(?P<words>[^\n]*)"
_PUBLIC = r"""\bpublic["']?\s*[:：]\s*["']?true"""
_ENTRY = (
    r"""(?m)\b(?P<key>\w+)["']?[ \t]*[:：](?!//)[ \t]*"""
    r"""(?P<value>(?:"(?:\\.|[^"\\\n])*"|'(?:''|[^'\n])*')(?=\s*(?:[,}\#]|$))"""
    r"""|[^\n]*?(?=,\s*["']?\w+["']?\s*[:：](?!//)|\}\s*(?:[,}\]\#]|$)|$))"""
)
_USER = r"""://(?P<user>[^\s/?#@"'<>]+)@"""  # with a password or a token, in a link
_AFTER = "/.,;:!?"
_SEEN = r"\S"
_WORD = r"""[^\s"'<>(){}\[\]，。；：、（）“”]+"""


def without_private_values(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts of the same length, with dots in place of private links and passcodes."""
    joins = {file: [*_joins(text)] for file, text in texts.items()}
    spans = {file: [*_private_spans(text, joins[file])] for file, text in texts.items()}
    values = {
        bare(texts[file][slice(*span)]) for file, found in spans.items()
        for span in found
    }  # fmt: skip
    secrets = {value for value in values if len(value) >= _LEAST}
    for file, text in texts.items():
        spans[file] += [*_comments(text, (*joins[file], *spans[file]))]
    return {file: hidden_in(text, spans[file], secrets) for file, text in texts.items()}


def _private_spans(text: str, joins: Iterable[Span]) -> Iterator[Span]:
    """Yield where private values are, which may overlap."""
    for start, end in joins:
        shown = _SHOWN | ({"url"} if re.compile(_PUBLIC).search(text, start, end) else set())
        at = start
        for line in split_lines(text[start:end], keep_ends=True):
            entries = [*re.compile(_ENTRY).finditer(text, at, at + len(line))]
            spans = [entry.span("value") for entry in entries if entry["key"] not in shown]
            yield from spans if entries else [(at, at + len(line.rstrip()))]
            at += len(line)
    yield from (link.span("user") for link in re.finditer(_USER, text))
    for key in re.finditer(_PASSCODE, text):
        is_one = key["key"][:4].lower() == "pass" or _is_like(key["key"], "passcode")
        if is_one and (entry := re.compile(_ENTRY).match(text, key.start())):
            yield entry.span("value")


def _comments(text: str, regions: Iterable[Span]) -> Iterator[Span]:
    """Yield the words of each comment inside some regions, and behind them in their last lines."""
    done = 0
    for start, end in sorted(regions):
        if end > done:
            stop = text.find("\n", end)
            stop = len(text) if stop < 0 else stop
            found = re.compile(_COMMENT).finditer(text, max(start, done), stop)
            yield from (comment.span("words") for comment in found)
            done = stop


def _joins(text: str) -> Iterator[Span]:
    """Yield the span of each value of `join`: in braces, or up to a line no deeper than its key."""
    in_braces = re.finditer(_JOIN_IN_BRACES, text)
    yield from (found.span("inside") for found in in_braces if _is_like(found["key"], "join"))
    end = 0
    for found in re.finditer(_JOIN, text):
        if found.start() >= end and _is_like(
            found["key"], "join"
        ):  # not in another one, or many of them would take for ever
            below = re.compile(rf"\n {{0,{len(found['lead'])}}}\S").search(text, found.end())
            end = below.start() if below else len(text)
            yield found.end(), end


@lru_cache(1000)
def _is_like(key: str, name: str) -> bool:
    """Return whether a key is probably meant to be another one."""
    return bool(get_close_matches(key.lower(), [name], cutoff=_ALIKE))


def hidden_in(text: str, spans: Sequence[Span], secrets: set[str]) -> str:
    """Return a text with dots in some spans, and in place of each word that is a secret."""
    words = re.finditer(_WORD, text) if secrets else ()
    found = [word for word in words if bare(word[0]) in secrets]
    more = ((word.start(), word.start() + len(word[0].rstrip(_AFTER))) for word in found)
    parts, at = [], 0
    for start, end in sorted((*spans, *more)):
        parts += [text[at:start], re.sub(_SEEN, "•", text[max(at, start) : end])]
        at = max(at, end)
    return "".join((*parts, text[at:]))


def bare(value: str) -> str:
    """Return a link without its scheme, as people also write it, and without what follows it."""
    plain = value.partition(" #")[0].strip(" \t\r\n\"'").rstrip(_AFTER)
    return plain.partition("://")[2] or plain


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


_KEYED = re.compile(
    r"""(?P<key>\b(?:email|phone|gender))["']?[ \t]*[:：][ \t]*"""
    r"""(?P<value>"(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[^\n\r]*?(?=,\s*["']?\w+["']?\s*[:：]|\}|\r?$))""",
    re.MULTILINE,
)
_BLOCK = re.compile(r"(?:[&!]\S+[ \t]*)*(?:[|>][-+\d]*[ \t]*)?(?:#.*)?")
_ORGANISERS = re.compile(
    r"""^["']?organisers["']?\s*[:：].*\n(?:[ \t\-#].*\n|\r?\n)*""", re.MULTILINE
)


def without_private_details(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts of the same length without private links, passcodes and details of people."""
    hidden = without_private_values(texts)
    found = {file: [*_details(text)] for file, text in texts.items()}
    addresses = {
        bare(texts[file][slice(*span)])
        for file, details in found.items()
        for key, span in details
        if key == "email"
    }
    secrets = {address for address in addresses if "@" in address or "＠" in address}
    public = {address for text in texts.values() for address in _public(text)}
    return {
        file: hidden_in(text, [span for _, span in found[file]], secrets - public)
        for file, text in hidden.items()
    }


def _details(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the key of each private detail of a person, and where its value is."""
    public = [match.span() for match in _ORGANISERS.finditer(text)]
    for entry in _KEYED.finditer(text):
        start, end = entry.span("value")
        if entry["key"] == "email" and any(at <= start < stop for at, stop in public):
            continue
        if _BLOCK.fullmatch(entry["value"]):
            lead = entry.start() - (text.rfind("\n", 0, entry.start()) + 1)
            below = re.compile(rf"\n {{0,{lead}}}\S").search(text, end)
            end = below.start() if below else len(text)
        yield entry["key"], (start, end)


def _public(text: str) -> Iterator[str]:
    """Yield the addresses of organisers, which are public."""
    for part in _ORGANISERS.finditer(text):
        entries = _KEYED.finditer(part[0])
        yield from (bare(entry["value"]) for entry in entries if entry["key"] == "email")
