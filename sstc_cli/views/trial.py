"""Variants of a series, so that templates are tried before the day and not on it."""

from collections.abc import Mapping
from typing import Any

from sstc_cli.model import Join, Person, Series, Status, SurveyUse, Talk, Text
from sstc_cli.model.due import Around
from sstc_cli.model.people import Signatory
from sstc_cli.model.webinar import Material

_SPEAKER = Person.read(
    {
        "id": "trial-speaker",
        "name": "A speaker",
        "honorific": "Dr.",
        "biography": "A biography",
        "position": "A position",
        "organisation": "An organisation",
        "zone": "America/New_York",
    }
)
_URL = "https://example.org/"
_SIGNATORY = Signatory.read({"name": "A name", "position": "A position"})
_JOIN = Join(url=_URL, passcode="000000")
_MATERIAL = Material(title=Text("A document"), url=_URL, language="en")
_SURVEYS = tuple(
    SurveyUse.read({"id": f"trial-{when}", "when": when, "purpose": "A purpose"})
    for when in ("before", "after", "later")
)


def trials(series: Series) -> Mapping[str, Series]:
    """Return the series as it is, and its first webinar when complete, incomplete and cancelled."""
    if not series.webinars:
        return {"as it is": series}
    complete = _complete(series)
    return {
        "as it is": series,
        "once everything is known": complete,
        "while little is known": _incomplete(series),
        "once it is cancelled": _first_webinar(
            complete, status=Status.CANCELLED, cancelled_because=Text("A reason")
        ),
    }


def _complete(series: Series) -> Series:
    webinar, title = series.webinars[0], Text("A title")
    talks = webinar.talks or (Talk.read({"id": "trial-talk"}),)
    surveys = series.surveys or _SURVEYS
    complete = series.replaced(
        people=(*series.people, _SPEAKER),
        organisers=tuple(
            organiser.replaced(signatory=organiser.signatory or _SIGNATORY)
            for organiser in series.organisers
        ),
        register_by=series.register_by or Around(-7),
        interpretation=series.interpretation or series.languages,
        audience_zones=series.audience_zones or ("America/New_York", "Asia/Tokyo"),
        surveys=tuple(survey.replaced(url=_URL) for survey in surveys),
        notes=series.notes or (title,),
    )
    return _first_webinar(
        complete,
        summary=webinar.summary or title,
        join=webinar.join_link or _JOIN,
        register_by=webinar.register_by or webinar.starts.date(),
        moderator=webinar.moderator or _SPEAKER.id,
        interpretation=series.interpretation_of(webinar) or series.languages,
        recording=webinar.recording or _URL,
        materials=webinar.materials or (_MATERIAL,),
        talks=tuple(
            talk.replaced(title=talk.title or title, speaker=_SPEAKER.id) for talk in talks
        ),
    )


def _incomplete(series: Series) -> Series:
    lists = ("background", "objectives", "audiences", "audience_zones", "themes", "deadlines",
             "surveys", "notes", "interpretation")  # fmt: skip
    unknown = ("summary", "join", "join_url", "register_by", "moderator", "interpretation",
               "recording")  # fmt: skip
    return _first_webinar(
        series.replaced(**dict.fromkeys(lists, ()), register_by=None),
        **dict.fromkeys(("talks", "audiences", "themes", "materials"), ()),
        **dict.fromkeys(unknown),
    )


def _first_webinar(series: Series, **changes: Any) -> Series:
    return series.replaced(webinars=(series.webinars[0].replaced(**changes),))
