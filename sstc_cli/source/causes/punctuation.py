"""Punctuation of YAML that is missing or looks like another sign, and texts that a `#` cuts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic, Path, Retype
from sstc_cli.model.base import Model
from sstc_cli.source.causes.line_repairs import quotes_hint
from sstc_cli.source.causes.proposals import accepts
from sstc_cli.source.causes.repair import (
    line_at,
    plain,
    repaired_text,
    retyped_braces,
    retyped_line,
)
from sstc_cli.source.parser import parse
from sstc_cli.source.paths import model_at
from sstc_cli.source.spot import BLANKS, is_flow, spot_of
from sstc_cli.source.tree import Lines, Mapping, Node, Sequence, Span, Tree, node_at
from sstc_cli.source.writer import write_scalar

_BETWEEN = re.compile(r"\s*(?:[,，、;；/&和]|\band\b)\s*")
_SEPARATOR = re.compile("[,，、;；]")


@dataclass(frozen=True, slots=True)
class CommaText:
    """A text in `{…}` that a comma has cut: its key, the whole text, and the fix."""

    key: str
    text: str
    fix: Retype


def comma_text(tree: Tree, path: Path) -> CommaText | None:
    """Return the text that a comma has cut, if a key without a colon is a part of it."""
    holder = node_at(tree.root, path[:-1])
    if not isinstance(holder, Mapping) or path[-1] not in holder:
        return None
    spot = spot_of(tree, path[:-1])
    if spot is None or not is_flow(tree.text, spot):
        return None
    keys = list(holder)
    first = last = keys.index(str(path[-1]))
    bare = [_is_bare(tree.text, holder, key) for key in keys]
    while first > 0 and bare[first - 1]:
        first -= 1
    while last + 1 < len(keys) and bare[last + 1]:
        last += 1
    before = keys[first - 1] if first else None
    if before is None or not bare[keys.index(str(path[-1]))]:
        return None
    value, (_, start, _) = holder[before], holder.spans[before]
    if not isinstance(value, str) or tree.text[start : start + 1] in ("'", '"'):
        return None
    end = holder.spans[keys[last]][0] + len(keys[last])
    text = re.sub(r"\s+", " ", tree.text[start:end])
    return CommaText(before, text, Retype(start, end, write_scalar(text, flow=True)))


def intended_key(key: str) -> str:
    """Return a key in plain characters, without quotes, and without a value after a colon."""
    return plain(key).partition(":")[0].strip(" \"'")


def separated_key(tree: Tree, path: Path) -> Retype | None:
    """Return the retyping of a key that contains its value, because its colon is a look-alike."""
    holder, key = node_at(tree.root, path[:-1]), str(path[-1])
    found = re.fullmatch(r"([^：:]+)[：:]\s*(.*)", key)
    if not isinstance(holder, Mapping) or not found:
        return None
    start = holder.spans[key][0]
    if holder[key] is not None:
        repairs = retyped_line(line_at(tree.text, start))
        return next((Retype(made.start, made.end, made.text) for made in repairs), None)
    if tree.text[start : start + len(key)] != key or re.search("[：:]", found[2]):
        return None
    value = f" {found[2]}" if found[2] else ""
    return Retype(start, start + len(key), f"{intended_key(key)}:{value}")


def retyped_flow(tree: Tree, model: type[Model], path: Path) -> Retype | None:
    """Return the retyping of a map in `{…}` whose colons are wrong, if the model accepts it."""
    spot = spot_of(tree, path)
    if spot is None or not isinstance(spot.node, Mapping):
        return None
    if not is_flow(tree.text, spot) or None not in spot.node.values():
        return None
    new = retyped_braces(tree.text[spot.start : spot.end])
    if new is None or not accepts(tree.root, model, path, parse(new, tree.file).root):
        return None
    return Retype(spot.start, spot.end, new)


def comma_list(tree: Tree, model: type[Model], path: Path, comma: CommaText) -> str | None:
    """Return what a text that a comma has cut becomes: a text in quotes, or else a list."""
    owner = (*path[:-1], comma.key)
    if accepts(tree.root, model, owner, comma.text):
        return comma.fix.text
    return several(tree, model, owner, comma.text)


def several(tree: Tree, model: type[Model], path: Path, value: str) -> str | None:
    """Return a list in `[…]` of the items that a text names, if the model accepts it."""
    parts = [part for part in _BETWEEN.split(value.strip()) if part]
    if len(parts) < 2 or not accepts(tree.root, model, path, parts):
        return None
    return f"[{', '.join(write_scalar(part, flow=True) for part in parts)}]"


def with_key(tree: Tree, model: type[Model], path: Path) -> Retype | None:
    """Return a value as a map of the only key that its model requires, if the model accepts it."""
    owner, spot = model_at(model, path), spot_of(tree, path)
    if not path or owner is None or spot is None or not spot.node:
        return None
    required = [name for name, field in owner.fields.items() if field.is_required]
    old = tree.text[spot.start : spot.end].rstrip(BLANKS)
    is_line = "\n" not in old and (isinstance(spot.node, str) or is_flow(tree.text, spot))
    if len(required) != 1 or not is_line:
        return None
    if not accepts(tree.root, model, path, {required[0]: spot.node}):
        return None
    return Retype(spot.start, spot.start + len(old), f"{{{required[0]}: {old}}}")


def retyped_map(tree: Tree, path: Path) -> Retype | None:
    """Return the retyping of lines that were read as one text because their colons are wrong."""
    spot = spot_of(tree, path)
    if spot is None or not isinstance(spot.node, str) or spot.end == spot.start:
        return None
    last = line_at(tree.text, spot.end - 1)
    lines = [line for line in last.above() if line.end > spot.start]
    repairs = [made for line in (*reversed(lines), last) for made in retyped_line(line)]
    if not repairs:
        return None
    start, end = repairs[0].start, repairs[-1].end
    text = repaired_text(tree.text, repairs)
    return Retype(start, end, text[start : end + len(text) - len(tree.text)])


def listed(tree: Tree, model: type[Model], path: Path, *, plainly: bool = False) -> Retype | None:
    """Return the retyping of a single value as the list that it means, if the model accepts it.

    `plainly` is for a value with look-alikes; it may also be several items of a list.
    """
    spot = spot_of(tree, path)
    if not path or spot is None or not isinstance(spot.node, str):
        return None
    old = tree.text[spot.start : spot.end].rstrip(BLANKS)
    if old != spot.node or "\n" in old:
        return None
    text = plain(old) if plainly else old
    parts = [part.strip() for part in _SEPARATOR.split(text.strip("[] "))]
    parts = [part for part in parts if part]
    written = ", ".join(write_scalar(part, flow=True) for part in parts)
    if isinstance(path[-1], int):
        items = node_at(tree.root, path[:-1])
        if not plainly or not isinstance(items, Sequence) or len(parts) < 2:
            return None
        whole = [*items[: path[-1]], *parts, *items[path[-1] + 1 :]]
        fits = accepts(tree.root, model, path[:-1], whole)
        return Retype(spot.start, spot.start + len(old), written) if fits else None
    fits = accepts(tree.root, model, path, parts)
    return Retype(spot.start, spot.start + len(old), f"[{written}]") if fits else None


def _is_bare(text: str, holder: Mapping, key: str) -> bool:
    if holder[key] is not None:
        return False
    start = holder.spans[key][0]
    return re.match(r"\s*[,}]", text[start + len(key) :]) is not None


# a comment has a space after its `#`, or stands apart; a reminder to oneself is not a text
_REST = re.compile(r" (#(?!(?i:todo|fixme|xxx)\b)\w.*?)(?=[ \t]+#|[ \t]*$)", re.MULTILINE)
_WITHOUT_END = "'\"|>*&!"


def cut_values(tree: Tree, model: type[Model]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each text that the model would also take with what a `#` cuts off."""
    lines = Lines(tree.text, tree.file)
    for path, value, (start, end) in _plain_texts(tree.text, tree.root, (), (0, 0)):
        found = _REST.match(tree.text, end)
        if found is None or not accepts(tree.root, model, path, f"{value} {found[1]}"):
            continue
        new = write_scalar(f"{value} {found[1]}", flow=True)
        message = f"`#` begins a comment here, so the text ends with `{value[-40:]}`"
        yield Diagnostic(
            "W116",
            message,
            path,
            quotes_hint(new),
            place=lines.place(*found.span(1)),
            fix=Retype(start, found.end(), new),
        )


def _plain_texts(text: str, node: Node, path: Path, span: Span) -> Iterator[tuple[Path, str, Span]]:
    """Yield the path, value and span of each text without quotes; none twice, as aliases are."""
    if isinstance(node, str):
        if text[span[0]] not in _WITHOUT_END:
            yield path, node, span
    elif node is not None and not text.startswith("*", span[0]):
        spans = node.spans.items() if isinstance(node, Mapping) else enumerate(node.spans)
        for step, (*_, start, end) in spans:
            yield from _plain_texts(text, node[step], (*path, step), (start, end))  # type: ignore[index]
