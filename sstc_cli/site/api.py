"""The same facts for programs: one JSON file that never moves, and its schema."""

import json
from datetime import UTC
from typing import Any

from sstc_cli.ics import uid_of
from sstc_cli.model import Text, Webinar
from sstc_cli.releases.public import PublicSeries
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.webinars import page_name

VERSION = 1
Json = dict[str, Any]


def series_json(site: Site, public: PublicSeries) -> bytes:
    """Return the series with all webinars, texts in all languages, and times with their offset."""
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
        "webinars": [_webinar(site, public, webinar) for webinar in site.webinars],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def schema_json() -> bytes:
    """Return the JSON Schema of `series.json`."""
    text: Json = {"type": "object", "additionalProperties": {"type": "string"}}
    link: Json = {"type": ["string", "null"], "format": "uri"}
    moment: Json = {"type": "string", "format": "date-time"}
    named = _object(id={"type": "string"}, name=text, url=link)
    named["required"] = ["id", "name"]
    talk = _object(
        id={"type": "string"},
        title={"anyOf": [text, {"type": "null"}]},
        speaker={"type": ["string", "null"]},
    )
    webinar = _object(
        id={"type": "string"},
        uid={"type": "string"},
        sequence={"type": "integer"},
        number={"type": "integer"},
        title=text,
        status={"enum": ["planned", "held", "cancelled"]},
        in_programme={"type": "boolean"},
        reason={"anyOf": [text, {"type": "null"}]},
        starts=moment,
        ends=moment,
        starts_utc=moment,
        earlier_starts=_array(moment),
        summary={"anyOf": [text, {"type": "null"}]},
        register_url=link,
        join_url=link,
        recording=link,
        materials=_array(_object(title=text, url=link, language={"type": ["string", "null"]})),
        audiences=_array({"type": "string"}),
        organisers=_array({"type": "string"}),
        talks=_array(talk),
        pages=text,
    )
    whole = _object(
        version={"const": VERSION},
        draft={"type": "boolean"},
        published={"anyOf": [moment, {"type": "null"}]},
        id={"type": "string"},
        title=text,
        zone={"type": "string"},
        languages=_array({"type": "string"}),
        url=link,
        organisers=_array(named),
        audiences=_array(named),
        webinars=_array(webinar),
    )
    whole["properties"] = {"$schema": {"type": "string"}, **whole["properties"]}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}
    return (json.dumps(schema, indent=1) + "\n").encode()


def _webinar(site: Site, public: PublicSeries, webinar: Webinar) -> Json:
    series, summary = site.series, webinar.summary
    revision = public.revision_of(series, webinar)
    starts, ends = series.instant(webinar.starts), series.instant(webinar.ends)
    earlier = (site.earlier or {}).get(webinar.id, ())
    return {
        "id": webinar.id,
        "uid": uid_of(series, webinar),
        "sequence": revision.sequence,
        "number": webinar.number,
        "title": _texts(site, webinar.title),
        "status": str(webinar.status),
        "in_programme": webinar not in site.dropped,
        "reason": _texts(site, webinar.reason) if webinar.reason else None,
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "starts_utc": starts.astimezone(UTC).isoformat(),
        "earlier_starts": [start.isoformat() for start in earlier],
        "summary": _texts(site, summary) if summary else None,
        "register_url": webinar.register_url,
        "join_url": webinar.join_url,
        "recording": webinar.recording,
        "materials": [
            {
                "title": _texts(site, material.title),
                "url": material.url,
                "language": material.language,
            }
            for material in webinar.materials
            if material.from_ is None or material.from_ <= site.today
        ],
        "audiences": [one.id for one in series.audiences_of(webinar)],
        "organisers": [one.id for one in series.organisers_of(webinar)],
        "talks": [
            {
                "id": talk.id,
                "title": _texts(site, talk.title) if talk.title else None,
                "speaker": _speaker(site, talk.speaker),
            }
            for talk in webinar.talks
        ],
        "pages": {code: f"{code}/{page_name(webinar)}.html" for code in site.languages},
    }


def _speaker(site: Site, id_: str | None) -> str | None:
    person = site.series.person(id_)
    return str(person.name.pick(site.languages[0])) if person else None


def _texts(site: Site, text: Text) -> dict[str, str]:
    """Return a text in each language of the site that it has."""
    found = {code: text.words(code) or text.by_language.get("") for code in site.languages}
    known = {code: words for code, words in found.items() if words}
    return known or dict(text.by_language)


def _object(**properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}
