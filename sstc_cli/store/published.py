"""The summaries published from a store: their webinars, and the number of their responses."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert

from sstc_cli.store.database import decoded, transaction
from sstc_cli.store.migrate import read_about
from sstc_cli.store.owner import record_series
from sstc_cli.store.schema import ABOUT
from sstc_cli.store.store import Store

_NAME = "published"  # in the table `about`


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """The responses to a survey from some webinars, or the people who attended these."""

    survey: str
    webinars: tuple[int, ...]
    n: int


def published_scopes(store: Store) -> list[Scope]:
    """Return what has been published, in order."""
    with store.reading() as connection:
        return _read(read_about(connection)) if connection else []


def record_published(store: Store, scopes: Iterable[Scope]) -> None:
    """Remember what is published. Nothing is written if all of it was published before."""
    new = {*scopes} - {*published_scopes(store)}
    if not new or not store.begun:
        return
    with transaction(store.database, writing=True) as connection:
        about = read_about(connection)
        record_series(connection, about, store.series)
        known = sorted({*_read(about), *new})
        text = json.dumps([[scope.survey, scope.webinars, scope.n] for scope in known])
        connection.execute(delete(ABOUT).where(ABOUT.c.name == _NAME))
        connection.execute(insert(ABOUT).values(name=_NAME, value=text))


def _read(about: dict[str, str]) -> list[Scope]:
    rows = decoded(about.get(_NAME, "[]"))
    return [Scope(survey, tuple(webinars), n) for survey, webinars, n in rows]
