"""The certificates that were issued: recorded, listed, revoked, and those who hold them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import CERTIFICATES
from sstc_cli.store.store import Store

_C = CERTIFICATES.c


def erase_certificates(connection: Connection, where: ColumnElement[bool]) -> tuple[str, ...]:
    """Delete certificates, and return the numbers that they had."""
    gone = serials(connection, where)
    connection.execute(delete(CERTIFICATES).where(where))
    return gone


def serials(connection: Connection, where: ColumnElement[bool]) -> tuple[str, ...]:
    """Return the numbers of the certificates that fulfil a condition."""
    return tuple(connection.scalars(select(_C.serial).where(where).order_by(_C.serial)))


def certificates_of(person: str) -> ColumnElement[bool]:
    """Return the condition that a certificate is of a person."""
    return _C.person == person


def certificates_before(day: date) -> ColumnElement[bool]:
    """Return the condition that the last webinar of a certificate was before a day."""
    return _C.last < day.isoformat()


def holders(connection: Connection, digest: Callable[[str], str]) -> dict[str, str]:
    """Return the pseudonyms of the holders of certificates, each with the digest of the address."""
    rows = connection.execute(select(_C.person, _C.email).distinct())
    return {row.person: digest(row.email) for row in rows}


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate in the store: `scope` is the number of its webinar, or `series`.

    `serial` is in hexadecimal digits, and `last` the day of its last webinar; `issued` and
    `revoked` are days, too.
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
    """Return all certificates, in the order of their numbers."""
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
    """Note that certificates are revoked."""
    with store.writing() as connection:
        _revoke(connection, serials, day)


def _revoke(connection: Connection, serials: Iterable[str], day: date) -> None:
    for serial in serials:
        row = update(CERTIFICATES).where(_C.serial == serial, _C.revoked.is_(None))
        connection.execute(row.values(revoked=day.isoformat()))
