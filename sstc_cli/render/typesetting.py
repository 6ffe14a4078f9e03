"""Typeset data with Typst, with the same bytes every time; nothing in it is read as markup."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.fonts import (
    MONO,
    NoFontError,
    check_fonts,
    families,
    font_folder,
    no_glyph,
    order_fonts,
    require_font,
    require_fonts,
)
from sstc_cli.render.stationery import LETTERHEAD, PLAIN, Look
from sstc_cli.render.templates import Document, Templates

try:
    import typst
except ImportError:  # sstc was installed without its extra `pdf`
    typst = None  # type: ignore[assignment]

_TEXT = Path(__file__).with_name("text.typ")
_STANDARDS: Any = ["a-2a", "ua-1"]
_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
_INSTALL = (
    "install Typst into the environment of sstc: `python -m pip install typst` there; with pipx, "
    "`pipx inject sstc-cli typst`; with uv, `uv tool install --with typst .` in the clone"
)


def require_typst(what: str) -> None:
    if typst is None:
        raise SstcError(f"{what} needs Typst, which is not installed", _INSTALL)


def is_installed() -> bool:
    return typst is not None


def typeset(  # noqa: PLR0913 all are settings of one file
    layout: Path,
    inputs: Mapping[str, str],
    own: Path | None,
    stamp: int,
    *,
    kind: Literal["pdf", "png", "svg"] = "pdf",
    density: int = 72,
    look: Look = PLAIN,
) -> bytes:
    """Return what a layout makes of the inputs: a PDF, or a picture of one page."""
    (made,) = typeset_pages(layout, inputs, own, stamp, kind=kind, density=density, look=look)
    return made


def typeset_pages(  # noqa: PLR0913 all are settings of one file
    layout: Path,
    inputs: Mapping[str, str],
    own: Path | None,
    stamp: int,
    *,
    kind: Literal["pdf", "png", "svg"],
    density: int = 72,
    look: Look = PLAIN,
) -> list[bytes]:
    """Return a PDF, or a picture of each page with so many pixels an inch.

    The layout reads each input as a JSON file of that name. `own` is the folder of the workspace's
    templates; `stamp` is the time of the PDF in Unix time. The font of the look is used if the
    workspace, or Typst, has its files.
    """
    needed = families("".join(inputs.values()))
    folder = tuple(font_folder(own))
    fonts = _fonts(folder, bool(needed))
    require_fonts(needed, fonts.families())
    own_fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folder)
    )
    everywhere = _fonts(folder, False).families()
    if look.is_required:
        require_font(look.font, everywhere)
    names = json.dumps(order_fonts(look.font, needed, own_fonts.families(), everywhere))
    settings: dict[str, Any] = {"pdf_standards": _STANDARDS} if kind == "pdf" else {"ppi": density}
    # other values of `sys.inputs` would make Typst forget all that it has evaluated
    texts = {**inputs, "fonts": names, "mono": json.dumps(MONO)}
    files = {f"{name}.json": text.encode() for name, text in texts.items()}
    try:
        made = _compiler(layout, folder, bool(needed)).compile(
            {"main": layout, **files}, format=kind, timestamp=stamp, **settings
        )
    except typst.TypstError as error:
        raise _explained(error) from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":  # of a panic in Rust, which has no class here
            raise
        raise _failed("it gave up") from error
    assert made is not None  # noqa: S101
    return [made] if isinstance(made, bytes) else made


def typeset_document(
    layout: Path,
    inputs: Mapping[str, Any],
    document: Document,
    templates: Templates,
    kind: Literal["pdf", "png"] = "pdf",
) -> bytes:
    """Return what a layout makes of a document, in the look of its stationery and its own date."""
    texts = {name: json.dumps(data, ensure_ascii=False) for name, data in inputs.items()}
    stamp = int(datetime.fromisoformat(document.revised).timestamp())
    return typeset(layout, texts, templates.own, stamp, kind=kind, look=templates.stationery.look)


def unshown(texts: Iterable[str], own: Path | None, look: Look) -> dict[str, NoFontError]:
    """Return the texts for which a PDF has no font, each with the reason; none without Typst."""
    found: dict[str, NoFontError] = {}
    for text in texts if typst else ():
        try:
            typeset(_TEXT, {"text": json.dumps(text, ensure_ascii=False)}, own, 0, look=look)
        except NoFontError as error:
            found[text] = error
    return found


def _explained(error: "typst.TypstError") -> SstcError:
    if text := _UNSHOWN.search(error.message):
        return no_glyph(_CODE_POINT.sub(lambda code: chr(int(code[1], 16)), text[1]))
    if "failed to process image" in error.message:
        hint = (
            "open it in Word, and insert the logos again, as PNG; export the person's picture again"
        )
        message = f"{LETTERHEAD}, or a person in data/webinars.yaml, has a broken picture"
        return SstcError(message, hint, ExitCode.DATA)
    return _failed(error.message.splitlines()[0][:200])


def _failed(reason: str) -> SstcError:
    hint = "choose `--format html`, and shorten what is very long or deeply nested in it"
    return SstcError(f"Typst cannot make this PDF: {reason}", hint, ExitCode.DATA)


@cache
def _fonts(own: tuple[Path, ...], system: bool) -> "typst.Fonts":
    """Return the fonts of the workspace and of Typst, and with `system` those of the machine."""
    for folder in own:
        check_fonts(folder)
    return typst.Fonts(include_system_fonts=system, font_paths=list(own))


@cache
def _compiler(layout: Path, own: tuple[Path, ...], system: bool) -> "typst.Compiler":
    return typst.Compiler(layout, root=layout.parent, font_paths=_fonts(own, system))
