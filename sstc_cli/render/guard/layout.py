"""Explain why Typst cannot make a PDF, as a fault of the data or of the letterhead."""

import re

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.fonts import no_glyph
from sstc_cli.render.letterhead import LETTERHEAD

_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")


def explained_by_typst(message: str) -> SstcError:
    """Return an error that the data or a template has caused."""
    if text := _UNSHOWN.search(message):
        return no_glyph(_CODE_POINT.sub(lambda code: chr(int(code[1], 16)), text[1]))
    if "failed to process image" in message:
        hint = "open it in Word, and insert the logos again, as PNG"
        return SstcError(f"{LETTERHEAD} has a broken picture", hint, ExitCode.DATA)
    return pdf_failed(message.splitlines()[0][:200])


def pdf_failed(reason: str) -> SstcError:
    """Return the error for a document that Typst gives up."""
    hint = "choose `--format html`, and shorten what is very long or deeply nested in it"
    return SstcError(f"Typst cannot make this PDF: {reason}", hint, ExitCode.DATA)
