"""The files of certificates, the lists of their people, and the key that signs them."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from sstc_cli import documents
from sstc_cli.certificates.awards import Awards, list_rows, signed
from sstc_cli.certificates.code import printed
from sstc_cli.certificates.private_folder import certificate_files, certificate_folder
from sstc_cli.certificates.sign import KEY, public_key
from sstc_cli.certificates.verify import PLACE, seal, with_key, with_revoked
from sstc_cli.cli.certificates.desk import Desk
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.files import drop, settings_folders, write_whole, writing
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import keys_in, settings_locked
from sstc_cli.documents import LazyFiles
from sstc_cli.errors import SstcError
from sstc_cli.lock import locked, make_private_folder
from sstc_cli.model.certificates import CertificateFile
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.store.certificates import Issued, record_issued
from sstc_cli.views.certificate import Certificate, CertificateView, certificate_view
from sstc_cli.workspace.published import CERTIFICATES, certificate_file, certificate_text

_NAME = "certificates.key"


def certificate_key_file() -> Path:
    """Return the file of this user's key."""
    return settings_folders()[0] / _NAME


def read_secret() -> bytes | None:
    """Return the key that signs, or None if there is none yet."""
    keys = keys_in(certificate_key_file())
    return keys[0] if keys else None


def make_secret() -> bytes:
    """Return the key that signs; make it at the first certificate."""
    if secret := read_secret():
        return secret
    with settings_locked(certificate_key_file()):
        return read_secret() or _new_secret()


def rotate_secret(root: Path) -> bytes:
    """Make a new key, and keep only the public half of the old one, in the file of the workspace.

    A person with a copy of the old key can still sign with it: that is why it is not kept here.
    """
    with settings_locked(certificate_key_file()):
        if old := read_secret():
            publish_key(root, old)
        secret = _new_secret()
    publish_key(root, secret)
    return secret


def publish_key(root: Path, secret: bytes) -> bool:
    """Write the public half of a key into the public file, and return whether that is new."""
    return change_public_file(root, lambda contents: with_key(contents, public_key(secret)))


def change_public_file(root: Path, change: Callable[[CertificateFile], CertificateFile]) -> bool:
    """Change the public file, and return whether it is another one now.

    One command at a time reads and writes it, so that no key and no revoked number is lost.
    """
    file = root / CERTIFICATES
    with writing(file), locked(file):
        return write_whole(file, certificate_text(change(certificate_file(root))), root=root)


def _new_secret() -> bytes:
    secret = secrets.token_bytes(KEY)
    write_whole(certificate_key_file(), secret.hex().encode(), mode=0o600, root=None)
    return secret


Made = Iterator[tuple[str, Callable[[], CertificateView]]]


def write_lists(session: Session, desk: Desk, found: Sequence[Awards]) -> list[Path]:
    """Write only the private lists of who would get a certificate, and who not."""
    known = {one.known.serial: one.known for awards in found for one in awards.given if one.known}
    return _deliver(session, desk, _lists(found, known, {}))


def write_certificates(
    session: Session, desk: Desk, found: Sequence[Awards], formats: Sequence[str]
) -> list[Path]:
    """Issue certificates: write their files, and record them once all files are ready."""
    secret, day = make_secret(), desk.day.isoformat()
    made = {
        award.serial: signed(award, awards.scope, secret, day)
        for awards in found
        for award in awards.given
    }
    makes = {"certificate": partial(_views, desk, found, made)}
    languages = [(code,) for code in desk.series.languages]
    request = documents.Request(formats, languages)
    composed = documents.compose(desk.workspace, desk.series, makes, request)
    for what, hint in composed.letterhead_notes:
        session.say(f"warning: templates/letterhead.docx has {what}\nhelp: {hint}")
    files = composed.files["certificate"]
    names = {certificate.serial: _names(certificate, files) for certificate in made.values()}
    sealed = {name: partial(_sealed, name, make, secret) for name, make in files.items()}
    replaced = [one.serial for awards in found for one in awards.replaced]

    def record() -> None:
        _publish(desk, secret, replaced)
        record_issued(desk.store, desk.pseudonyms, [*made.values()], replaced, desk.day)

    written = _deliver(session, desk, {**sealed, **_lists(found, made, names)}, record)
    drop(certificate_files(desk.workspace, replaced, lists=False))
    for message, hint in composed.missing_translations():
        session.say(f"warning: {message}\nhelp: {hint}")
    return written


def _views(desk: Desk, found: Sequence[Awards], made: Mapping[str, Issued], language: str) -> Made:
    """Yield the certificates in a language, with the beginning of the names of their files."""
    for awards in found:
        scope = awards.scope
        for award in awards.given:
            if award.language == language:
                code = made[award.serial].code
                certificate = Certificate(
                    scope.kind.word, award.claims.name, scope.is_series, award.claims.number, code,
                    (printed(code), PLACE), len(scope.webinars), desk.public.verify_url,
                )  # fmt: skip
                chosen = [one for one in scope.webinars if one.id in award.decision.webinars]
                view = partial(certificate_view, desk.series, chosen, certificate, language)
                yield f"{scope.name}.{award.serial}", view


def _sealed(name: str, make: Callable[[], bytes], secret: bytes) -> bytes:
    """Return a file with its seal; an error names the certificate, and not the person."""
    try:
        return seal(make(), secret)
    except SstcError as error:
        raise SstcError(f"{name}: {error.message}", error.hint, error.status) from error


def _names(certificate: Issued, files: Mapping[str, object]) -> str:
    return ", ".join(name for name in files if certificate.serial in name)


def _publish(desk: Desk, secret: bytes, replaced: Sequence[str]) -> None:
    """Write the public key and the newly revoked numbers where they are public."""
    root = desk.workspace.root
    publish_key(root, secret)
    revoke_publicly(desk, replaced)


def revoke_publicly(desk: Desk, serials: Sequence[str]) -> None:
    """Add the salted hashes of revoked numbers to the public file."""
    if serials:
        root = desk.workspace.root
        salt = desk.pseudonyms.digest("revoked", desk.series.id)
        numbers = [bytes.fromhex(serial) for serial in serials]
        change_public_file(root, lambda contents: with_revoked(contents, numbers, salt))


def _lists(
    found: Sequence[Awards], codes: Mapping[str, Issued], names: Mapping[str, str]
) -> dict[str, Callable[[], bytes]]:
    """Return the makers of a list for each scope, by the names of their files."""

    def make(awards: Awards) -> bytes:
        rows = [*list_rows(awards, codes, lambda one: names.get(one.serial, ""))]
        return write_workbook({"certificates": (rows, 1)})

    return {
        f"{awards.scope.name}-{awards.scope.kind.word}.xlsx": partial(make, awards)
        for awards in found
    }


def _deliver(
    session: Session,
    desk: Desk,
    files: Mapping[str, Callable[[], bytes]],
    once_ready: Callable[[], None] = lambda: None,
) -> list[Path]:
    folder = certificate_folder(desk.workspace)
    make_private_folder(folder.parent)
    return deliver(
        session.silent, LazyFiles(files), folder, None, mode=0o600, once_ready=once_ready
    )
