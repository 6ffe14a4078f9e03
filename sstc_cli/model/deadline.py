"""A task with its due date. Field descriptions are the docs of the data file."""

from typing import Literal

from sstc_cli.model.base import Model, field
from sstc_cli.model.due import Due
from sstc_cli.model.text import Text
from sstc_cli.model.values import Day, Id


class Deadline(Model):
    """A task that is due around each webinar, or on days of the whole series."""

    id: Id = field(
        description="stable id; the concept note says how long before a webinar `agenda` is due, "
        "and speakers reply until `reply` is due"
    )
    name: Text = field(description="what has to be ready")
    for_: Literal["organisers", "speakers"] = field(
        default="organisers",
        description="`speakers` if it is a task of the speakers, which their briefs show "
        "[default: `organisers`]",
    )
    due: Due = field(
        description="for each webinar, for example `7 days before`, or for the whole series, for "
        "example `every Monday`"
    )
    message: Id | None = field(
        default=None, description="the id of the one of `messages` with which it is done"
    )
    done: dict[Day, Day] = field(
        default={},
        description="only for the whole series: days on which it was due, each with the day on "
        "which it was done",
    )
