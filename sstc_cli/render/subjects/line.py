"""The subject of an e-mail: one line of plain text that programs show whole."""

from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.shorten import beginnings, shortened
from sstc_cli.render.parse import parse, plain_text

LONGEST = 120  # characters
_SHORTEST = 10  # characters of a topic: fewer do not tell what it is about
# no text has these characters, because the data must not (E118)
_STARTS, _ENDS = "\ufdd0", "\ufdd1"
_FITTED = str.maketrans("", "", _STARTS + _ENDS)


def fitted(words: Markup) -> Markup:
    """Return words that a subject may cut to have room for the others."""
    return Markup(_STARTS) + words + Markup(_ENDS)  # noqa: S704 both are of no text


def unfitted(text: str) -> str:
    """Return a text without the marks around words that may be cut."""
    return text.translate(_FITTED)


def subject_line(markdown: str | None, name: str) -> str:
    """Return the subject of a document; refuse one that is missing, empty or too long.

    Words through the filter `fit` are cut after a word, up to their own colon if that is enough.
    """
    if markdown is None:
        hint = f"add the block from `sstc templates copy {name}`: `{{% block subject %}}`"
        message = f"templates/{name}.md.j2 has no block `subject`, so it cannot be sent by e-mail"
        raise SstcError(message, hint, ExitCode.DATA)
    nodes = SyntaxTreeNode(parse(markdown)).children
    line = " ".join(" ".join(map(plain_text, nodes)).split())
    subject = unfitted(_cut(line))
    if not 0 < len(subject) <= LONGEST:
        message = f"the subject of `{name}` has {len(subject)} characters: “{subject[:60]}”"
        hint = f"write 1 to {LONGEST}, with the topic through the filter `fit`, which may cut it"
        raise SstcError(message, hint, ExitCode.DATA)
    return subject


def _cut(line: str) -> str:
    """Return a line whose fitted words are cut as far as they must and may be."""
    before, opened, rest = line.partition(_STARTS)
    words, closed, after = rest.partition(_ENDS)
    room = LONGEST - len(unfitted(before + after))
    if not (opened and closed) or len(words) <= room or room < _SHORTEST:
        return line
    parts = beginnings(words)
    whole = next((part for part in parts if len(part) <= room), None)
    return before + (whole or shortened(parts[-1], room)) + after
