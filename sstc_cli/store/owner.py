"""The series of a store: the first one that writes to it, and the refusal of any other."""

from collections.abc import Mapping

from sqlalchemy import Connection, insert

from sstc_cli.errors import SstcError
from sstc_cli.store.schema import ABOUT

_NAME = "series"  # in the table `about`


def check_series(about: Mapping[str, str], series: str, label: str) -> None:
    """Refuse the store of another series."""
    owner = about.get(_NAME, series)
    if series and owner != series:
        hint = f"use another store, or set `id` in the data file back to `{owner}`"
        raise SstcError(f"the store {label} belongs to the series `{owner}`", hint)


def record_series(connection: Connection, about: Mapping[str, str], series: str) -> None:
    """Give a store that belongs to no series yet to this one."""
    if series and _NAME not in about:
        connection.execute(insert(ABOUT).values(name=_NAME, value=series))
