"""Read labels, blocks and references from the source of templates, without filling them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import extract_from_ast
from jinja2.meta import find_referenced_templates
from jinja2.nodes import Block, Const, Extends, Template

from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.listing import originals
from sstc_cli.render.sandbox import SHIPPED, read_source
from sstc_cli.render.stationery import FOOT
from sstc_cli.render.templates import FOREIGN, NUMBERED


def used_labels(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return every English label in the templates of the folders, once, in order of the files."""
    labels = dict.fromkeys((FOREIGN, FOOT, NUMBERED))
    for folder in folders:
        for file in own_templates(folder):
            calls = extract_from_ast(_parsed(file), ("_",), babel_style=False)
            arguments = (words for _, _, words in calls if isinstance(words, tuple) and words)
            labels |= {str(words[0]): None for words in arguments}
    return tuple(labels)


def own_templates(folder: Path) -> list[Path]:
    root = folder.resolve()
    files = (file for file in originals(folder, "*.j2") if file.is_file())
    return [file for file in files if file.resolve().is_relative_to(root)]


def mentioned_templates(file: Path) -> set[str]:
    try:
        return {name for name in find_referenced_templates(_parsed(file)) if name}
    except SstcError:
        return set()


def blocks_of(file: Path) -> list[str]:
    return [block.name for block in _parsed(file).find_all(Block)]


def blocks_without_effect(file: Path, own: Path, shipped: Path) -> tuple[list[str], list[str]]:
    """Return the blocks of a template that replace nothing, and the blocks that it could replace.

    Both are empty if the template extends no other one, or cannot be read.
    """
    try:
        ancestors = list(_ancestors(file, own, shipped))
        blocks = [node.name for node in _parsed(file).body if isinstance(node, Block)]
        replaceable = [name for ancestor in ancestors for name in blocks_of(ancestor)]
    except SstcError:
        return [], []
    return [name for name in blocks if ancestors and name not in replaceable], replaceable


def _ancestors(file: Path, own: Path, shipped: Path) -> Iterator[Path]:
    """Yield the template that a template extends, then the one that this extends, and so on.

    An unknown template ends the list; filling the template reports it.
    """
    originals = {path.name: path for path in own_templates(shipped)}
    files = originals | {f"{SHIPPED}/{name}": path for name, path in originals.items()}
    files |= {path.name: path for path in own_templates(own)}
    visited = {file}
    while True:
        names = (node.template for node in _parsed(file).find_all(Extends))
        extended = next((str(name.value) for name in names if isinstance(name, Const)), "")
        if extended not in files or files[extended] in visited:
            return
        file = files[extended]
        visited.add(file)
        yield file


def _parsed(file: Path) -> Template:
    try:
        return Environment(autoescape=True).parse(read_source(file))
    except UnicodeDecodeError as error:
        message = f"templates/{file.name}: the template is not UTF-8 text"
        raise SstcError(message, "save it as UTF-8", ExitCode.DATA) from error
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        line = f":{error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        message = f"templates/{file.name}{line}: the template cannot be read"
        hint = "run `sstc templates check` to see why"
        raise SstcError(message, hint, ExitCode.DATA) from error
    except OSError as error:
        message = f"templates/{file.name}: the template cannot be read: {explained(error)}"
        raise SstcError(message, "check that you have permission to read it") from error
