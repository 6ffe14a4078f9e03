"""The table of issued certificates, with the names and addresses that they were issued to."""

from sqlalchemy import Column, String, Table, Text

from sstc_cli.store.schema import METADATA

CERTIFICATES = Table(
    "certificates",
    METADATA,
    Column("serial", String(16), primary_key=True),
    Column("person", String(64), nullable=False, index=True),
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("last", String(10), nullable=False),
    Column("code", Text, nullable=False),
    Column("issued", String(10), nullable=False),
    Column("revoked", String(10)),
)
