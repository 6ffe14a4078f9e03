"""The errors of a node that a model does not take, up to the last one that is reported."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sstc_cli.diagnostics import Path
from sstc_cli.model import Model
from sstc_cli.model.model import inner_model
from sstc_cli.source.reports import MOST_WRONG
from sstc_cli.source.tree import Node

_MANY = 1_000  # items of a list, from which on they are validated one by one

M = TypeVar("M", bound=Model)


class _EnoughError(Exception):
    """So many errors that nobody reads the rest."""


def validated(model: type[M], node: Node) -> tuple[M | None, list[ErrorDetails]]:
    """Return the model of a node, or None and at most `MOST_WRONG` errors."""
    errors: list[ErrorDetails] = []
    try:
        built = model.model_validate(_with_models(model, node, (), errors))
    except ValidationError as error:
        errors += error.errors(include_url=False)
    except _EnoughError:
        pass
    return None if errors else built, errors[:MOST_WRONG]


def _with_models(model: type[BaseModel], node: Node, path: Path, errors: list[ErrorDetails]) -> Any:
    """Return a node with models in place of the items of very long lists.

    pydantic collects all errors before it returns, which for a million takes gigabytes.
    """
    if not isinstance(node, dict):
        return node
    changed: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        value, inner = node.get(name), inner_model(field.annotation)
        if inner is not None and isinstance(value, list) and len(value) > _MANY:
            changed[name] = list(_models(inner, value, (*path, name), errors))
        elif inner is not None and isinstance(value, dict):
            changed[name] = _with_models(inner, value, (*path, name), errors)
    return {**node, **changed} if changed else node


def _models(
    model: type[BaseModel], items: list[Any], path: Path, errors: list[ErrorDetails]
) -> Iterator[BaseModel]:
    """Yield the models of items that have one, and add the errors of the others."""
    for index, item in enumerate(items):
        try:
            yield model.model_validate(item)
        except ValidationError as error:
            found = error.errors(include_url=False)
            errors += [{**details, "loc": (*path, index, *details["loc"])} for details in found]
            if len(errors) >= MOST_WRONG:
                raise _EnoughError from None
