"""The certificates of people about a webinar, as attachments of mails to them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from pathlib import Path

from sstc_cli.certificates.private_folder import certificate_folder
from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import entries
from sstc_cli.mail.message import Attachment
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients import Chosen
from sstc_cli.model import Webinar
from sstc_cli.store import Store
from sstc_cli.store.certificates import Issued, issued
from sstc_cli.views.file_names import stem_of
from sstc_cli.workspace import Workspace

Attached = Mapping[str, tuple[Attachment, ...]]  # by the addresses of people


def certificates_for(mailing: Mailing, store: Store, chosen: Chosen) -> Attached:
    """Return the valid certificates of people about a webinar; leave out people without one."""
    if "certificate" not in mailing.message.with_ or mailing.webinar is None:
        return {}
    digests = {mailing.key.person(who.address.readable): key for key, who in chosen.people.items()}
    found: dict[str, list[Attachment]] = defaultdict(list)
    for one, file in _files(mailing.workspace, store, mailing.webinar):
        if key := digests.get(one.person):
            name = f"{stem_of(mailing.webinar)}.{one.kind}{file.suffix}"
            found[key].append(Attachment(name, _KINDS[file.suffix], _read(file)))
    if without := chosen.people.keys() - found.keys():
        chosen.people = {key: who for key, who in chosen.people.items() if key not in without}
        chosen.left_out["no certificate of the webinar: `sstc certificates issue`"] = len(without)
    return {key: tuple(attached) for key, attached in found.items()}


def with_certificate(store: Store, webinar: Webinar) -> set[str]:
    """Return the digests of the people with a valid certificate of a webinar."""
    return {one.person for one in _valid(store, webinar)}


def withdrawn_certificates(
    workspace: Workspace, store: Store, webinar: Webinar, mails: Mapping[str, bytes]
) -> list[str]:
    """Return those of some mails, by their Message-IDs, whose certificate is no longer valid."""
    valid = {_read(file) for _, file in _files(workspace, store, webinar)}
    return [id_ for id_, data in mails.items() if not valid.issuperset(_attached_to(data))]


def _valid(store: Store, webinar: Webinar) -> list[Issued]:
    return [one for one in issued(store) if one.scope == webinar.id and one.revoked is None]


def _files(workspace: Workspace, store: Store, webinar: Webinar) -> Iterator[tuple[Issued, Path]]:
    """Yield the files of the valid certificates of a webinar."""
    files = [file for file in entries(certificate_folder(workspace)) if file.suffix in _KINDS]
    for one in _valid(store, webinar):
        yield from ((one, file) for file in files if one.serial in file.name)


def _attached_to(data: bytes) -> list[bytes]:
    """Return the certificates that a mail has as attachments."""
    parts = message_from_bytes(data, policy=policy.default).walk()
    return [part.get_content() for part in parts if part.get_content_type() in _KINDS.values()]


_KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"cannot read a certificate: {explained(error)}"
        raise SstcError(message, "issue it again: `sstc certificates issue`") from error
