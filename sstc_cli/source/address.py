"""A path as users write it, `webinars[6].join_url`, looked up in a tree."""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Path, did_you_mean, format_path
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Model
from sstc_cli.source.fields import keys_at, model_at
from sstc_cli.source.tree import Mapping, Node, Sequence, Tree, node_at

_STEP = re.compile(r"(?:^|\.)([^.\[\]]+)|\[([^\[\]]+)\]")


def address(tree: Tree, model: type[Model], text: str) -> Path:
    """The path that a text writes; `[…]` holds an item's position from 0, or its `id`.

    The last step may be a key that the model knows and the tree lacks. Raises SstcError, as a
    wrong use, for what leads nowhere.
    """
    path: Path = ()
    node = tree.root
    for key, item in _steps(text):
        step = _item(node, path, item) if item else _key(node, model, path, key)
        path, node = (*path, step), _child(node, step)
    return path


def addresses(tree: Tree, model: type[Model], started: str) -> Iterator[tuple[str, str]]:
    """The paths that go on from a started one by a step, each with what it leads to.

    Items with an id go by it, others by their position. Where one is left, and it holds others,
    these follow.
    """
    cut = max(started.rfind("."), started.rfind("[") - 1) + 1
    head = started[:cut].removesuffix(".")
    path = address(tree, model, head) if head else ()
    node = node_at(tree.root, path)
    steps = _items(node) if isinstance(node, Sequence) else _fields(model, path, bool(head))
    found = [(head + step, text) for step, text in steps if (head + step).startswith(started)]
    if len(found) == 1 and found[0][0] == started:
        inner = node_at(tree.root, address(tree, model, started))
        if isinstance(inner, (Mapping, Sequence)):
            sign = "." if isinstance(inner, Mapping) else "["
            found = list(addresses(tree, model, started + sign))
    yield from found


def _items(node: Sequence) -> Iterator[tuple[str, str]]:
    """The steps into a list, with the titles of its items."""
    for at, each in enumerate(node):
        item = each if isinstance(each, Mapping) else Mapping(title=each)
        title = item.get("title", item.get("name"))
        words = next(iter(title.values())) if isinstance(title, Mapping) and title else title
        yield f"[{item.get('id', at)}]", words if isinstance(words, str) else ""


def _fields(model: type[Model], path: Path, within: bool) -> Iterator[tuple[str, str]]:
    """The steps into a map, with what they stand for."""
    owner = model_at(model, path)
    for key, field in owner.model_fields.items() if owner else ():
        yield f".{key}" if within else key, field.description or ""


def _steps(text: str) -> list[tuple[str, str]]:
    """The keys and items of a written path, each as `(key, "")` or `("", item)`."""
    steps = [(found[1] or "", found[2] or "") for found in _STEP.finditer(text)]
    if not text or "".join(found[0] for found in _STEP.finditer(text)) != text:
        hint = "write it as in `webinars[6].join_url`, or `webinars[my-topic].join_url`"
        raise SstcError(f"`{text}` is not a path", hint, ExitCode.USAGE)
    return steps


def _child(node: Node, step: str | int) -> Node:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    return node[step] if isinstance(node, Sequence) and isinstance(step, int) else None


def _key(node: Node, model: type[Model], path: Path, key: str) -> str:
    """A key that is there, or that the model knows."""
    known = keys_at(model, path)
    if isinstance(node, Mapping) and (key in node or key in known or not known):
        return key
    if isinstance(node, Mapping):
        where = f" in `{format_path(path)}`" if path else ""
        raise SstcError(f"there is no key `{key}`{where}", did_you_mean(key, known), ExitCode.USAGE)
    raise _nothing_inside(node, path)


def _item(node: Node, path: Path, item: str) -> int:
    """The position of an item that is named by it, or by its id."""
    if not isinstance(node, Sequence):
        raise _nothing_inside(node, path)
    ids = [each.get("id") if isinstance(each, Mapping) else None for each in node]
    if item in ids:
        return ids.index(item)
    if item.isascii() and item.isdigit() and int(item) < len(node):
        return int(item)
    known = [each for each in ids if isinstance(each, str)]
    hint = did_you_mean(item, known) if known and not item.isdigit() else None
    hint = hint or f"it has {len(node)} items: [0] to [{len(node) - 1}]" if node else "it is empty"
    raise SstcError(f"there is no `{format_path(path)}[{item}]`", hint, ExitCode.USAGE)


def _nothing_inside(node: Node, path: Path) -> SstcError:
    """The error for a step into what has no such steps."""
    if isinstance(node, Sequence):
        kind, hint = "a list", f"name an item, as in `{format_path((*path, 0))}`"
    else:
        kind = "not there" if node is None else "a map" if isinstance(node, Mapping) else "no map"
        hint = "see docs/data.md for what can stand where"
    return SstcError(f"`{format_path(path)}` is {kind}", hint, ExitCode.USAGE)
