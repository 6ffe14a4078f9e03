"""The tables of requests between two persons, who are there as digests that no rotation changes."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from sstc_cli.store.schema import METADATA

REQUESTS = Table(
    "requests",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("first", String(64), nullable=False, index=True),
    Column("second", String(64), nullable=False, index=True),
    Column("first_code", String(16), nullable=False, unique=True),
    Column("second_code", String(16), nullable=False, unique=True),
)
REQUEST_EVENTS = Table(
    "request_events",
    METADATA,
    Column("request", ForeignKey("requests.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("side", Integer),
    Column("day", String(10), nullable=False),
    Column("detail", String, nullable=False),
)
