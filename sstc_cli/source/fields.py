"""The keys and models that a model declares at a path."""

from typing import Any, get_args

from pydantic import BaseModel

from sstc_cli.diagnostics import Path


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that the model declares at a path, in its order."""
    owner = model_at(model, path)
    return list(owner.model_fields) if owner else []


def model_at(model: type[BaseModel] | None, path: Path) -> type[BaseModel] | None:
    """Return the model of the map at a path, or None if the path leads to something else."""
    for step in path:
        if isinstance(step, str) and model is not None:
            field = model.model_fields.get(step)
            model = _inner_model(field.annotation) if field else None
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `tuple[Webinar, ...] | None`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_inner_model, get_args(annotation))), None)
