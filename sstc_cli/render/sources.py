"""What templates say of themselves, before they are filled."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import extract_from_ast
from jinja2.meta import find_referenced_templates
from jinja2.nodes import Block, Const, Extends, Template

from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.render.stationery import FOOT
from sstc_cli.render.templates import FOREIGN, SHIPPED


def used_labels(folders: Sequence[Path]) -> tuple[str, ...]:
    """Every English label in the templates of the folders, once, in the order of their files."""
    labels = {FOREIGN: None, FOOT: None}
    for folder in folders:
        for file in own_templates(folder):
            calls = extract_from_ast(_parsed(file), ("_",), babel_style=False)
            texts = (found for _, _, found in calls if isinstance(found, tuple) and found)
            labels |= {str(each[0]): None for each in texts}
    return tuple(labels)


def own_templates(folder: Path) -> list[Path]:
    """The templates in a folder by name, without links that lead out of it."""
    whole = folder.resolve()
    files = (each for each in folder.glob("*.j2") if each.is_file())
    return sorted(each for each in files if each.resolve().is_relative_to(whole))


def mentioned(file: Path) -> set[str]:
    """The names of the templates that a template uses; none where it cannot be read."""
    try:
        return {name for name in find_referenced_templates(_parsed(file)) if name}
    except SstcError:
        return set()


def blocks_of(file: Path) -> list[str]:
    """The names of the blocks that a template of the workspace may replace, in their order."""
    return [block.name for block in _parsed(file).find_all(Block)]


def lost_blocks(file: Path, own: Path, shipped: Path) -> tuple[list[str], list[str]]:
    """The blocks of a template that nothing it extends has, so that nobody sees them; and theirs.

    None are lost where a template extends no other one, or cannot be read.
    """
    try:
        ancestors = list(_ancestors(file, own, shipped))
        mine = [node.name for node in _parsed(file).body if isinstance(node, Block)]
        known = [name for each in ancestors for name in blocks_of(each)]
    except SstcError:
        return [], []
    return [name for name in mine if ancestors and name not in known], known


def _ancestors(file: Path, own: Path, shipped: Path) -> Iterator[Path]:
    """What a template extends, and what that extends; filling tells of any that is not there."""
    theirs = {each.name: each for each in own_templates(shipped)}
    known = theirs | {f"{SHIPPED}/{name}": each for name, each in theirs.items()}
    known |= {each.name: each for each in own_templates(own)}
    seen = {file}
    while (parent := known.get(_extended(file))) and parent not in seen:
        seen.add(parent)
        yield parent
        file = parent


def _extended(file: Path) -> str:
    """The name of the template that a template extends; empty where it extends none."""
    names = (each.template for each in _parsed(file).find_all(Extends))
    return next((str(each.value) for each in names if isinstance(each, Const)), "")


def _parsed(file: Path) -> Template:
    try:
        return Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    except TemplateSyntaxError as error:
        message = f"templates/{file.name}:{error.lineno}: the template cannot be read"
        raise SstcError(message, "`sstc templates check` says why", ExitCode.DATA) from error
    except OSError as error:
        message = f"templates/{file.name}: the template cannot be read: {explained(error)}"
        raise SstcError(message, "may you read it?") from error
    except UnicodeDecodeError as error:
        message = f"templates/{file.name}: the template is no UTF-8 text"
        raise SstcError(message, "save it as UTF-8", ExitCode.DATA) from error
