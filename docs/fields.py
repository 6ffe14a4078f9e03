"""Tables of the keys of data files: type, meaning and an example for each."""

import re
from pathlib import Path
from typing import Any

import yaml

from sstc_cli.model.base import Model, inner_model
from sstc_cli.model.schema import keys_by_map

EXAMPLES = Path(__file__).parent / "examples"


class Plain(yaml.SafeDumper):
    """Writes values without quotes unless YAML needs them, because `sstc` reads all as text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 declared so by PyYAML

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists below their key."""
        super().increase_indent(flow, False)


def key_tables(root: type[Model], top: str, example: str) -> str:
    """Return a table of keys and an example for each map of a file, the whole file first."""
    shown = yaml.load((EXAMPLES / example).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    parts = []
    for where, model, keys in keys_by_map(root):
        rows = ["| key | required | type | what it is |", "|---|---|---|---|"]
        for key in keys:
            required = "yes" if key.required else ""
            rows.append(f"| `{key.name}` | {required} | {linked(key.kind)} | {key.description} |")
        heading = f"### `{where}`" if where else f"### {top}"
        yaml_part = written(shown, where, model)
        parts.append(f"{heading}\n\n" + "\n".join(rows) + f"\n\n```yaml\n{yaml_part}```")
    return "\n\n".join(parts)


def linked(kind: str) -> str:
    """Return the words for a type with a link to the table of another map."""
    return re.sub(r"(list of|keys of) `([^`]+)`", to_table, kind)


def to_table(found: re.Match[str]) -> str:
    """Return words with a link to the table of a map; a list of words has none."""
    if found[1] == "list of" and not found[2].endswith("[]"):
        return found[0]
    anchor = found[2].replace(".", "").replace("[]", "").lower()
    return f"{found[1]} [`{found[2]}`](#{anchor})"


def written(shown: Any, where: str, model: type[Model]) -> str:
    """Return the first thing at a path of the example, under the name of its key, as YAML."""
    for name in where.split(".") if where else ():
        key = name.removesuffix("[]")
        shown = next(item[key] for item in as_list(shown) if key in item)
    found = as_list(shown)[0]
    inner = {name for name, field in model.fields.items() if inner_model(field.annotation)}
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
