"""The JSON Schema of the data files for editors, which read `15` as a number, not as text."""

import re
from typing import Any

from sstc_cli.model.mapping import FormMapping
from sstc_cli.model.model import Model
from sstc_cli.model.release import Release
from sstc_cli.model.series import Series
from sstc_cli.model.survey import Survey
from sstc_cli.model.values import ZONE_FORMAT
from sstc_cli.model.zones import known_zones

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[Model]] = {
    "series": Series,
    "survey": Survey,
    "mapping": FormMapping,
    "release": Release,
}


def json_schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file, with a description of every key."""
    schema = MODELS[kind].model_json_schema()
    zones = {"enum": sorted(known_zones())}
    for_editors: dict[str, Any] = _rewritten(schema, zones)
    return {"$schema": _DRAFT, **for_editors}


def _rewritten(node: Any, zones: dict[str, Any]) -> Any:
    """Return a node with a list of zones for completion, and without titles, which repeat names."""
    if isinstance(node, list):
        return [_rewritten(item, zones) for item in node]
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
    """Return the types that editors may see in such a text when it has no quotes."""
    examples = {"number": "15", "boolean": "true"}
    return ["string", *(kind for kind, text in examples.items() if re.search(pattern, text))]
