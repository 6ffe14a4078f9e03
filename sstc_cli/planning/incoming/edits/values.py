"""Single values, texts and lists as edits, in the form that the data file already has."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Document, Edit, Path, RemoveKey, SetValue
from sstc_cli.model import Text
from sstc_cli.planning.columns import TEXTS, Column, Kind
from sstc_cli.planning.incoming.review import Change
from sstc_cli.planning.rows import APART, key_in

_LISTS = (Kind.AUDIENCES, Kind.THEMES)
_UNWRITTEN = {Kind.FLAG: "false", Kind.STATUS: "planned"}


def value_edits(path: Path, thing: object, changes: Sequence[Change], main: str) -> Iterator[Edit]:
    """Yield the edits of a thing's own keys; columns with the same key are languages of a text."""
    for key in dict.fromkeys(change.column.key for change in changes):
        same = [change for change in changes if change.column.key == key]
        if same[0].column.kind in TEXTS:
            yield from _text_edits((*path, key), getattr(thing, key), same, main)
        else:
            yield _single((*path, key), same[0])


def _text_edits(
    path: Path, text: Text | None, changes: Sequence[Change], main: str
) -> Iterator[Edit]:
    """Yield the edits of a text; one for all languages stays so if only its own column changes."""
    present = dict(text.by_language) if text else {}
    one_column = len(changes) == 1 and changes[0].column.is_main
    if ("" in present and one_column) or not (present or changes[0].column.language):
        words = changes[0].after
        yield SetValue(path, words) if words else RemoveKey(path)
        return
    wanted = {_key(text, change.column): change.after for change in changes}
    known = {main if code == "" else code: words for code, words in present.items()}
    after = {code: words for code, words in {**known, **wanted}.items() if words}
    if not after:
        yield RemoveKey(path)
    elif not present or "" in present:
        yield SetValue(path, after)
    else:
        for code, words in wanted.items():
            yield SetValue((*path, code), words) if words else RemoveKey((*path, code))


def _key(text: Text | None, column: Column) -> str:
    """Return the language that a column has in a text, its first one without a language."""
    if column.language or text is None:
        return key_in(text, column)
    return next(iter(text.by_language))


def _single(path: Path, change: Change) -> Edit:
    kind, text = change.column.kind, change.after
    if not text or (kind is Kind.FLAG and text == _UNWRITTEN[kind]):
        return RemoveKey(path)
    return SetValue(path, tuple(text.split(APART)) if kind in _LISTS else text)


def document_of(columns: Sequence[Column], values: Mapping[str, str]) -> dict[str, Document]:
    """Return the keys of a new thing that are written as its columns have them."""
    texts: dict[str, dict[str, str]] = {}
    document: dict[str, Document] = {}
    for column in columns:
        text = values.get(column.name, "")
        if not text or text == _UNWRITTEN.get(column.kind):
            continue
        if column.kind in TEXTS and column.language:
            document[column.key] = texts.setdefault(column.key, {})
            texts[column.key][column.language] = text
        else:
            document[column.key] = text.split(APART) if column.kind in _LISTS else text
    if len(names := texts.get("name", {})) == 1:  # a name is the same in all languages
        document["name"] = next(iter(names.values()))
    return document
