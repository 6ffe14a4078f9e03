"""The languages of documents: those asked for, and the texts that lack them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.options import read_language
from sstc_cli.cli.session import Session
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series
    from sstc_cli.render import Document

_SHOWN = 3  # places that fit into a line
_PLACES = "each is marked in the document; `sstc validate --select W501` shows the places"


def read_languages(asked: Sequence[str] | None, series: Series) -> list[tuple[str, ...]]:
    """The languages of each file: `en+zh` is both, one after the other."""
    found = []
    for each in asked or [series.languages[0]]:
        codes = tuple(read_language(code, series.languages) for code in each.split("+"))
        if len(set(codes)) < len(codes):
            message = f"`{each}` has a language twice"
            raise typer.BadParameter(message, param_hint="--language")
        found.append(codes)
    return list(dict.fromkeys(found))


def tell_lacking(
    session: Session, series: Series, documents: Sequence[Document], *, strict: bool
) -> None:
    """Say once which texts and labels lack a language; with `strict` that stops the command."""
    told = [*_texts(series, documents), *_labels(documents)]
    if strict and told:
        messages, hints = zip(*told, strict=True)
        raise SstcError("; ".join(messages), hints[0], ExitCode.DATA)
    for message, hint in told:
        session.say(f"warning: {message}\nhelp: {hint}")


def _texts(series: Series, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """`3 texts lack fr: notes[0], webinars[6].title, …`, for each language."""
    from sstc_cli.diagnostics import format_path
    from sstc_cli.rules import texts_of

    lacking: dict[str, set[int]] = {}
    for each in documents:
        if each.foreign:
            lacking.setdefault(each.language, set()).update(
                id(found.text) for found in each.foreign
            )
    placed = texts_of(series, enumerate(series.webinars)) if lacking else ()
    for language, wanted in lacking.items():
        places = [format_path(each.path) for each in placed if id(each.text) in wanted]
        shown = ", ".join(places[:_SHOWN]) + (", …" if len(places) > _SHOWN else "")
        yield f"{_count(len(places), 'text')} {language}: {shown}", _PLACES


def _labels(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """The labels that stay English, for each language."""
    lacking: dict[str, set[str]] = {}
    for each in documents:
        if each.untranslated and each.language.partition("-")[0] != "en":
            lacking.setdefault(each.language, set()).update(each.untranslated)
    for language, labels in lacking.items():
        message = f"{_count(len(labels), 'label')} {language}: English stands there"
        yield message, f"`sstc templates labels --language {language}` lists them"


def _count(number: int, noun: str) -> str:
    """`1 text lacks`, `3 texts lack`."""
    return f"{number} {noun} lacks" if number == 1 else f"{number} {noun}s lack"
