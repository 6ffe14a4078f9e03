"""What all models have in common."""

from functools import cached_property

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen, and without keys that nobody declared."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        ignored_types=(cached_property,),
        defer_build=True,  # what is only part of others needs no validator of its own
    )
