"""The key of the survey pseudonyms: in the user's own settings, never in a workspace."""

import os
import secrets
import tempfile
from pathlib import Path

import typer

from sstc_cli.errors import SstcError

_BYTES = 32


def key_file() -> Path:
    """Where this user's key is: a folder of the user, which no workspace carries along."""
    return Path(typer.get_app_dir("sstc")) / "surveys.key"


def read_key() -> bytes | None:
    """The key, or None where none was made yet."""
    file = key_file()
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise SstcError(f"cannot read the key {file}", "restore it from a backup") from error
    if len(key) != _BYTES:
        raise SstcError(f"the key {file} is damaged", "restore it from a backup")
    return key


def make_key() -> bytes:
    """The key; made at the first import, readable by its owner only from its first byte."""
    if key := read_key():
        return key
    file = key_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(secrets.token_hex(_BYTES))
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(0o600)  # whatever the umask
            os.link(temporary, file)  # fails where another command was faster
        except FileExistsError:
            pass
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "survey pseudonyms need a key in that folder: check its rights"
        raise SstcError(f"cannot make the key {file}: {reason}", hint) from error
    return read_key() or make_key()
