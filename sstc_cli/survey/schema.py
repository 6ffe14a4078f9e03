"""The tables of the store. A change here needs a new VERSION."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

VERSION = "1"

METADATA = MetaData()
ABOUT = Table("about", METADATA, Column("name", String, primary_key=True), Column("value", Text))
IMPORTS = Table(
    "imports",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("platform", String, nullable=False),
    Column("survey", String, nullable=False),
    Column("imported", String(10), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
)
IDENTITIES = Table(
    "identities",
    METADATA,
    Column("person", String(64), primary_key=True),
    Column("email", Text),
    Column("name", Text),
    Column("organisation", Text),
    Column("contacts", Text, nullable=False),
)
RESPONSES = Table(
    "responses",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("content", String(64), nullable=False),
    Column("import_id", ForeignKey("imports.id"), nullable=False),
    Column("survey", String, nullable=False, index=True),
    Column("webinar", Integer, nullable=False),
    Column("platform", String, nullable=False),
    Column("row", Integer, nullable=False),
    Column("submitted", Text),
    Column("consent", Text),
    Column("person", String(64), index=True),
    Column("answers", Text, nullable=False),
    Column("others", Text, nullable=False),
    Column("extras", Text, nullable=False),
)
