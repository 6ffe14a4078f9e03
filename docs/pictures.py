"""Draw documents and terminals of the 2020 series for the docs: `make pictures`.

The documents need LibreOffice, poppler and Chromium, which `.ci/tools` installs for the tests. The
terminals need nothing, so `make docs` draws them too.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

sys.path.insert(0, str(Path(__file__).parent))

import shell

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
# the name of the picture, the words after `sstc report render`, and the page
REPORTS = {"webinar-report": (("7",), 1), "report-summary": ((), 2)}
# the name of the picture, and the command in its terminal
TERMINALS = {
    "validate": "sstc validate --today 2020-09-01",
    "status": "sstc status --today 2020-09-01 --zone Africa/Nairobi",
}
# webinar 7 moves into a break
MISTAKE = (("2020-10-09 15:30", "2020-10-02 15:30"), ("2020-10-09 17:00", "2020-10-02 17:00"))
WIDTH = 96


def render(folder: Path, kind: str, words: tuple[str, ...], workspace: Path = REPOSITORY) -> Path:
    """Render a document into an empty folder, and return its first file."""
    target = Path(tempfile.mkdtemp(dir=folder))
    command = [sys.executable, "-m", "sstc_cli", "--workspace", workspace, "documents", "render",
               *words, "--format", kind, "-o", f"{target}/"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return min(target.iterdir())


def on_letterhead(folder: Path) -> Path:
    """Make a workspace with the letterhead that the tests draw."""
    sys.path.insert(0, str(REPOSITORY / "tests"))
    from letterheads import two_logos  # noqa: PLC0415 found by the line above

    workspace = folder / "workspace"
    shutil.copytree(REPOSITORY / "data", workspace / "data")
    (workspace / "templates").mkdir()
    (workspace / "templates" / "letterhead.docx").write_bytes(two_logos("table"))
    return workspace


def reports(folder: Path) -> None:
    """Draw pages of the evaluation report of the example."""
    shell.prepare(folder / "answers")
    run = shell.runner(folder / "answers")
    run(["sstc", "surveys", "import", "exit.xlsx", "exports/*.csv"])
    for picture, (words, page) in REPORTS.items():
        file = folder / f"{picture}.pdf"
        status, _, err = run(["sstc", "report", "render", *words, "-o", str(file)])
        if status:
            raise SystemExit(err)
        draw(file, picture, page)


def draw(pdf: Path, name: str, page: int = 1) -> None:
    """Draw a page of a PDF."""
    place = str(page)
    command = ["pdftoppm", "-png", "-r", str(DPI), "-f", place, "-l", place, "-singlefile"]
    subprocess.run([*command, pdf, PICTURES / name], check=True)


def convert(word: Path, folder: Path) -> Path:
    """Convert a Word file to PDF, as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, word]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{word.stem}.pdf"


def draw_translations(folder: Path) -> None:
    """Draw the workbook of a translator, in which the names of the themes are missing."""
    root = folder / "translations"
    shell.prepare(root)
    plan = root / "data" / "webinars.yaml"
    before, themes, after = re.split(r"(?m)(^themes:\n(?:[ #-].*\n)+)", plan.read_text("utf-8"))
    themes = re.sub(r", zh: [^}]+", "", themes)
    plan.write_text(before + themes + after, encoding="utf-8")
    command = [sys.executable, "-m", "sstc_cli", "--workspace", root, "translations", "export",
               "--language", "zh", "--all", "-o", folder / "words.xlsx"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    draw(convert(folder / "words.xlsx", folder), "translations", 3)


def draw_site(folder: Path) -> None:
    """Draw the page of a webinar on the site: wide, and in Chinese on a phone."""
    root = folder / "site"
    shell.prepare(root)
    sstc = [sys.executable, "-m", "sstc_cli", "--workspace", root]
    for words in (
        ("release", "publish", "plan", "--today", "2020-07-01"),
        ("site", "build", "--today", "2020-09-01"),
    ):
        subprocess.run([*sstc, *words], check=True, capture_output=True)
    page = "webinars/sustainable-logistics.html#zone=America/Bogota"
    base = root / "out" / "site"
    photograph(base / "zh" / "webinars" / "sustainable-logistics.html", "site-phone", folder)
    looks = ["--hide-scrollbars", "--window-size=1000,900", "--virtual-time-budget=5000"]
    command = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={folder}/chromium",
               *looks, f"--screenshot={PICTURES / 'site.png'}",
               f"{(base / 'en').as_uri()}/{page}"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


def draw_office(folder: Path) -> None:
    """Draw two pages of the office, with an import, a release and a move behind them."""
    sys.path[:0] = [str(REPOSITORY / "tests"), str(REPOSITORY / "tests" / "render")]
    from browser import Browser  # noqa: PLC0415 found by the line above

    root = folder / "office"
    shell.prepare(root)
    sstc = [sys.executable, "-m", "sstc_cli", "--workspace", root, "--today", "2020-09-20"]
    for words in (
        ("release", "publish", "plan"),
        ("schedule", "move", "9", "--time", "16:00"),
        ("due", "done", "registration", "6"),
        ("documents", "render", "agenda", "6", "--language", "en"),
    ):
        subprocess.run([*sstc, *words], check=True, capture_output=True)
    command = [*sstc, "open", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        address = next(iter(server.stdout or ())).strip()
        with Browser(folder) as browser:
            browser.call("Emulation.setScrollbarsHidden", hidden=True)
            browser.open(address)
            for name, path, height in (
                ("office", "/", 980),
                ("office-webinar", "/webinars/7", 1070),
            ):
                size = {"width": 1000, "height": height, "deviceScaleFactor": 1, "mobile": False}
                browser.call("Emulation.setDeviceMetricsOverride", **size)
                browser.open(f"{address.partition('/enter/')[0]}{path}")
                while browser.value("Boolean(document.querySelector('.waits'))"):
                    browser.open(f"{address.partition('/enter/')[0]}{path}")
                browser.value("document.querySelector('details')?.setAttribute('open', '')")
                shot = browser.call("Page.captureScreenshot")["data"]
                (PICTURES / f"{name}.png").write_bytes(b64decode(shot))
        server.terminate()


def photograph(page: Path, name: str, folder: Path) -> None:
    """Draw a page as on a phone; Chromium's own window is never narrower than 500 pixels."""
    frame = folder / "phone.html"
    looks = "border: 0; width: 375px; height: 510px; zoom: 1.3333"
    body = f'<body style="margin: 0"><iframe src="{page.as_uri()}" style="{looks}">'
    frame.write_text(f"<!doctype html>{body}", encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={folder}/chromium",
               "--hide-scrollbars", "--window-size=500,680", f"--screenshot={PICTURES / name}.png",
               frame.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


def terminal(name: str) -> str:
    """Return the picture of a command's real output, as SVG: the same bytes each time."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "series"
        shell.prepare(root)
        if name == "validate":
            _make_a_mistake(root / "data" / "webinars.yaml")
        line = TERMINALS[name]
        words = ["sstc", "--color", "always", *line.split()[1:]]
        _, out, err = shell.runner(root, WIDTH)(words)
    console = Console(
        record=True, width=WIDTH, file=StringIO(), force_terminal=True, legacy_windows=False
    )
    console.print(Text.assemble(("$ ", "bold green"), (line, "bold")))
    console.print(Text.from_ansi(shell.steady(out + err).rstrip()))
    console.print()  # a viewer may cut the last line
    return console.export_svg(
        title=line.split(" --")[0],
        theme=DIMMED_MONOKAI,
        code_format=_svg_format(),
        unique_id=f"sstc-{name}",
    )


def _make_a_mistake(data: Path) -> None:
    text = data.read_text(encoding="utf-8")
    for old, new in MISTAKE:
        if text.count(old) != 1:
            raise SystemExit(f"error: {old} is not once in data/webinars.yaml")
        text = text.replace(old, new)
    data.write_text(text, encoding="utf-8")


def _svg_format() -> str:
    """Return rich's picture without its fonts, which a browser would fetch from a network."""
    from rich._export_format import CONSOLE_SVG_FORMAT  # noqa: PLC0415 no public name

    local = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return local.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace")


def draw_terminals() -> None:
    """Draw all terminals."""
    PICTURES.mkdir(exist_ok=True)
    for name in TERMINALS:
        (PICTURES / f"{name}.svg").write_text(terminal(name), encoding="utf-8", newline="\n")
        print(f"docs/pictures/{name}.svg")


def main() -> int:
    draw_terminals()
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
        draw_site(folder)
        draw_translations(folder)
        draw_office(folder)
        for picture, words in PHONE.items():
            photograph(render(folder, "html", words), picture, folder)
        reports(folder)
    for file in sorted(PICTURES.glob("*.png")):
        print(file.relative_to(REPOSITORY))
    return 0


if __name__ == "__main__":
    sys.exit(main())
