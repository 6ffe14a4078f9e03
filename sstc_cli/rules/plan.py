"""What rules look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sstc_cli.model import Series, Survey


@dataclass(frozen=True)
class Plan:
    """A series with its surveys, as it stands on a day."""

    series: Series
    today: date
    surveys: Mapping[str, Survey] = field(default_factory=dict)
