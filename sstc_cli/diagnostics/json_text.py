"""Documents as the text of JSON."""

import json
from collections.abc import Callable

from sstc_cli.unseen import with_unseen_as


def json_text(document: object, default: Callable[[object], object] | None = None) -> str:
    """Return a document as JSON in Unicode, with escapes for what could steer a terminal."""
    text = json.dumps(document, default=default, ensure_ascii=False, indent=2)
    return with_unseen_as(lambda match: json.dumps(match[0])[1:-1], text)
