"""Parse an unfolded line into name, parameters and value."""

import re

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.lines import ContentLine, Report, UnfoldedLine, excerpt, quoted

_TOKEN = r"[A-Za-z0-9-]+"  # noqa: S105 a word of the grammar
_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_NAME = re.compile(_TOKEN)
_LINE = re.compile(rf"({_TOKEN})((?:;{_TOKEN}={_VALUE}(?:,{_VALUE})*)*):")
_PARAMETER = re.compile(rf";({_TOKEN})=({_VALUE}(?:,{_VALUE})*)")
_LISTS = frozenset({"MEMBER", "DELEGATED-TO", "DELEGATED-FROM", "FEATURE", "DISPLAY"})


def parse_property(line: UnfoldedLine, text: str, report: Report) -> ContentLine | None:
    """Return the property in a line, or None, and report what cannot be read."""
    match = _LINE.match(text)
    if match is None:
        return _guess(line, text, report)
    at = match.end()
    content = ContentLine(line.number, line.parts, match[1].upper(), text[at:], at)
    if match[2]:
        content.params = _parameters(content, match[2], match.start(2), report)
    return content


def _parameters(line: ContentLine, text: str, start: int, report: Report) -> dict[str, str]:
    """Return the parameters by name; `text` begins at character `start` of the line."""
    params: dict[str, str] = {}
    for match in _PARAMETER.finditer(text):
        name, value = match[1].upper(), match[2]
        span = (start + match.start(1), start + match.end())
        if name in params:
            message = f"the parameter `{name}` appears twice"
            report(line.diagnostic("E812", message, "keep one of the two", span))
            continue
        single = value.startswith('"') and value.find('"', 1) == len(value) - 1
        if not single and "," in value and name not in _LISTS and not name.startswith("X-"):
            first = value.partition(",")[0]
            message = f"the comma in `{name}` ends its value, which is read as {quoted(first)}"
            hint = f'put the value in quotes: `{name}="{excerpt(value)}"`'
            report(line.diagnostic("E812", message, hint, span))
        params[name] = value[1:-1] if single else value
    return params


def _guess(line: UnfoldedLine, text: str, report: Report) -> ContentLine | None:
    """Return the property that a line with wrong grammar probably means, if it has a name."""
    name = _NAME.match(text)
    rest = text[name.end() :] if name else ""
    if name is None or rest[:1] not in (";", ":") or ":" not in rest:
        hint = "write a line break inside a text as `\\n`, and begin a continued line with a space"
        message = f"{quoted(text.strip())} is not a property like `NAME:value`"
        if text[:1] in (" ", "\t"):
            message = "the line continues a line that is missing"
        report(line.diagnostic_at("E809", message, hint, (0, max(len(text), 1))))
        return None
    at = name.end() + rest.index(":") + 1
    message = f"the parameters of `{name[0].upper()}` cannot be read"
    hint = 'write `;NAME=value` or `;NAME="value"`, without quotes inside a value'
    span = (name.end(), max(at - 1, name.end() + 1))
    weight = Severity.WARNING if name[0].upper().startswith("X-") else None
    report(line.diagnostic_at("E811", message, hint, span, weight))
    return ContentLine(line.number, line.parts, name[0].upper(), text[at:], at)
