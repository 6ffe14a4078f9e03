"""LibreOffice, as a reader of Word files."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from conftest import missing_program


def printed(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return what LibreOffice prints of Word files, as PDF, by the names of the files."""
    if shutil.which("soffice") is None:
        missing_program("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}",
               "--convert-to", "pdf", "--outdir", folder, *folder.glob("*.docx")]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}
