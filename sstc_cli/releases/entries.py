"""Changes and releases as plain values, for programs."""

from dataclasses import fields, is_dataclass

from sstc_cli.model import Model, Text
from sstc_cli.releases.change import Change, Moved
from sstc_cli.releases.compare import Changes

Json = object


def changes_entry(changes: Changes, language: str) -> dict[str, Json]:
    """Return the changes of the series, and those of each webinar with the people affected."""
    return {
        "series": [_change(change, language) for change in changes.series],
        "webinars": [
            {
                "id": changed.webinar.id,
                "number": changed.webinar.number,
                "title": changed.webinar.title.pick(language),
                "changes": [_change(change, language) for change in changed.changes],
                "concerned": json_value(changed.affected, language),
            }
            for changed in changes.webinars
        ],
    }


def json_value(value: object, language: str) -> Json:
    """Return a value for JSON: texts in one language, models and plain values as objects."""
    if isinstance(value, Text):
        return value.pick(language)
    if isinstance(value, Model):
        return {key: json_value(content, language) for key, content in vars(value).items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: json_value(content, language) for key, content in value._asdict().items()}
    if isinstance(value, tuple):
        return [json_value(item, language) for item in value]
    if is_dataclass(value):
        return {
            field.name: json_value(getattr(value, field.name), language) for field in fields(value)
        }
    return value


def _change(change: Change, language: str) -> dict[str, Json]:
    entry: dict[str, Json] = {"kind": change.kind}
    for field in fields(change):
        entry[field.name] = json_value(getattr(change, field.name), language)
    if isinstance(change, Moved):
        minutes = int(change.later.total_seconds()) // 60
        entry |= {"minutes_later": minutes, "other_day": change.other_day}
    return entry
