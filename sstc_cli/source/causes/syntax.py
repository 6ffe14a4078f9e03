"""The cause of a parser's error: the small repair with which it gets furthest."""

import re
from collections.abc import Iterator

import yaml
from yaml.events import ScalarEvent

from sstc_cli.source.causes.braces import brace_repairs
from sstc_cli.source.causes.layout import (
    colon_repairs,
    comment_repairs,
    dash_repairs,
    flow_item_repairs,
    indentation_repairs,
)
from sstc_cli.source.causes.messages import rephrased
from sstc_cli.source.causes.quoting import (
    closing_repairs,
    comment_in_brackets,
    link_repairs,
    quote_repairs,
    split_repairs,
    unclosed_repairs,
)
from sstc_cli.source.causes.repair import Line, Repair, line_at, repaired_text
from sstc_cli.source.causes.typography import retyped_line
from sstc_cli.source.parser import MOST_DEPTH, first_error
from sstc_cli.source.reports import Reports

MOST_GUESSES = 10  # after so many, the next one is probably wrong
MOST_READ = 3_000_000  # characters, for all errors of a file
WINDOW = 2_000  # characters around an error that are read again for each guess

_TOP = re.compile(r"(?m)^(?:[^\s#]| {0,2}- )")


def report_causes(reports: Reports, error: yaml.MarkedYAMLError) -> None:
    """Report the cause of a parser's error, and of those that follow once it is corrected."""
    for cause in _causes(reports.text, error):
        cause.report(reports, cause.code)


def _causes(text: str, error: yaml.MarkedYAMLError) -> Iterator[Repair]:
    """Yield the repairs of a parser's error, and of those that follow after it."""
    left, last, growth, guesses = MOST_READ, 0, 0, 0
    while left > 0 and guesses < MOST_GUESSES:
        repairs = _typed(text, error) or [_cause(text, error)]
        repaired = repaired_text(text, repairs)
        if repairs[0].start < last:
            return
        for repair in repairs:
            yield _shifted(repair, -growth)
        growth += len(repaired) - len(text)
        left -= _mark(error) + len(text) // 4  # each round also copies the whole text
        last = repairs[-1].end + len(repaired) - len(text)
        guesses += repairs[0].code != "E114"
        following, _ = first_error(repaired)
        if following is None or not repairs[0].certain:
            return
        text, error = repaired, following


def _typed(text: str, error: yaml.MarkedYAMLError) -> list[Repair]:
    """Return the retyping of all lines with look-alikes that the parser took for one text."""
    mark = _mark(error)
    line = line_at(text, mark)
    if not any(True for near in (line, *line.above()) for _ in retyped_line(near)):
        return []
    _, event = first_error(text)
    is_plain = isinstance(event, ScalarEvent) and not event.style
    begun = event and (event.start_mark if is_plain else event.end_mark)
    start = int(begun.index) if begun else 0
    lines = [near for near in line.above() if near.end > start]
    repairs = [repair for near in (*reversed(lines), line) for repair in retyped_line(near)]
    repaired = repaired_text(text, repairs)
    following, _ = first_error(repaired)
    growth = len(repaired) - len(text)
    return repairs if following is None or _mark(following) > line.end + growth else []


def _cause(text: str, error: yaml.MarkedYAMLError) -> Repair:
    """Return the repair with which the parser gets furthest, or the parser's own words."""
    message, hint = rephrased(error)
    mark = _mark(error)
    spot = _opened(error) or mark
    fallback = Repair(mark, mark, "", message, hint, (spot, spot + 1), certain=False)
    if "nesting" in message:
        return _too_deep(text, fallback)
    first, last = min(mark, spot), line_at(text, mark).end
    start, end, lead = _window(text, first, last)
    best, furthest = fallback, last
    for repair in _guesses(text, error, message):
        if not start <= repair.start <= repair.end <= end:
            continue
        part = lead + text[start : repair.start] + repair.text + text[repair.end : end]
        failed, _ = first_error(part)
        if failed is None:
            return repair
        reached = _mark(failed) - len(lead) + start - repair.growth
        if reached >= end and end < len(text):  # the part ends in the middle of something
            return repair
        if reached > furthest:
            best, furthest = repair, reached
    return best


def _guesses(text: str, error: yaml.MarkedYAMLError, message: str) -> Iterator[Repair]:
    """Yield repairs of the lines in which an error has been noticed, and of the one above."""
    mark, opened = _mark(error), _opened(error)
    line = line_at(text, mark)
    lines: list[Line] = [line_at(text, opened)] if opened is not None else []
    lines += [line, *list(line.above())[:1]]
    lines = list(dict.fromkeys(lines))
    if opened is not None and text[opened] in "{[\"'":
        yield from comment_in_brackets(text, opened)
        yield from unclosed_repairs(text, opened)
    for line in lines:
        if bracket := re.search(r"[{[]", line.words):
            yield from comment_in_brackets(text, line.start + bracket.start())
        yield from flow_item_repairs(line)
        yield from brace_repairs(line)
        yield from link_repairs(line)
    for line in lines:  # a key without its colon spoils the lines below
        yield from split_repairs(line, mark)
        yield from colon_repairs(line)
    for line in lines:
        yield from dash_repairs(line)
        yield from comment_repairs(line)
        yield from indentation_repairs(line)
        yield from closing_repairs(line)
        yield from quote_repairs(line, mark, message)
    if (quoted := _long_quoted(text)) is not None:
        yield from unclosed_repairs(text, quoted)


def _window(text: str, first: int, last: int) -> tuple[int, int, str]:
    """Return the start and end of the part to read for a guess, and a line to put before it."""
    tops = [found.start() for found in _TOP.finditer(text, 0, max(first - WINDOW, 0))]
    start = tops[-1] if tops else 0
    end = line_at(text, min(last + WINDOW, len(text))).end
    return start, end, "_:\n" if text[start : start + 1] in (" ", "-") else ""


def _long_quoted(text: str) -> int | None:
    """Return the start of a quoted text of several lines before the first error, or None."""
    _, event = first_error(text)
    if not isinstance(event, ScalarEvent) or event.style not in ("'", '"'):
        return None
    start, end = event.start_mark, event.end_mark
    return int(start.index) if start and end and end.line > start.line else None


def _mark(error: yaml.MarkedYAMLError) -> int:
    """Return the position at which the parser has noticed an error."""
    mark = error.problem_mark or error.context_mark
    return int(mark.index) if mark else 0


def _opened(error: yaml.MarkedYAMLError) -> int | None:
    """Return the position of what the parser has not been able to finish, or None."""
    kinds = ("simple key", "quoted scalar", "flow mapping", "flow sequence")
    known = error.context_mark and any(kind in (error.context or "") for kind in kinds)
    return int(error.context_mark.index) if known and error.context_mark else None


def _too_deep(text: str, fallback: Repair) -> Repair:
    """Return the fallback at the bracket that is one too many."""
    end = fallback.place[0]
    run = re.search(r"[\[{\s]*\Z", text[:end])
    brackets = [at for at in range(run.start() if run else end, end) if text[at] in "[{"]
    at = brackets[MOST_DEPTH] if len(brackets) > MOST_DEPTH else end
    return _shifted(fallback, at - end)


def _shifted(repair: Repair, by: int) -> Repair:
    """Return a repair at another position."""
    first, last = repair.place
    return Repair(repair.start + by, repair.end + by, repair.text, repair.message, repair.hint,
                  (first + by, last + by), repair.code, repair.certain)  # fmt: skip
