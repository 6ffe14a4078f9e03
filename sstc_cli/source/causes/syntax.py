"""The cause of a parser's error or of a key that occurs twice: the repair that helps most."""

import re
from collections.abc import Iterator

import yaml
from yaml.events import ScalarEvent

from sstc_cli.source.causes.line_repairs import (
    brace_repairs,
    closing_repairs,
    colon_repairs,
    comment_in_brackets,
    comment_repairs,
    dash_repairs,
    flow_item_repairs,
    indentation_repairs,
    link_repairs,
    missing_dash,
    quote_repairs,
    split_repairs,
    unclosed_repairs,
)
from sstc_cli.source.causes.repair import Line, Repair, line_at, repaired_text, retyped_line
from sstc_cli.source.reports import MOST_DEPTH, Duplicate, Reports, first_error
from sstc_cli.source.spot import line_start
from sstc_cli.source.tree import Mapping, Node, Sequence


def rephrased(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """Return a parser's error in a user's words, with a hint for its usual cause."""
    problem = error.problem or "this is not YAML"
    for words, message, hint in _MESSAGES:
        if words in problem:
            return message, hint
    return problem, "check the indentation and punctuation of this line and the ones above"


_MESSAGES = (
    ("found a tab character", "this line is indented with a tab",
     "use spaces instead of the tab"),
    ("cannot start any token", "a value cannot start with this character",
     "put the value in quotes; indent with spaces, not tabs"),
    ("mapping values are not allowed", "this line has a second `: `",
     "put a value that has a colon in quotes"),
    ("expected <document start>", "this line does not continue the text above",
     "write `key: value`, with a space after the colon, in both lines"),
    ("did not find expected key", "a key is expected here",
     "align it with the keys above, and end quoted values with their quote"),
    ("could not find expected ':'", "a `:` is missing after this key",
     "write `key: value`, with a space after the colon"),
    ("did not find expected '-' indicator", "a list item is expected here",
     "align the `-` with the ones above"),
    ("did not find expected ',' or ']'", "a list that starts with `[` is not closed",
     "put a `,` between its values, and a `]` at the end"),
    ("did not find expected ',' or '}'", "a map that starts with `{` is not closed",
     "put a `,` between its keys, and a `}` at the end"),
    ("unexpected end of stream", "a quoted value is not closed",
     "add the quote that closes it"),
    ("unknown escape character", "this escape is not allowed in double quotes",
     "use single quotes, or write `\\\\` for a backslash"),
    ("did not find expected node content", "a value is expected here",
     "put text that starts with punctuation in quotes, and close open brackets"),
    ("maximum nesting depth", "the nesting is too deep",
     f"close open brackets: data files have at most {MOST_DEPTH} levels"),
    ("block sequence entries are not allowed", "a list cannot start in this line",
     "start it on its own line"),
)  # fmt: skip


MOST_GUESSES = 10  # after so many, the next one is probably wrong
MOST_READ = 3_000_000  # characters, for all errors of a file
WINDOW = 2_000  # characters around an error that are read again for each guess

_TOP = re.compile(r"(?m)^(?:[^\s#]| {0,2}- )")


def report_causes(reports: Reports, error: yaml.MarkedYAMLError) -> None:
    for cause in _causes(reports.text, error):
        cause.report(reports, cause.code)


def _causes(text: str, error: yaml.MarkedYAMLError) -> Iterator[Repair]:
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
    for line in lines:
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
    first, last = repair.place
    return Repair(repair.start + by, repair.end + by, repair.text, repair.message, repair.hint,
                  (first + by, last + by), repair.code, repair.certain)  # fmt: skip


def report_duplicates(reports: Reports, root: Node, found: list[Duplicate]) -> None:
    for trouble in _with_items_split(root, reports.text, found):
        if isinstance(trouble, Repair):
            trouble.report(reports, "E102")
            continue
        start, key = trouble.span[0], trouble.key
        first = trouble.holder.spans[key][0]
        line = reports.lines.place(first, first + 1).line
        hint = f"keep one of the two; the first is in line {line}"
        reports.add("E102", f"the key `{key[:60]}` is used twice", (start, start + len(key)), hint)


def _with_items_split(
    root: Node, text: str, found: list[Duplicate]
) -> Iterator[Repair | Duplicate]:
    """Yield the repair of each `- ` that is missing, and the duplicates that no such one explains.

    The items are split in the tree, so that nothing else is reported because of them.
    """
    by_holder: dict[int, list[Duplicate]] = {}
    for duplicate in found:
        by_holder.setdefault(id(duplicate.holder), []).append(duplicate)
    lists = {id(item): items for items in _lists(root) for item in items}
    for identity, duplicates in by_holder.items():
        items = lists.get(identity)
        if items is not None and _is_item_missed(duplicates, text):
            yield from _split(items, text, duplicates)
        else:
            yield from duplicates


def _lists(node: Node) -> Iterator[Sequence]:
    inner: list[Node] = [node]
    while inner:
        node = inner.pop()
        if isinstance(node, Sequence):
            yield node
            inner += node
        elif isinstance(node, Mapping):
            inner += node.values()


def _is_item_missed(duplicates: list[Duplicate], text: str) -> bool:
    """Return whether a map begins anew: its first key is there again, and then other ones."""
    first = duplicates[0]
    start = first.span[0]
    is_block = not text[line_start(text, start) : start].strip(" ")
    return first.key == next(iter(first.holder)) and len(duplicates) > 1 and is_block


def _split(items: Sequence, text: str, duplicates: list[Duplicate]) -> Iterator[Repair]:
    """Yield the repair of each missing `- `, and move the keys after it to an item of their own."""
    holder, first = duplicates[0].holder, duplicates[0].key
    entries = [(holder.spans[key], key, value) for key, value in holder.items()]
    entries += [(duplicate.span, duplicate.key, duplicate.value) for duplicate in duplicates]
    at = next(index for index, item in enumerate(items) if item is holder)
    dash = line_at(text, holder.spans[first][0])
    holder.clear()
    holder.spans.clear()
    item = holder
    for span, key, value in sorted(entries, key=lambda entry: entry[0][0]):
        if key == first and key in item:
            yield missing_dash(line_at(text, span[0]), dash.dash or 0, dash.number)
            item, at = Mapping(), at + 1
            item.spans = {}
            items.insert(at, item)
            items.spans.insert(at, (span[0], span[2]))
        if key not in item:
            item[key] = value
            item.spans[key] = span
            items.spans[at] = (items.spans[at][0], span[2])
