"""A batch for offices that send otherwise: a table of its mails, and drafts for Outlook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from sstc_cli.mail.message import as_draft
from sstc_cli.render.zipped import zipped
from sstc_cli.sheets.xlsx import write_workbook

_HEADER = ("address", "name", "subject", "text", "file")
MOST_BYTES = 2_000_000_000  # of a zip file that every program opens


@dataclass(frozen=True, slots=True)
class ExportedMail:
    """A mail in the table, and the name of its file."""

    address: str
    name: str
    subject: str
    text: str
    file: str


def rows_of(files: Mapping[str, bytes]) -> Iterator[ExportedMail]:
    """Yield what the table says of each file, by its name."""
    for name, data in files.items():
        mail = message_from_bytes(data, policy=policy.default)
        assert isinstance(mail, EmailMessage)  # noqa: S101
        (person,) = mail["To"].addresses
        body = mail.get_body(("plain",))
        text = body.get_content().replace("\r\n", "\n") if body else ""
        shown = " ".join(person.display_name.split())
        yield ExportedMail(person.addr_spec, shown, str(mail["Subject"]), text, name)


def write_table(rows: Sequence[ExportedMail]) -> bytes:
    cells = [[row.address, row.name, row.subject, row.text, row.file] for row in rows]
    return write_workbook({"mails": ([[*_HEADER], *cells], 1)})


def write_drafts(files: Mapping[str, bytes]) -> bytes:
    return zipped({name: as_draft(data) for name, data in files.items()})
