"""The size of Markdown, before a parser or Typst takes a time that grows with its square."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from sstc_cli.errors import ExitCode, SstcError

_DEEPEST = 30  # levels; a list inside a list is two levels deeper
_MOST_MARKS, _LONGEST_WORD = 2_000, 10_000
_MARKS = re.compile(r"(?<!\\)[\[*_~`<]")
_MOST_PDF_ROWS, _MOST_PDF_CHARACTERS = 20_000, 2_000_000
_HINT = "shorten the text or correct the template that it comes from"


def check_blocks(tokens: Sequence[Token]) -> None:
    """Refuse blocks that are nested very deep, and paragraphs full of marks or without spaces."""
    for token in tokens:
        if token.level > _DEEPEST:
            raise _refused("lists or quotes that are nested too deep")
        if len(token.content) <= _MOST_MARKS:
            continue
        if len(_MARKS.findall(token.content)) > _MOST_MARKS:
            raise _refused(f"a paragraph with more than {_MOST_MARKS:,} marks such as `[` or `*`")
        if max(map(len, token.content.split()), default=0) > _LONGEST_WORD:
            raise _refused(f"a word of more than {_LONGEST_WORD:,} characters")


def check_length(markdown: str) -> None:
    """Refuse a document that takes gigabytes as a PDF, most of them for the rows of its tables."""
    if markdown.count("\n|") > _MOST_PDF_ROWS or len(markdown) > _MOST_PDF_CHARACTERS:
        message = "the document is too long for a PDF"
        raise SstcError(
            message, "choose `--format html`, and print it from a browser", ExitCode.DATA
        )


def _refused(what: str) -> SstcError:
    return SstcError(f"the document has {what}", _HINT, ExitCode.DATA)
