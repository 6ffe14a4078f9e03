"""A key that the model does not take, lacks or finds empty, in a user's words."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from sstc_cli.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Path,
    RenameKey,
    Retype,
    did_you_mean,
    meant,
    nearest,
)
from sstc_cli.model.base import Model
from sstc_cli.source.causes.lookalikes import described, plain
from sstc_cli.source.causes.punctuation import (
    comma_list,
    comma_text,
    intended_key,
    retyped_flow,
    separated_key,
)
from sstc_cli.source.fields import keys_at, model_at
from sstc_cli.source.tree import Mapping as MapNode
from sstc_cli.source.tree import Node, Tree, node_at


def missing_key(model: type[Model], path: Path) -> Diagnostic:
    """Return the diagnostic of a required key that is not there."""
    hint = f"add `{path[-1]}:` ({_describe(model, path)})"
    return Diagnostic("E104", f"`{path[-1]}` is missing{_owner(path[:-1])}", path, hint)


def empty_key(tree: Tree, model: type[Model], path: Path) -> Diagnostic:
    """Return the diagnostic of a key without a value, where one is expected."""
    hint = f"add a value for `{_name(path)}` ({_describe(model, path)})"
    owner = model_at(model, path[:-1])
    field = owner.fields.get(str(path[-1])) if owner else None
    if field is None or not field.is_required:
        hint += ", or delete the line"
    if _is_commented(tree, path):
        hint = "`#` begins a comment: put a value that starts with it in quotes"
    return Diagnostic("E104", f"`{_name(path)}` is empty", path, hint, at_key=True)


def unknown_key(tree: Tree, model: type[Model], path: Path, missing: Collection[str]) -> Diagnostic:
    """Return the diagnostic of a key that the model does not declare."""
    key = str(path[-1])
    if found := key_in_flow(tree, model, path, "E103"):
        return found
    declared = keys_at(model, path[:-1])
    intended = intended_key(key)
    if intended != key and intended in declared:
        return _misspelt_key(tree, path, intended)
    message = f"unknown key `{key[:60]}`{_owner(path[:-1])}"
    hint = did_you_mean(key, declared)
    if target := replaced_key(key, declared, missing):
        hint = f"did you mean `{target}`?"
    fix = _renaming(node_at(tree.root, path[:-1]), path, declared)
    return Diagnostic("E103", message, path, hint, at_key=True, fix=fix)


def _misspelt_key(tree: Tree, path: Path, intended: str) -> Diagnostic:
    """Return the diagnostic of a key with look-alikes or quotes, or with its value in it."""
    key, holder = str(path[-1]), node_at(tree.root, path[:-1])
    separated = separated_key(tree, path)
    is_taken = isinstance(holder, Mapping) and intended in holder
    fix: Fix = () if is_taken else separated or _plain_key(tree, path, intended)
    hint = f"write `{separated.text if separated else intended}`"
    if plain(key) != key:
        message = f"{described(key)} is not allowed here"
        return Diagnostic("E114", message, path, f"{hint} instead", at_key=True, fix=fix)
    message = f"a space is missing after `{intended}:`" if separated else f"unknown key `{key}`"
    return Diagnostic("E103", message, path, hint, at_key=True, fix=fix)


def _plain_key(tree: Tree, path: Path, intended: str) -> Fix:
    """Return the fix of a key with look-alikes; a space before it in `{…}` stays one."""
    key, holder = str(path[-1]), node_at(tree.root, path[:-1])
    start = holder.spans[key][0] if isinstance(holder, MapNode) and not tree.stale else 0
    is_apart = plain(key).startswith(" ") and tree.text.startswith(key, start)
    if start and is_apart and tree.text[start - 1] in ",{":
        return Retype(start, start + len(key), f" {intended}")
    return (RenameKey(path, intended),)


def replaced_key(key: str, declared: Collection[str], missing: Collection[str]) -> str | None:
    """Return the missing key in whose place an unknown key probably stands, or None."""
    intended = intended_key(key)
    if len(missing) == 1 and meant(intended, declared) is None:
        return next(iter(missing))
    near = nearest(intended, declared)
    return near if near in missing else None


def key_in_flow(tree: Tree, model: type[Model], path: Path, code: str) -> Diagnostic | None:
    """Return the diagnostic of a key that only wrong punctuation inside `{…}` has made."""
    if flow := retyped_flow(tree, model, path[:-1]):
        key = str(path[-1])
        message, hint = "a space is missing after a `:`", f"write `{flow.text[:80]}`"
        if plain(key) != key:
            code, message = "E114", f"{described(key)} is not allowed here"
        return Diagnostic(code, message, path, hint, at_key=True, fix=flow)
    comma = comma_text(tree, path)
    made = comma_list(tree, model, path, comma) if comma else None
    if comma is None or made is None:
        return None
    message = f"the text of `{comma.key}` has a comma, so it needs quotes"
    hint = f"put the text in quotes: `{made[:60]}`"
    if made != comma.fix.text:
        message, hint = f"the list of `{comma.key}` needs brackets", f"write `{made[:60]}`"
    fix = replace(comma.fix, text=made)
    return Diagnostic(code, message, path, hint, at_key=True, fix=fix)


def _is_commented(tree: Tree, path: Path) -> bool:
    """Return whether a comment follows a key in its line, where a value is expected."""
    holder, key = node_at(tree.root, path[:-1]), path[-1]
    if tree.stale or not isinstance(holder, MapNode) or not isinstance(key, str):
        return False
    start = holder.spans[key][0]
    line = tree.text[start:].split("\n", 1)[0]
    return re.search(r":[ \t]+#", line) is not None


def _renaming(holder: Node, path: Path, declared: Collection[str]) -> tuple[Edit, ...]:
    """Return the fix of a key that is a typo of another one, unless the map also has that one."""
    correct = meant(str(path[-1]), declared)
    is_taken = isinstance(holder, Mapping) and correct in holder
    return (RenameKey(path, correct),) if correct and not is_taken else ()


def _owner(path: Path) -> str:
    """Return the map of a key, for example ` in `webinars``, or nothing for the top of the file."""
    return f" in `{_name(path)}`" if path else ""


def _name(path: Path) -> str:
    """Return the last key of a path; an item has the name of its list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _describe(model: type[Model], path: Path) -> str:
    owner = model_at(model, path[:-1])
    field = owner.fields.get(str(path[-1])) if owner else None
    return field.description if field else "a value"
