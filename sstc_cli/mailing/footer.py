"""What a mail has below its document: how to get no more invitations, and the series' calendar."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from sstc_cli.mailing.mailing import Mailing
from sstc_cli.render import Document, Templates
from sstc_cli.render.escape import link
from sstc_cli.views.mail.labels import MailLabel


def stop_link(address: str, code: str) -> str:
    """Return a link that writes the mail by which a person gets no more invitations."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote(f'stop {code}')}"


def footed(document: Document, mailing: Mailing, templates: Templates, code: str) -> Document:
    """Return a document with what belongs below it in a mail."""
    lines = [*_lines(mailing, templates, code)]
    if not lines:
        return document
    below = "\n\n".join(lines)
    return replace(document, markdown=f"{document.markdown}\n---\n\n{below}\n")


def _lines(mailing: Mailing, templates: Templates, code: str) -> Iterator[str]:
    if mailing.message.kind == "invitation":
        address = mailing.series.mail.reply_to or mailing.sender.email or ""
        words = templates.label(MailLabel.STOP).replace("{address}", link(address))
        yield words.replace("{subject}", f"stop {code}")
