"""The survey tools whose exports `sstc` can read: a module for each, with its `PLATFORMS`.

A tool is known as soon as its module is in this folder.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.listing import entries

if TYPE_CHECKING:  # a workspace needs the names alone, and only if it has a mapping
    from sstc_cli.survey_tools.platform import Platform


@cache
def platforms() -> tuple["Platform", ...]:
    """Return all tools, in the order in which they may recognise a header."""
    names = [file.stem for file in entries(Path(__file__).parent, "[a-z]*.py")]
    modules = [import_module(f"{__name__}.{name}") for name in names]
    found = [platform for module in modules for platform in getattr(module, "PLATFORMS", ())]
    return tuple(sorted(found, key=lambda platform: platform.rank))
