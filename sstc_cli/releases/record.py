"""A release, and the contents of its file."""

from datetime import UTC, datetime

from sstc_cli.model import RELEASE_VERSION, Model, Release, State, Text
from sstc_cli.releases.lifecycle import with_revisions

PlainData = str | dict[str, "PlainData"] | list["PlainData"]


def next_release(
    state: State, last: Release | None, name: str, note: str | None, published: datetime
) -> Release:
    """Return the next release after the last one; `published` is an instant in UTC."""
    before = last.series if last else None
    series = with_revisions(state, before, published, cancel_deleted=True)
    return Release.model_construct(
        version=RELEASE_VERSION, name=name, published=published, note=note, series=series
    )


def plain_data_of(model: Model) -> dict[str, PlainData]:
    """Return a release as maps, lists and texts in the model's order, without default values."""
    return {
        key: _plain(getattr(model, key))
        for key, field in type(model).model_fields.items()
        if field.is_required() or getattr(model, key) != field.default
    }


def _plain(value: object) -> PlainData:
    match value:
        case Model():
            return plain_data_of(value)
        case Text():
            texts = value.by_language
            return dict(texts) if "" not in texts else texts[""]
        case tuple():
            return [_plain(item) for item in value]
        case bool():
            return "true" if value else "false"
        case datetime():
            return (
                f"{value:%Y-%m-%d %H:%M:%SZ}" if value.tzinfo is UTC else f"{value:%Y-%m-%d %H:%M}"
            )
        case _:
            return str(value)
