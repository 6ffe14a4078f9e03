"""The data files' JSON Schema, for editors: they read `15` as a number and `true` as a flag."""

import re
from typing import Any

from sstc_cli.model.mapping import FormMapping
from sstc_cli.model.model import Model
from sstc_cli.model.release import Release
from sstc_cli.model.series import Series
from sstc_cli.model.survey import Survey
from sstc_cli.model.values import ZONE_FORMAT, known_zones

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[Model]] = {
    "series": Series,
    "survey": Survey,
    "mapping": FormMapping,
    "release": Release,
}


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a file of that kind, with every key's description."""
    schema = MODELS[kind].model_json_schema()
    known = {"enum": sorted(known_zones())}
    written: dict[str, Any] = _rewritten(schema, known)
    return {"$schema": _DRAFT, **written}


def _rewritten(node: Any, zones: dict[str, Any]) -> Any:
    """With zones listed, so that editors complete them; without titles, which repeat names."""
    if isinstance(node, list):
        return [_rewritten(each, zones) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("format") == ZONE_FORMAT:
        return zones | ({"description": node["description"]} if "description" in node else {})
    rewritten = {
        key: _rewritten(value, zones)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str)) and key != "default"
    }
    if node.get("type") == "string" and "enum" not in node:
        rewritten["type"] = _types(node.get("pattern", ""))
    return rewritten


def _types(pattern: str) -> list[str]:
    """What editors may take such a text for, when it is written without quotes."""
    looks = {"number": "15", "boolean": "true"}
    return ["string", *(kind for kind, text in looks.items() if re.search(pattern, text))]
