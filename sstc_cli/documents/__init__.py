"""Documents composed for a request: views and templates joined to files, with what they lack.

Formats, languages and paper come in as values; what has to be said about the files goes out with
them. Nothing here asks, prints or writes. `template_check` and `notices` are imported by name.
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
