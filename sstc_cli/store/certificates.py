"""The certificates that were issued: recorded, listed and revoked."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import CERTIFICATES
from sstc_cli.store.store import Store

_C = CERTIFICATES.c


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate in the store: `scope` is the id of its webinar, or empty for the series.

    `serial` is in hexadecimal digits, and `last` the day of its last webinar; `issued` and
    `revoked` are days too.
    """

    serial: str
    person: str
    email: str
    name: str
    language: str
    kind: str
    scope: str
    last: str
    code: str
    issued: str
    revoked: str | None = None


def issued(store: Store) -> list[Issued]:
    with store.reading() as connection:
        if connection is None:
            return []
        rows = connection.execute(select(CERTIFICATES).order_by(_C.serial))
        return [Issued(**row._mapping) for row in rows]


def record_issued(
    store: Store,
    pseudonyms: PseudonymKey,
    new: Sequence[Issued],
    replaced: Iterable[str],
    day: date,
) -> None:
    """Record new certificates and languages of known ones, and revoke those `replaced`."""
    with store.writing(pseudonyms) as connection:
        known = {*connection.scalars(select(_C.serial))}
        for certificate in new:
            if certificate.serial in known:
                same = update(CERTIFICATES).where(_C.serial == certificate.serial)
                connection.execute(same.values(language=certificate.language))
        if rows := [asdict(one) for one in new if one.serial not in known]:
            connection.execute(insert(CERTIFICATES), rows)
        _revoke(connection, replaced, day)


def revoke(store: Store, serials: Iterable[str], day: date) -> None:
    with store.writing() as connection:
        _revoke(connection, serials, day)


def _revoke(connection: Connection, serials: Iterable[str], day: date) -> None:
    for serial in serials:
        row = update(CERTIFICATES).where(_C.serial == serial, _C.revoked.is_(None))
        connection.execute(row.values(revoked=day.isoformat()))
