"""A batch for offices that send otherwise: a table of its mails, and drafts for Outlook."""

from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage

from sstc_cli.mail.message import as_draft
from sstc_cli.render.zipped import zipped
from sstc_cli.sheets.xlsx import write_workbook

_HEADER = ("address", "name", "subject", "text", "file")
MOST_BYTES = 2_000_000_000  # of a zip file that every program opens


def write_table(files: Mapping[str, bytes]) -> bytes:
    """Return a table of what each file says, by its name."""
    cells: list[list[str]] = []
    for name, data in files.items():
        mail = message_from_bytes(data, policy=policy.default)
        assert isinstance(mail, EmailMessage)  # noqa: S101
        (person,) = mail["To"].addresses
        body = mail.get_body(("plain",))
        text = body.get_content().replace("\r\n", "\n") if body else ""
        shown = " ".join(person.display_name.split())
        cells.append([person.addr_spec, shown, str(mail["Subject"]), text, name])
    return write_workbook({"mails": ([[*_HEADER], *cells], 1)})


def write_drafts(files: Mapping[str, bytes]) -> bytes:
    return zipped({name: as_draft(data) for name, data in files.items()})
