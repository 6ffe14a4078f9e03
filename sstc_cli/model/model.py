"""The base class of all models."""

from functools import cached_property

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        ignored_types=(cached_property,),
        defer_build=True,  # a model that is only part of others needs no validator of its own
    )
