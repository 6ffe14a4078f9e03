"""The people who hold certificates: found, and erased with them."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, select

from sstc_cli.store.certificates.table import CERTIFICATES

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
