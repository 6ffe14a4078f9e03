"""Compose the documents of a request: fill templates with views, and note what is missing.

Callers give formats, languages and paper as values, and get messages about the files as values.
Nothing here asks, prints or writes. Import `template_check` and `notices` by their own names.
"""

from sstc_cli.documents.compose import (
    Composed,
    LazyFiles,
    Make,
    Request,
    compose,
    formats_of,
    make_views,
    missing_library,
)
