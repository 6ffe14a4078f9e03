"""Draw the documents of the 2020 series for the docs: `make pictures`.

Needs LibreOffice, poppler and Chromium, which `.ci/tools` installs for the tests.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
PICTURES = REPOSITORY / "docs" / "pictures"
DPI = 55
# the name of the picture, and what `sstc documents render` is asked for
PDF = {
    "agenda": ("agenda", "7", "--language", "en"),
    "concept-note": ("concept-note", "--language", "en"),
    "programme": ("programme", "--language", "zh"),
    "invitation": ("invitation", "7", "--language", "zh"),
}
WORD = {"run-of-show-word": ("run-of-show", "7", "--language", "en")}
PHONE = {"agenda-phone": ("agenda", "7", "--language", "zh")}
LETTERHEAD = {"letterhead": ("agenda", "7", "--language", "en")}


def render(folder: Path, kind: str, words: tuple[str, ...], workspace: Path = REPOSITORY) -> Path:
    """The first file of a document, written into an empty folder."""
    target = Path(tempfile.mkdtemp(dir=folder))
    command = [sys.executable, "-m", "sstc_cli", "--workspace", workspace, "documents", "render",
               *words, "--format", kind, "-o", f"{target}/"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return min(target.iterdir())


def on_letterhead(folder: Path) -> Path:
    """A workspace with the letterhead that the tests draw."""
    sys.path.insert(0, str(REPOSITORY / "tests"))
    from letterheads import two_logos  # noqa: PLC0415 found by the line above

    workspace = folder / "workspace"
    shutil.copytree(REPOSITORY / "data", workspace / "data")
    (workspace / "templates").mkdir()
    (workspace / "templates" / "letterhead.docx").write_bytes(two_logos("table"))
    return workspace


def draw(pdf: Path, name: str) -> None:
    """The first page of a PDF."""
    command = ["pdftoppm", "-png", "-r", str(DPI), "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([*command, pdf, PICTURES / name], check=True)


def convert(word: Path, folder: Path) -> Path:
    """A Word file as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, word]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{word.stem}.pdf"


def photograph(page: Path, name: str, folder: Path) -> None:
    """A page as on a phone; Chromium's own window is never narrower than 500 pixels."""
    frame = folder / "phone.html"
    looks = "border: 0; width: 375px; height: 510px; zoom: 1.3333"
    body = f'<body style="margin: 0"><iframe src="{page.as_uri()}" style="{looks}">'
    frame.write_text(f"<!doctype html>{body}", encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={folder}/chromium",
               "--hide-scrollbars", "--window-size=500,680", f"--screenshot={PICTURES / name}.png",
               frame.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


def main() -> int:
    for tool in ("pdftoppm", "soffice", "chromium"):
        if shutil.which(tool) is None:
            raise SystemExit(f"error: {tool} is missing: run `sh .ci/tools`")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for picture, words in PDF.items():
            draw(render(folder, "pdf", words), picture)
        for picture, words in LETTERHEAD.items():
            draw(render(folder, "pdf", words, on_letterhead(folder)), picture)
        for picture, words in WORD.items():
            draw(convert(render(folder, "docx", words), folder), picture)
        for picture, words in PHONE.items():
            photograph(render(folder, "html", words), picture, folder)
    for file in sorted(PICTURES.glob("*.png")):
        print(file.relative_to(REPOSITORY))
    return 0


if __name__ == "__main__":
    sys.exit(main())
