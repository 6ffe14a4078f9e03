"""YAML files: read into a tree with places, built into a model, edited and written."""

from sstc_cli.source.codes import SHAPE_CODES
from sstc_cli.source.edit import appended, edited, retyped
from sstc_cli.source.models import build, doubts
from sstc_cli.source.parser import parse, read, read_data
from sstc_cli.source.paths import path_completions, path_of
from sstc_cli.source.tree import Mapping, Sequence, Tree, locate, node_at
from sstc_cli.source.writer import write
