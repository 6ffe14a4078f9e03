"""The keys of data files: in words, and as a JSON Schema for editors (`15` is a number there)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import EnumType, StrEnum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from sstc_cli.choices import DataKind
from sstc_cli.model.base import Model, inner_model
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.model.mapping import FormMapping
from sstc_cli.model.readers import value_in
from sstc_cli.model.release import Release
from sstc_cli.model.report import ReportTexts
from sstc_cli.model.series import Series
from sstc_cli.model.survey import Survey
from sstc_cli.model.text import Text
from sstc_cli.model.zones import ZONE_FORMAT, known_zones

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[Model]] = {
    DataKind.SERIES: Series,
    DataKind.SURVEY: Survey,
    DataKind.MAPPING: FormMapping,
    DataKind.RELEASE: Release,
    DataKind.REPORT: ReportTexts,
    DataKind.KNOWLEDGE: KnowledgeNote,
}


def json_schema(kind: str) -> Schema:
    """Return the schema of a kind of file, with a description of every key."""
    parts: dict[str, Schema] = {}
    whole = _map_of(MODELS[kind], parts)
    return {"$schema": _DRAFT, "$defs": dict(sorted(parts.items())), **whole}


def _map_of(model: type[Model], parts: dict[str, Schema]) -> Schema:
    """Return the schema of a model; those of the models inside it are added to `parts`."""
    properties = {}
    for name, field in model.fields.items():
        least = {"minItems": 1} if field.at_least_one else {}
        described = {"description": field.description, **least}
        properties[name] = _value_of(field.annotation, parts) | described
    required = [name for name, field in model.fields.items() if field.is_required]
    return {
        "additionalProperties": False,
        "description": model.__doc__,
        "properties": properties,
        **({"required": required} if required else {}),
        "type": "object",
    }


def _value_of(annotation: Any, parts: dict[str, Schema]) -> Schema:
    schema: Schema
    match get_origin(annotation), get_args(annotation):
        case origin, (*inner,) if origin is Annotated:
            schema = _for_editors(value_in(inner).schema)
        case origin, (inner, _) if origin in (Union, UnionType):
            schema = _optional(_value_of(inner, parts))
        case origin, (item, _) if origin is tuple:
            schema = {"items": _value_of(item, parts), "type": "array"}
        case origin, (key, value) if origin is dict:
            names, values = _value_of(key, parts), _value_of(value, parts)
            schema = {"additionalProperties": values, "propertyNames": names, "type": "object"}
        case origin, words if origin is Literal:
            schema = {"enum": list(words), "type": "string"}
        case _ if annotation is str:
            schema = _for_editors({"type": "string"})
        case _ if hasattr(annotation, "schema"):
            schema = _for_editors(annotation.schema())
        case _:
            name = annotation.__name__
            if name not in parts:
                parts[name] = _part_of(annotation, parts)
            schema = {"$ref": f"#/$defs/{name}"}
    return schema


def _optional(schema: Schema) -> Schema:
    choices = schema["anyOf"] if schema.keys() == {"anyOf"} else [schema]
    return {"anyOf": [*choices, {"type": "null"}]}


def _part_of(annotation: Any, parts: dict[str, Schema]) -> Schema:
    if not isinstance(annotation, EnumType):
        return _map_of(annotation, parts)
    words = list(map(str, annotation.__members__.values()))
    return {"description": annotation.__doc__, "enum": words, "type": "string"}


def _for_editors(node: Any) -> Any:
    """Return a schema with a list of zones for completion, and the types that editors may see."""
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    if node.get("format") == ZONE_FORMAT:
        return {"enum": sorted(known_zones())}
    inside = {key: _for_editors(value) for key, value in node.items()}
    if node.get("type") == "string" and "enum" not in node:
        inside["type"] = _types(node.get("pattern", ""))
    return inside


def _types(pattern: str) -> list[str]:
    """Return the types that editors may see in such a text when it has no quotes."""
    examples = {"number": "15", "boolean": "true"}
    return ["string", *(kind for kind, text in examples.items() if re.search(pattern, text))]


_WORDS: dict[Any, tuple[str, str]] = {
    str: ("text", "texts"),
    Text: ("text or map of languages", "texts or maps of languages"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a map of a data file has, and whether the map needs it."""

    name: str
    kind: str
    required: bool
    description: str


def keys_by_map(model: type[Model]) -> Iterator[tuple[str, type[Model], list[Key]]]:
    """Yield each map of a file with its path, its model and its keys, the whole file first.

    A map with one name in several places, such as `agenda`, is described once.
    """
    yield from _keys_of(model, "", {})


def _keys_of(
    model: type[Model], where: str, known: dict[tuple[str, type[Model]], str]
) -> Iterator[tuple[str, type[Model], list[Key]]]:
    keys, below = [], []
    for name, field in model.fields.items():
        path = f"{where}.{name}".lstrip(".")
        if inner := inner_model(field.annotation):
            suffix = "[]" if "tuple" in str(field.annotation) else ""
            if (name, inner) not in known:
                known[name, inner] = path
                below.append((inner, path + suffix))
            path = known[name, inner]
        kind = _kind(field.annotation, path)
        keys.append(Key(name, kind, field.is_required, field.description))
    yield where, model, keys
    for inner, path in below:
        yield from _keys_of(inner, path, known)


def _kind(hint: Any, path: str, *, several: bool = False) -> str:
    """Return the words for a type; a map with keys of its own is named by its path."""
    if hint in _WORDS:
        return _WORDS[hint][several]
    inner = get_args(hint)
    origin = get_origin(hint)
    if origin is Annotated:
        words = value_in(inner).words[several]
    elif origin in (Union, UnionType):
        words = _kind(inner[0], path)
    elif origin is tuple and inner_model(inner[0]) is not None:
        words = f"list of `{path}[]`"
    elif origin is tuple:
        words = f"list of {_kind(inner[0], path, several=True)}"
    elif origin is dict:
        words = f"map of {_kind(inner[0], path)} to {_kind(inner[1], path)}"
    elif origin is Literal:
        words = _choices(inner)
    elif isinstance(hint, type) and issubclass(hint, StrEnum):
        words = _choices([member.value for member in hint])
    else:
        words = f"keys of `{path}`"
    return words


def _choices(words: Any) -> str:
    """Return the words as a choice: `a`, `b` or `c`."""
    *first, last = [f"`{word}`" for word in words]
    return f"{', '.join(first)} or {last}" if first else last
