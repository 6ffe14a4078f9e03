"""Documents composed for a request: views and templates joined to files, with what they lack.

Formats, languages and paper are given as values; messages about the files are returned with them.
Nothing here asks, prints or writes. Import `template_check` and `notices` by their own names.
"""

from sstc_cli.documents.compose import Composed, Make, Request, compose, make_views
from sstc_cli.documents.lazy_files import LazyFiles
from sstc_cli.documents.stationery import letterhead_of, stationery
from sstc_cli.documents.templates import templates_of

__all__ = [
    "Composed",
    "LazyFiles",
    "Make",
    "Request",
    "compose",
    "letterhead_of",
    "make_views",
    "stationery",
    "templates_of",
]
