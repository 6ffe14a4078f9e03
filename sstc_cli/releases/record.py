"""A release, and the document that its file holds."""

from datetime import UTC, datetime

from sstc_cli.model import RELEASE_VERSION, Model, Release, State, Text
from sstc_cli.releases.lifecycle import revised

Document = str | dict[str, "Document"] | list["Document"]


def released(
    state: State, last: Release | None, name: str, note: str | None, published: datetime
) -> Release:
    """The next release after the last one; `published` is an instant in UTC."""
    series = revised(state, last.series if last else None, published)
    return Release.model_construct(
        version=RELEASE_VERSION, name=name, published=published, note=note, series=series
    )


def document_of(model: Model) -> dict[str, Document]:
    """A release as maps, lists and texts, in the model's order, without what is left out."""
    return {
        key: _plain(getattr(model, key))
        for key, field in type(model).model_fields.items()
        if field.is_required() or getattr(model, key) != field.default
    }


def _plain(value: object) -> Document:
    match value:
        case Model():
            return document_of(value)
        case Text():
            written = value.by_language
            return dict(written) if "" not in written else written[""]
        case tuple():
            return [_plain(each) for each in value]
        case bool():
            return "true" if value else "false"
        case datetime():
            return (
                f"{value:%Y-%m-%d %H:%M:%SZ}" if value.tzinfo is UTC else f"{value:%Y-%m-%d %H:%M}"
            )
        case _:
            return str(value)
