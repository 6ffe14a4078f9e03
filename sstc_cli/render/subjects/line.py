"""The subject of an e-mail: one line of plain text that programs show whole."""

from markdown_it.tree import SyntaxTreeNode

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.mail.shorten import beginnings, shortened
from sstc_cli.render.parse import parse, plain_text
from sstc_cli.render.subjects.block import ENDS, STARTS, unfitted

LONGEST = 120  # characters
_SHORTEST = 10  # characters of a topic: fewer do not tell what it is about


def subject_line(markdown: str, name: str) -> str:
    """Return the subject of a document; refuse one that is empty or too long.

    Words through the filter `fit` are cut after a word, up to their own colon if that is enough.
    """
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
    before, opened, rest = line.partition(STARTS)
    words, closed, after = rest.partition(ENDS)
    room = LONGEST - len(unfitted(before + after))
    if not (opened and closed) or len(words) <= room or room < _SHORTEST:
        return line
    parts = beginnings(words)
    whole = next((part for part in parts if len(part) <= room), None)
    return before + (whole or shortened(parts[-1], room)) + after
