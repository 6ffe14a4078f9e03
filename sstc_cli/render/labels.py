"""The labels that templates use, for those who translate them."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import extract_from_ast

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.templates import FOREIGN


def used_labels(folders: Sequence[Path]) -> tuple[str, ...]:
    """Every English label in the templates of the folders, once, in the order of their files."""
    labels = {FOREIGN: None}
    for folder in folders:
        for file in sorted(folder.glob("*.j2")):
            labels |= dict.fromkeys(_labels(file))
    return tuple(labels)


def _labels(file: Path) -> list[str]:
    """The texts inside `_("…")`."""
    try:
        tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    except TemplateSyntaxError as error:
        message = f"templates/{file.name}:{error.lineno}: the template cannot be read"
        raise SstcError(message, "`sstc templates check` says why", ExitCode.DATA) from error
    except UnicodeDecodeError as error:
        message = f"templates/{file.name}: the template is no UTF-8 text"
        raise SstcError(message, "save it as UTF-8", ExitCode.DATA) from error
    calls = extract_from_ast(tree, ("_",), babel_style=False)
    return [str(texts[0]) for _, _, texts in calls if isinstance(texts, tuple) and texts]
