"""The facts of the site for programs: JSON files and their schema."""

import json
from datetime import UTC
from typing import Any

from sstc_cli.ics import uid_of
from sstc_cli.model import Text, Webinar
from sstc_cli.releases.public_series import PublicSeries
from sstc_cli.views.site_frame import Site
from sstc_cli.views.site_webinar import page_name

VERSION = 1
Json = dict[str, Any]


def series_json(site: Site, public: PublicSeries) -> bytes:
    series = site.series
    data: Json = {
        "$schema": "series.schema.json",
        "version": VERSION,
        "draft": site.draft,
        "published": site.published.isoformat() if site.published else None,
        "id": series.id,
        "title": _texts(site, series.title),
        "zone": series.zone,
        "languages": list(site.languages),
        "url": site.url,
        "organisers": [
            {"id": one.id, "name": _texts(site, one.name), "url": one.url}
            for one in series.organisers
        ],
        "audiences": [{"id": one.id, "name": _texts(site, one.name)} for one in series.audiences],
        "webinars": [
            _identity(site, public, one) | _times(site, one) | _texts_and_links(site, one)
            for one in site.webinars
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _identity(site: Site, public: PublicSeries, webinar: Webinar) -> Json:
    series = site.series
    return {
        "id": webinar.id,
        "uid": uid_of(series, webinar),
        "sequence": public.revision_of(series, webinar).sequence,
        "number": webinar.number,
        "status": str(webinar.status),
        "in_programme": webinar not in site.dropped,
        "audiences": [one.id for one in series.audiences_of(webinar)],
        "organisers": [one.id for one in series.organisers_of(webinar)],
        "pages": {code: f"{code}/{page_name(webinar)}.html" for code in site.languages},
    }


def _times(site: Site, webinar: Webinar) -> Json:
    starts, ends = (site.series.instant(at) for at in (webinar.starts, webinar.ends))
    earlier = (site.earlier or {}).get(webinar.id, ())
    return {
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "starts_utc": starts.astimezone(UTC).isoformat(),
        "earlier_starts": [start.isoformat() for start in earlier],
    }


def _texts_and_links(site: Site, webinar: Webinar) -> Json:
    return {
        "title": _texts(site, webinar.title),
        "reason": _texts(site, webinar.reason),
        "summary": _texts(site, webinar.summary),
        "register_url": webinar.register_url,
        "join_url": webinar.join_url,
        "recording": webinar.recording,
        "materials": [
            {"title": _texts(site, one.title), "url": one.url, "language": one.language}
            for one in webinar.materials
            if one.from_ is None or one.from_ <= site.today
        ],
        "talks": [
            {
                "id": talk.id,
                "title": _texts(site, talk.title),
                "speaker": str(one.name.pick(site.languages[0])) if one else None,
            }
            for talk in webinar.talks
            for one in (site.series.person(talk.speaker),)
        ],
    }


def _texts(site: Site, text: Text | None) -> dict[str, str] | None:
    """Return a text in each language of the site that it has; None without a text."""
    if text is None:
        return None
    found = {code: text.words(code) or text.by_language.get("") for code in site.languages}
    known = {code: words for code, words in found.items() if words}
    return known or dict(text.by_language)


_WORD: Json = {"type": "string"}
_WORDS: Json = {"type": "array", "items": _WORD}
_TEXT: Json = {"type": "object", "additionalProperties": _WORD}
_TEXT_OR_NONE: Json = {"anyOf": [_TEXT, {"type": "null"}]}
_WORD_OR_NONE: Json = {"type": ["string", "null"]}
_LINK: Json = {"type": ["string", "null"], "format": "uri"}
_MOMENT: Json = {"type": "string", "format": "date-time"}
_FLAG: Json = {"type": "boolean"}


def _object(**properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


_MATERIAL = _object(title=_TEXT, url=_LINK, language=_WORD_OR_NONE)
_TALK = _object(id=_WORD, title=_TEXT_OR_NONE, speaker=_WORD_OR_NONE)
_WEBINAR = _object(
    id=_WORD,
    uid=_WORD,
    sequence={"type": "integer"},
    number={"type": "integer"},
    status={"enum": ["planned", "held", "cancelled"]},
    in_programme=_FLAG,
    audiences=_WORDS,
    organisers=_WORDS,
    pages=_TEXT,
    starts=_MOMENT,
    ends=_MOMENT,
    starts_utc=_MOMENT,
    earlier_starts={"type": "array", "items": _MOMENT},
    title=_TEXT,
    reason=_TEXT_OR_NONE,
    summary=_TEXT_OR_NONE,
    register_url=_LINK,
    join_url=_LINK,
    recording=_LINK,
    materials={"type": "array", "items": _MATERIAL},
    talks={"type": "array", "items": _TALK},
)
_SERIES = _object(
    **{"$schema": _WORD},
    version={"const": VERSION},
    draft=_FLAG,
    published={"anyOf": [_MOMENT, {"type": "null"}]},
    id=_WORD,
    title=_TEXT,
    zone=_WORD,
    languages=_WORDS,
    url=_LINK,
    organisers={"type": "array", "items": _object(id=_WORD, name=_TEXT, url=_LINK)},
    audiences={"type": "array", "items": _object(id=_WORD, name=_TEXT)},
    webinars={"type": "array", "items": _WEBINAR},
)


def schema_json() -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_SERIES}
    return (json.dumps(schema, indent=1) + "\n").encode()
