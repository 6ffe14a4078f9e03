"""What templates say of themselves, before they are filled."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import extract_from_ast
from jinja2.meta import find_referenced_templates
from jinja2.nodes import Template

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.templates import FOREIGN


def used_labels(folders: Sequence[Path]) -> tuple[str, ...]:
    """Every English label in the templates of the folders, once, in the order of their files."""
    labels = {FOREIGN: None}
    for folder in folders:
        for file in own_templates(folder):
            calls = extract_from_ast(_parsed(file), ("_",), babel_style=False)
            texts = (found for _, _, found in calls if isinstance(found, tuple) and found)
            labels |= {str(each[0]): None for each in texts}
    return tuple(labels)


def own_templates(folder: Path) -> list[Path]:
    """The templates in a folder, by name."""
    return sorted(file for file in folder.glob("*.j2") if file.is_file())


def mentioned(file: Path) -> set[str]:
    """The names of the templates that a template uses; none where it cannot be read."""
    try:
        return {name for name in find_referenced_templates(_parsed(file)) if name}
    except SstcError:
        return set()


def _parsed(file: Path) -> Template:
    try:
        return Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    except TemplateSyntaxError as error:
        message = f"templates/{file.name}:{error.lineno}: the template cannot be read"
        raise SstcError(message, "`sstc templates check` says why", ExitCode.DATA) from error
    except OSError as error:
        message = f"templates/{file.name}: the template cannot be read: {error.strerror}"
        raise SstcError(message, "may you read it?") from error
    except UnicodeDecodeError as error:
        message = f"templates/{file.name}: the template is no UTF-8 text"
        raise SstcError(message, "save it as UTF-8", ExitCode.DATA) from error
