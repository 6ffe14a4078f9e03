"""Paths as users write them, for example `webinars[6].join_url`, looked up in a tree."""

import re
from collections.abc import Iterator
from typing import get_origin

from sstc_cli.diagnostics import Path, did_you_mean, format_path
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.base import Model, inner_model
from sstc_cli.source.tree import Mapping, Node, Sequence, Tree, node_at

_STEP = r"(?:^|\.)([^.\[\]]+)|\[([^\[\]]+)\]"  # compiled on first use


def path_of(tree: Tree, model: type[Model], text: str) -> Path:
    """Return the path of a text; `[…]` has an item's position from 0, or its `id`.

    The tree may lack the last step if the model declares it, and the map before it. Raise SstcError
    for wrong usage if the path leads nowhere.
    """
    path: Path = ()
    node = tree.root
    for key, item in _steps(text):
        step = _item(node, path, item) if item else _key(node, model, path, key)
        path, node = (*path, step), _child(node, step)
        node = Mapping() if node is None and is_map(model, path) else node
    return path


def path_completions(tree: Tree, model: type[Model], started: str) -> Iterator[tuple[str, str]]:
    """Yield the paths that continue a started one by a step, each with words for its value.

    Items are named by their id if they have one, otherwise by their position. If the started path
    is complete and the value has steps inside, yield those.
    """
    cut = max(started.rfind("."), started.rfind("[") - 1) + 1
    head = started[:cut].removesuffix(".")
    path = path_of(tree, model, head) if head else ()
    node = node_at(tree.root, path)
    steps = _items(node) if isinstance(node, Sequence) else _fields(model, path, bool(head))
    paths = [(head + step, words) for step, words in steps if (head + step).startswith(started)]
    if len(paths) == 1 and paths[0][0] == started:
        inner = node_at(tree.root, path_of(tree, model, started))
        if isinstance(inner, (Mapping, Sequence)):
            separator = "." if isinstance(inner, Mapping) else "["
            paths = list(path_completions(tree, model, started + separator))
    yield from paths


def _items(node: Sequence) -> Iterator[tuple[str, str]]:
    for at, value in enumerate(node):
        item = value if isinstance(value, Mapping) else Mapping(title=value)
        title = item.get("title", item.get("name"))
        words = next(iter(title.values())) if isinstance(title, Mapping) and title else title
        yield f"[{item.get('id', at)}]", words if isinstance(words, str) else ""


def _fields(model: type[Model], path: Path, within: bool) -> Iterator[tuple[str, str]]:
    owner = model_at(model, path)
    for key, field in owner.fields.items() if owner else ():
        yield f".{key}" if within else key, field.description or ""


def _steps(text: str) -> list[tuple[str, str]]:
    """Return the keys and items of a path, each as `(key, "")` or `("", item)`."""
    matches = list(re.finditer(_STEP, text))
    if not text or text[0] == "'" or "".join(match[0] for match in matches) != text:
        hint = 'write for example `"webinars[6].join_url"` or `"webinars[my-topic].join_url"`'
        if text[:1] == "'":  # which cmd of Windows keeps
            hint = f'use double quotes: `"{text.strip(chr(39))}"`'
        raise SstcError(f"`{text}` is not a path", hint, ExitCode.USAGE)
    return [(match[1] or "", match[2] or "") for match in matches]


def _child(node: Node, step: str | int) -> Node:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    return node[step] if isinstance(node, Sequence) and isinstance(step, int) else None


def _key(node: Node, model: type[Model], path: Path, key: str) -> str:
    declared = keys_at(model, path)
    if isinstance(node, Mapping) and (key in node or key in declared or not declared):
        return key
    if isinstance(node, Mapping):
        where = f" in `{format_path(path)}`" if path else ""
        raise SstcError(f"unknown key `{key}`{where}", did_you_mean(key, declared), ExitCode.USAGE)
    raise _nothing_inside(node, path)


def _item(node: Node, path: Path, item: str) -> int:
    """Return the position of an item that is named by its position or id, or raise SstcError."""
    if not isinstance(node, Sequence):
        raise _nothing_inside(node, path)
    ids = [value.get("id") if isinstance(value, Mapping) else None for value in node]
    if item in ids:
        return ids.index(item)
    if item.isascii() and item.isdigit() and int(item) < len(node):
        return int(item)
    named = [name for name in ids if isinstance(name, str)]
    if not node:
        hint = "add an item to the list first"
    elif named and not item.isdigit():
        hint = did_you_mean(item, named)
    else:
        hint = f"write a position from [0] to [{len(node) - 1}]"
    raise SstcError(f"`{format_path(path)}[{item}]` does not exist", hint, ExitCode.USAGE)


def _nothing_inside(node: Node, path: Path) -> SstcError:
    """Return the error for a step into a value that has no such steps."""
    if isinstance(node, Sequence):
        kind, hint = "a list", f"name an item, for example `{format_path((*path, 0))}`"
    else:
        kind = "a map" if isinstance(node, Mapping) else "missing" if node is None else "not a map"
        hint = "run `sstc schema --keys` to see which keys are allowed"
    return SstcError(f"`{format_path(path)}` is {kind}", hint, ExitCode.USAGE)


def keys_at(model: type[Model], path: Path) -> list[str]:
    owner = model_at(model, path)
    return list(owner.fields) if owner else []


def model_at(model: type[Model] | None, path: Path) -> type[Model] | None:
    for step in path:
        if isinstance(step, str) and model is not None:
            field = model.fields.get(step)
            model = inner_model(field.annotation) if field else None
    return model


def is_map(model: type[Model], path: Path) -> bool:
    owner = model_at(model, path[:-1])
    declared = owner.fields.get(str(path[-1])) if owner else None
    annotation = declared.annotation if declared else None
    has_own_keys = get_origin(annotation) is dict  # such as `more: {booth: …}`
    return has_own_keys or (inner_model(annotation) is not None and "tuple" not in str(annotation))
