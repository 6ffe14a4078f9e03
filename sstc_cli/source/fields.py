"""The keys and models that a model declares at a path."""

from typing import get_origin

from sstc_cli.diagnostics import Path
from sstc_cli.model.base import Model, inner_model


def keys_at(model: type[Model], path: Path) -> list[str]:
    """Return the keys that the model declares at a path, in its order."""
    owner = model_at(model, path)
    return list(owner.fields) if owner else []


def model_at(model: type[Model] | None, path: Path) -> type[Model] | None:
    """Return the model of the map at a path, or None if the path leads to something else."""
    for step in path:
        if isinstance(step, str) and model is not None:
            field = model.fields.get(step)
            model = inner_model(field.annotation) if field else None
    return model


def is_map(model: type[Model], path: Path) -> bool:
    """Return whether the model declares a map with keys of its own at a path."""
    owner = model_at(model, path[:-1])
    declared = owner.fields.get(str(path[-1])) if owner else None
    annotation = declared.annotation if declared else None
    has_own_keys = get_origin(annotation) is dict  # such as `more: {booth: …}`
    return has_own_keys or (inner_model(annotation) is not None and "tuple" not in str(annotation))
