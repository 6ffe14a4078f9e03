"""What an invitation has below its document: how to get no more of them."""

from dataclasses import replace
from urllib.parse import quote

from sstc_cli.render import Document, Templates
from sstc_cli.render.escape import link
from sstc_cli.views.mail.labels import MailLabel


def stop_link(address: str, code: str) -> str:
    """Return a link that writes the mail by which a person gets no more invitations."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote(f'stop {code}')}"


def footed(document: Document, templates: Templates, address: str, code: str) -> Document:
    """Return a document with how to get no more invitations below it, by a mail to an address."""
    words = templates.label(MailLabel.STOP).replace("{address}", link(address))
    below = words.replace("{subject}", f"stop {code}")
    return replace(document, markdown=f"{document.markdown}\n---\n\n{below}\n")
