"""Where templates are found: in the workspace, then among those that come with sstc."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, PrefixLoader, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path

from sstc_cli.render.sandbox import read_source

SHIPPED = "shipped"


class _Folder(BaseLoader):
    """The templates in one folder, without links that lead out of it."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder.resolve()
        self._name = name

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, and its path as users know it."""
        file = self._folder.joinpath(*split_template_path(template))
        if not file.is_file():
            raise TemplateNotFound(template)
        if not file.resolve().is_relative_to(self._folder):
            raise SecurityError(f"`{self._name}/{template}` leads out of the folder")
        return read_source(file), f"{self._name}/{template}", lambda: True


def loader_of(own: Path, shipped: Path) -> BaseLoader:
    """Return a loader in which `shipped/NAME` always means the shipped template.

    So a template of the workspace can extend the shipped one of the same name.
    """
    originals = _Folder(shipped, SHIPPED)
    return ChoiceLoader([PrefixLoader({SHIPPED: originals}), _Folder(own, "templates"), originals])
