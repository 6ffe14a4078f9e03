"""YAML files: read into a tree with places, built into a model, edited and written."""

from sstc_cli.source.address import path_completions, path_of
from sstc_cli.source.append import appended
from sstc_cli.source.build import build, rebuild
from sstc_cli.source.builder import parse
from sstc_cli.source.codes import SHAPE_CODES
from sstc_cli.source.doubts import doubts
from sstc_cli.source.edit import edited, retyped
from sstc_cli.source.locate import locate
from sstc_cli.source.read import read, read_data
from sstc_cli.source.tree import Mapping, Sequence, Tree, node_at
from sstc_cli.source.write import write

__all__ = [
    "SHAPE_CODES",
    "Mapping",
    "Sequence",
    "Tree",
    "appended",
    "build",
    "doubts",
    "edited",
    "locate",
    "node_at",
    "parse",
    "path_completions",
    "path_of",
    "read",
    "read_data",
    "rebuild",
    "retyped",
    "write",
]
