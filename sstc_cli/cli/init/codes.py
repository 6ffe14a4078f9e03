"""The codes of languages on the command line."""

from __future__ import annotations

from collections.abc import Sequence

import typer


def read_codes(texts: Sequence[str]) -> tuple[str, ...]:
    """Return codes of languages, each once; refuse what is not a code."""
    from sstc_cli.model.values import LANGUAGE

    for text in texts:
        if not LANGUAGE.fullmatch(text):
            message = f"`{text}` is not a language code: write `en`, `zh`, `fr`, …"
            raise typer.BadParameter(message, param_hint="--language")
    return tuple(dict.fromkeys(texts))
