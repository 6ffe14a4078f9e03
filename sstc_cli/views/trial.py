"""A series as it may become, so that templates are tried before the day and not on it."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from sstc_cli.model import Model, Person, Series, Status, SurveyUse, Talk, Text

M = TypeVar("M", bound=Model)

_SPEAKER = Person.model_validate(
    {
        "id": "trial-speaker",
        "name": "A speaker",
        "position": "A position",
        "organisation": "An organisation",
        "zone": "America/New_York",
    }
)
_URL = "https://example.org/"
_SURVEYS = tuple(
    SurveyUse.model_validate({"id": f"trial-{when}", "when": when, "purpose": "A purpose"})
    for when in ("before", "after")
)


def trials(series: Series) -> Mapping[str, Series]:
    """The series as it is, and its first webinar when all, little or nothing more is known."""
    if not series.webinars:
        return {"as it is": series}
    known = _known(series)
    return {
        "as it is": series,
        "once everything is known": known,
        "while little is known": _bare(series),
        "once it is cancelled": _with(known, status=Status.CANCELLED),
    }


def _known(series: Series) -> Series:
    """With a speaker and a title for each talk, addresses, summary, and clocks far away."""
    webinar, title = series.webinars[0], Text("A title")
    talks = webinar.talks or (Talk.model_validate({"id": "trial-talk"}),)
    surveys = series.surveys or _SURVEYS
    known = _changed(
        series,
        people=(*series.people, _SPEAKER),
        audience_zones=series.audience_zones or ("America/New_York", "Asia/Tokyo"),
        surveys=tuple(_changed(each, url=_URL) for each in surveys),
        notes=series.notes or (title,),
    )
    return _with(
        known,
        summary=webinar.summary or title,
        join_url=webinar.join_url or _URL,
        talks=tuple(
            _changed(each, title=each.title or title, speaker=_SPEAKER.id) for each in talks
        ),
    )


def _bare(series: Series) -> Series:
    """Without what may be left out."""
    bare = _changed(
        series,
        background=(),
        objectives=(),
        audiences=(),
        audience_zones=(),
        themes=(),
        deadlines=(),
        surveys=(),
        notes=(),
    )
    return _with(bare, talks=(), summary=None, join_url=None, audiences=(), themes=())


def _with(series: Series, **changes: Any) -> Series:
    """The series with its first webinar only, changed."""
    return _changed(series, webinars=(_changed(series.webinars[0], **changes),))


def _changed(model: M, **changes: Any) -> M:
    """A model with other values; `model_copy` would keep what was computed from the old ones."""
    values = {name: getattr(model, name) for name in type(model).model_fields}
    return cast("M", model.model_construct(**values | changes))
