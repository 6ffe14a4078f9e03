"""Tables of the keys of data files: type, meaning and an example for each."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel

from sstc_cli.model import email, text, values
from sstc_cli.model.due import Due

EXAMPLES = Path(__file__).parent / "examples"
Keys = Mapping[str, Any]

# the words for a type: one of it, and several
WORDS: dict[Any, tuple[str, str]] = {
    str: ("text", "texts"),
    text.Text: ("text or map of languages", "texts or maps of languages"),
    values.Id: ("id", "ids"),
    values.Name: ("id", "ids"),
    values.Day: ("date", "dates"),
    values.Moment: ("date and time", "dates and times"),
    values.Number: ("number", "numbers"),
    values.Minutes: ("number", "numbers"),
    values.Sdg: ("number", "numbers"),
    values.Flag: ("yes/no", "yes/no"),
    values.Weekday: ("weekday", "weekdays"),
    values.Zone: ("time zone", "time zones"),
    values.Url: ("web address", "web addresses"),
    email.Email: ("e-mail address", "e-mail addresses"),
    values.Domain: ("domain", "domains"),
    values.Code: ("code", "codes"),
    values.Country: ("country code", "country codes"),
    values.Language: ("language code", "language codes"),
    Due: ("due date", "due dates"),
    date: ("date", "dates"),
}


class Plain(yaml.SafeDumper):
    """Writes values without quotes unless YAML needs them, because `sstc` reads all as text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 declared so by PyYAML

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists below their key."""
        super().increase_indent(flow, False)


def key_tables(root: type[BaseModel], top: str, example: str) -> str:
    """Return a table of keys and an example for each model, the root first."""
    shown = yaml.load((EXAMPLES / example).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    parts = []
    for where, model in models(root):
        rows = ["| key | required | type | what it is |", "|---|---|---|---|"]
        hints = get_type_hints(model, include_extras=True)
        for name, field in model.model_fields.items():
            kind = kind_of(hints[name], f"{where}.{name}".lstrip("."))
            needed = "yes" if field.is_required() else ""
            rows.append(f"| `{name}` | {needed} | {kind} | {field.description} |")
        heading = f"### `{where}`" if where else f"### {top}"
        yaml_part = written(shown, where, model)
        parts.append(f"{heading}\n\n" + "\n".join(rows) + f"\n\n```yaml\n{yaml_part}```")
    return "\n\n".join(parts)


def models(model: type[BaseModel], where: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the model and those inside it, each with its path."""
    yield where, model
    for name, field in model.model_fields.items():
        inner = inner_model(field.annotation)
        is_list = "tuple" in str(field.annotation)
        if inner is not None and not (where and name == "agenda"):
            yield from models(inner, f"{where}.{name}".lstrip(".") + ("[]" if is_list else ""))


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def kind_of(hint: Any, path: str, *, several: bool = False) -> str:
    """Return the words for a type; a model links to its own table."""
    if hint in WORDS:
        return WORDS[hint][several]
    inner = get_args(hint)
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        words = kind_of(inner[0], path)
    elif origin is tuple and inner_model(inner[0]) is not None:
        words = f"list of [`{path}[]`](#{anchor(path)})"
    elif origin is tuple:
        words = f"list of {kind_of(inner[0], path, several=True)}"
    elif origin is dict:
        words = f"map of {kind_of(inner[0], path)} to {kind_of(inner[1], path)}"
    elif origin is Literal:
        words = choices(inner)
    elif isinstance(hint, type) and issubclass(hint, StrEnum):
        words = choices([member.value for member in hint])
    else:
        words = f"keys of [`{path}`](#{anchor(path)})"
    return words


def choices(words: Any) -> str:
    """Return the words as a choice: `a`, `b` or `c`."""
    *first, last = [f"`{word}`" for word in words]
    return f"{', '.join(first)} or {last}" if first else last


def anchor(path: str) -> str:
    """Return the anchor of a model's heading; the agenda of a webinar is as that of the series."""
    name = "agenda" if path.endswith(".agenda") else path
    return name.replace(".", "").replace("[]", "").lower()


def written(shown: Any, where: str, model: type[BaseModel]) -> str:
    """Return the first thing at a path of the example, under the name of its key, as YAML."""
    for name in where.split(".") if where else ():
        key = name.removesuffix("[]")
        shown = next(item[key] for item in as_list(shown) if key in item)
    found = as_list(shown)[0]
    inner = {name for name, field in model.model_fields.items() if inner_model(field.annotation)}
    # what has a table of its own is left out, except where nothing else is left
    kept = {name: value for name, value in found.items() if name not in inner or not where}
    if not where:
        kept = {name: value for name, value in kept.items() if name not in inner}
    key = where.rsplit(".", 1)[-1]
    tree: Any = kept
    if key:
        tree = {key.removesuffix("[]"): [kept] if key.endswith("[]") else kept}
    return yaml.dump(tree, Dumper=Plain, sort_keys=False, allow_unicode=True, width=90)


def as_list(found: Any) -> list[Any]:
    """Return a list as it is, and anything else as a list of one."""
    return found if isinstance(found, list) else [found]
