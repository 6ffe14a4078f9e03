"""A source, as documents cite it."""

from sstc_cli.model.base import Model, field
from sstc_cli.model.text import Text
from sstc_cli.model.values import Url


class Citation(Model):
    """The source of a statement."""

    title: Text = field(description="author, title and page")
    url: Url | None = field(default=None, description="web address of the source")
