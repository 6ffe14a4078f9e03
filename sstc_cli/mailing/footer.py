"""What a mail has below its document: how to get no more invitations, and the series' calendar."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from sstc_cli.mailing.mailing import Mailing
from sstc_cli.render import Document, Templates
from sstc_cli.render.escape import escape
from sstc_cli.views.mail.labels import MailLabel


def stop_link(address: str, code: str) -> str:
    """Return a link that writes the mail by which a person gets no more invitations."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote(f'stop {code}')}"


def footed(
    document: Document, mailing: Mailing, templates: Templates, code: str, *, linked: bool
) -> Document:
    """Return a document with what belongs below it in a mail; `linked` in a page, not in a text."""
    lines = [*_lines(mailing, templates, code, linked=linked)]
    if not lines:
        return document
    below = "\n\n".join(lines)
    return replace(document, markdown=f"{document.markdown}\n---\n\n{below}\n")


def _lines(mailing: Mailing, templates: Templates, code: str, *, linked: bool) -> Iterator[str]:
    if mailing.message.kind != "invitation":
        return
    address = mailing.series.mail.reply_to or mailing.sender.email or ""
    shown = str(escape(address))
    if linked:
        shown = f"[{shown}](<{stop_link(address, code)}>)"
    words = templates.label(MailLabel.STOP)
    yield words.replace("{address}", shown).replace("{subject}", f"stop {code}")
