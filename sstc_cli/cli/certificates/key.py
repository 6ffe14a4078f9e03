"""The key that signs certificates: beside the key of the surveys, never in a workspace."""

import secrets
from collections.abc import Callable
from pathlib import Path

from sstc_cli.certificates.sign import KEY, public_key
from sstc_cli.certificates.verify import with_key
from sstc_cli.cli.console.files import write_whole, writing
from sstc_cli.cli.console.secret.settings_lock import settings_locked
from sstc_cli.cli.console.secret.survey_key import keys_in
from sstc_cli.cli.console.settings import settings_folders
from sstc_cli.lock import locked
from sstc_cli.model.certificates import CertificateFile
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

    Whoever has a copy of the old key can still sign with it: that is why it is not kept here.
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
