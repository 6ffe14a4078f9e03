"""The public file of certificates: their keys, and the hashes of those that were revoked."""

from pathlib import Path

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.certificates.public import CertificateFile
from sstc_cli.source import build, locate, read, write

CERTIFICATES = Path("data") / "certificates.yaml"
_HEADING = "Public, and names nobody. Written by `sstc certificates`; add only `verify_url`."


def certificate_file(root: Path) -> CertificateFile:
    """Return the contents of the file; refuse one that is wrong, as some keys would be missing."""
    if not (root / CERTIFICATES).is_file():
        return CertificateFile()
    found, problems = _built(root)
    if found is None or problems:
        first = next(iter(problems), None)
        where = f":{first.place.line}" if first and first.place else ""
        what = first.message if first else "it is empty"
        hint = (first and first.hint) or "restore the file, for example from git or a backup"
        raise SstcError(f"{CERTIFICATES.as_posix()}{where}: {what}", hint, ExitCode.DATA)
    return found


def certificate_problems(root: Path) -> list[Diagnostic]:
    """Return what is wrong in the file."""
    return _built(root)[1] if (root / CERTIFICATES).is_file() else []


def certificate_text(contents: CertificateFile) -> bytes:
    """Return the bytes of the file with these contents."""
    return write(contents.plain_data(), _HEADING).encode()


def _built(root: Path) -> tuple[CertificateFile | None, list[Diagnostic]]:
    tree = read(root / CERTIFICATES, CERTIFICATES.as_posix())
    found, problems = build(tree, CertificateFile)
    return found, locate(tree, [*tree.diagnostics, *problems])
