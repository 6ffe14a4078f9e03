"""Name, parameters and value of an unfolded line."""

import re
from collections.abc import Callable

from sstc_cli.ics_check.written import ContentLine, Unplaced, Written, shown

_TOKEN = r"[A-Za-z0-9-]+"  # noqa: S105 a word of the grammar
_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_NAME = re.compile(_TOKEN)
_LINE = re.compile(rf"({_TOKEN})((?:;{_TOKEN}={_VALUE}(?:,{_VALUE})*)*):")
_PARAMETER = re.compile(rf";({_TOKEN})=({_VALUE}(?:,{_VALUE})*)")
_LISTS = frozenset({"MEMBER", "DELEGATED-TO", "DELEGATED-FROM", "FEATURE", "DISPLAY"})


def parsed(written: Written, text: str, tell: Callable[[Unplaced], None]) -> ContentLine | None:
    """The property in a line; None where there is none. What cannot be read is told."""
    found = _LINE.match(text)
    if found is None:
        return _guessed(written, text, tell)
    at = found.end()
    line = ContentLine(written.number, written.parts, found[1].upper(), text[at:], at)
    if found[2]:
        line.params = _parameters(line, found[2], found.start(2), tell)
    return line


def _parameters(
    line: ContentLine, text: str, start: int, tell: Callable[[Unplaced], None]
) -> dict[str, str]:
    params: dict[str, str] = {}
    for each in _PARAMETER.finditer(text):
        name, value = each[1].upper(), each[2]
        span = (start + each.start(1), start + each.end())
        if name in params:
            message = f"the parameter `{name}` stands there twice"
            tell(line.diagnostic("E812", message, "keep one of the two", span))
            continue
        single = value.startswith('"') and value.find('"', 1) == len(value) - 1
        if not single and "," in value and name not in _LISTS and not name.startswith("X-"):
            first = value.partition(",")[0]
            message = f"the comma in `{name}` ends its value: it is read as `{shown(first)}`"
            hint = f'put the value in quotes: `{name}="{shown(value)}"`'
            tell(line.diagnostic("E812", message, hint, span))
        params[name] = value[1:-1] if single else value
    return params


def _guessed(written: Written, text: str, tell: Callable[[Unplaced], None]) -> ContentLine | None:
    """What a line that breaks the grammar is meant to be, if its name can be read."""
    name = _NAME.match(text)
    rest = text[name.end() :] if name else ""
    if name is None or rest[:1] not in (";", ":") or ":" not in rest:
        blank = text[:1] in (" ", "\t")
        hint = "a line break inside a text is written `\\n`, and a long line goes on after a blank"
        message = f"`{shown(text.strip())}` is no property: `NAME:value` is expected"
        if blank:
            message = "the line goes on from a line that is not there"
        tell(written.diagnostic_at("E809", message, hint, (0, max(len(text), 1))))
        return None
    at = name.end() + rest.index(":") + 1
    message = f"the parameters of `{name[0].upper()}` cannot be read"
    hint = 'write `;NAME=value` or `;NAME="value"`: no quote inside a value, no other sign between'
    tell(written.diagnostic_at("E811", message, hint, (name.end(), max(at - 1, name.end() + 1))))
    return ContentLine(written.number, written.parts, name[0].upper(), text[at:], at)
