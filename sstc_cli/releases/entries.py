"""Changes and releases as plain values, for programs."""

from dataclasses import fields, is_dataclass

from sstc_cli.model import Model, Text
from sstc_cli.releases.change import Change, Moved
from sstc_cli.releases.compare import Changes

Plain = object


def changes_entry(changes: Changes, language: str) -> dict[str, Plain]:
    """`series`: changes of all; `webinars`: each with its changes and who is concerned."""
    return {
        "series": [_change(each, language) for each in changes.series],
        "webinars": [
            {
                "id": each.webinar.id,
                "number": each.webinar.number,
                "title": each.webinar.title.pick(language),
                "changes": [_change(change, language) for change in each.changes],
                "concerned": plain(each.concerned, language),
            }
            for each in changes.webinars
        ],
    }


def plain(value: object, language: str) -> Plain:
    """A value without types of ours: texts in a language, models and dataclasses as objects."""
    if isinstance(value, Text):
        return value.pick(language)
    if isinstance(value, Model):
        return {key: plain(each, language) for key, each in vars(value).items()}
    if isinstance(value, tuple):
        return [plain(each, language) for each in value]
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name), language) for each in fields(value)}
    return value


def _change(change: Change, language: str) -> dict[str, Plain]:
    entry: dict[str, Plain] = {"kind": change.kind}
    for field in fields(change):
        entry[field.name] = plain(getattr(change, field.name), language)
    if isinstance(change, Moved):
        minutes = int(change.later.total_seconds()) // 60
        entry |= {"minutes_later": minutes, "other_day": change.other_day}
    return entry
