"""The JSON Schema of `api/series.json`."""

import json
from typing import Any

from sstc_cli.site.api.facts import VERSION

Json = dict[str, Any]
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
    """Return the schema."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_SERIES}
    return (json.dumps(schema, indent=1) + "\n").encode()
