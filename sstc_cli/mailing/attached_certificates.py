"""The certificates of people about a webinar, as attachments of mails to them."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from sstc_cli.certificates.private_folder import certificate_folder
from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import entries
from sstc_cli.mail.message import Attachment
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients import Chosen
from sstc_cli.store import Store
from sstc_cli.store.certificates import issued
from sstc_cli.views.file_names import stem_of

Attached = Mapping[str, tuple[Attachment, ...]]  # by the addresses of people


def certificates_for(mailing: Mailing, store: Store, chosen: Chosen) -> Attached:
    """Return the valid certificates of people about a webinar; leave out people without one."""
    if "certificate" not in mailing.message.with_ or mailing.webinar is None:
        return {}
    digests = {mailing.key.person(who.address.readable): key for key, who in chosen.people.items()}
    files = entries(certificate_folder(mailing.workspace))
    found: dict[str, list[Attachment]] = defaultdict(list)
    for one in issued(store):
        key = digests.get(one.person)
        if key and one.scope == mailing.webinar.id and one.revoked is None:
            name = f"{stem_of(mailing.webinar)}.{one.kind}"
            found[key] += [
                Attachment(f"{name}{file.suffix}", _KINDS[file.suffix], _read(file))
                for file in files
                if one.serial in file.name and file.suffix in _KINDS
            ]
    if without := chosen.people.keys() - {key for key, attached in found.items() if attached}:
        chosen.people = {key: who for key, who in chosen.people.items() if key not in without}
        chosen.left_out["no certificate of the webinar: `sstc certificates issue`"] = len(without)
    return {key: tuple(attached) for key, attached in found.items()}


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
