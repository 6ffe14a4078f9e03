"""The tables of the store. A change here needs a new VERSION.

A webinar is known by its id, because its number changes with the plan.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = "1"

METADATA = MetaData()
ABOUT = Table("about", METADATA, Column("name", String, primary_key=True), Column("value", Text))
FORGOTTEN = Table("forgotten", METADATA, Column("person", String(64), primary_key=True))
IMPORTS = Table(
    "imports",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("platform", String, nullable=False),
    Column("survey", String, nullable=False),
    Column("imported", String(10), nullable=False),
    *(
        Column(name, Integer, nullable=False)
        for name in (*("rows", "new", "changed", "unchanged", "rejected", "refused", "withdrawn"),)
    ),
)


CODES = Table(
    "codes",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("question", String, primary_key=True),
    Column("comment", String(64), nullable=False),
    Column("themes", Text, nullable=False),
    Column("quote", Boolean(create_constraint=False), nullable=False),
)


def _identities(name: str, *, every: bool) -> Table:
    """Return a table of people, with the details from `every` import or only from the last one."""
    return Table(
        name,
        METADATA,
        Column("person", String(64), primary_key=True),
        Column("import_id", ForeignKey("imports.id"), primary_key=every, nullable=False),
        Column("email", Text),
        Column("name", Text),
        Column("organisation", Text),
        Column("contacts", Text, nullable=False),
    )


def _responses(name: str, *, every: bool) -> Table:
    """Return a table of answers, with `every` version of a row or only the last one.

    `also` is another key of the row, and `instant` its submission in a form that sorts by time.
    """
    return Table(
        name,
        METADATA,
        Column("key", String(64), primary_key=True),
        Column("also", String(64)),
        Column("content", String(64), nullable=False),
        Column("import_id", ForeignKey("imports.id"), primary_key=every, nullable=False),
        Column("survey", String, nullable=False, index=not every),
        Column("webinar", String, nullable=False),
        Column("platform", String, nullable=False),
        Column("row", Integer, nullable=False),
        Column("submitted", Text),
        Column("instant", Text, nullable=False, server_default=""),
        Column("consent", Text),
        Column("person", String(64), index=True),
        Column("answers", Text, nullable=False),
        Column("others", Text, nullable=False),
        Column("extras", Text, nullable=False),
        Column("superseded", Boolean(create_constraint=False), nullable=False, default=False),
    )


def _attendances(name: str, *, every: bool) -> Table:
    """Return a table of attendances, with `every` version of a row or only the last one."""
    return Table(
        name,
        METADATA,
        Column("key", String(64), primary_key=True),
        Column("content", String(64), nullable=False),
        Column("import_id", ForeignKey("imports.id"), primary_key=every, nullable=False),
        Column("webinar", String, nullable=False),
        Column("platform", String, nullable=False),
        Column("row", Integer, nullable=False),
        Column("person", String(64), index=True),
        Column("minutes", Integer, nullable=False),
    )


IDENTITIES = _identities("identities", every=False)
RESPONSES = _responses("responses", every=False)
ATTENDANCES = _attendances("attendances", every=False)
EARLIER_IDENTITIES = _identities("earlier_identities", every=True)
EARLIER_RESPONSES = _responses("earlier_responses", every=True)
EARLIER_ATTENDANCES = _attendances("earlier_attendances", every=True)

# The rows that count now, and those that an import put aside, so that it can be undone.
TABLE_PAIRS = (
    (RESPONSES, EARLIER_RESPONSES),
    (ATTENDANCES, EARLIER_ATTENDANCES),
    (IDENTITIES, EARLIER_IDENTITIES),
)
ROW_TABLES = (RESPONSES, EARLIER_RESPONSES, ATTENDANCES, EARLIER_ATTENDANCES)
PEOPLE_TABLES = (IDENTITIES, EARLIER_IDENTITIES)

# The ledger of mails, without any name or address. `id` is the Message-ID of a mail. Instants are
# seconds since 1970 by the clock of the database.
MAILINGS = Table(
    "mailings",
    METADATA,
    Column("id", String, primary_key=True),
    Column("message", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("webinar", String),
    Column("occasion", String, nullable=False),
    Column("facts", String, nullable=False),
    Column("release", String, nullable=False),
    Column("expires_at", String),
    Column("expires", Double),
    Column("prepared", String(10), nullable=False),
    Column("confirmed", Integer),
    Column("told", Text),
)
MAILS = Table(
    "mails",
    METADATA,
    Column("id", String, primary_key=True),
    Column("mailing", ForeignKey("mailings.id"), nullable=False),
    Column("person", String(64), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("language", String, nullable=False),
    Column("state", String, nullable=False),
    Column("owner", String),
    Column("lease", Double, index=True),
    Column("attempts", Integer, nullable=False),
    Column("first_at", Double),
    Column("next_at", Double),
    Column("at", Double, index=True),
    Column("reason", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("entry", String, nullable=False),
    Index("mails_by_state", "mailing", "state", "id"),
)
STOPS = Table(
    "stops",
    METADATA,
    Column("person", String(64), primary_key=True),
    Column("reason", String, nullable=False),
    Column("since", String(10), nullable=False),
)
BOUNCES = Table(
    "bounces",
    METADATA,
    Column("mail", ForeignKey("mails.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
)

# Requests between two persons, who are there as digests that no rotation changes.
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
# Those that were issued, with the names and addresses that they were issued to.
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
