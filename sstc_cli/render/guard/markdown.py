"""The size of Markdown, before a parser or Typst takes a time that grows with its square."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from sstc_cli.errors import ExitCode, SstcError

_DEEPEST = 30  # levels; a list inside a list is two levels deeper
_MOST_MARKS, _LONGEST_WORD = 2_000, 10_000
_MARKS = re.compile(r"(?<!\\)[\[*_~`<]")
# The words that `figure.typ` breaks anywhere. Typst takes a time that grows with the square of
# their characters in a paragraph: 4 seconds for 90,000.
_LONG_WORDS = re.compile(r"[!-~\u00c0-\u024f\u0400-\u04ff]{25,}")
_MOST_IN_LONG_WORDS, _MOST_IN_A_PDF = 20_000, 100_000
# Kilobytes that Typst needs, measured: for a line, a cell, 1,000 characters; and those it may take.
_OF_A_LINE, _OF_A_CELL, _OF_1000_CHARACTERS = 45, 25, 450
_MOST_FOR_A_PDF = 520_000
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
        if _in_long_words(token.content) > _MOST_IN_LONG_WORDS:
            raise _refused("a paragraph of very long words")


def check_length(markdown: str) -> None:
    """Refuse a document that takes more than 600 MB as a PDF, or is full of very long words."""
    if _in_long_words(markdown) > _MOST_IN_A_PDF:
        raise _refused("too many very long words for a PDF")
    lines = markdown.count("\n") - markdown.count("\n\n")
    needed = lines * _OF_A_LINE + markdown.count("|") * _OF_A_CELL
    needed += len(markdown) * _OF_1000_CHARACTERS // 1_000
    if needed > _MOST_FOR_A_PDF:
        message = "the document is too long for a PDF, which would take more than 600 MB of memory"
        hint = "choose `--format html` and print it from a browser, or choose `--format docx`"
        raise SstcError(message, hint, ExitCode.DATA)


def _in_long_words(text: str) -> int:
    """Return the number of characters in words that are longer than a line may be."""
    return sum(map(len, _LONG_WORDS.findall(text)))


def _refused(what: str) -> SstcError:
    return SstcError(f"the document has {what}", _HINT, ExitCode.DATA)
