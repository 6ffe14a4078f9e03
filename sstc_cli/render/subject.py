"""The subject of an e-mail: a block of its template becomes one line of plain text."""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context
from markupsafe import Markup

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.text import beginnings, shortened

SUBJECT = "subject"
# around words that may be cut; no text has these characters, because the data must not (E118)
STARTS, ENDS = "\ufdd0", "\ufdd1"
_FITTED = str.maketrans("", "", STARTS + ENDS)


def fitted(words: Markup) -> Markup:
    """Return words that a subject may cut to have room for the others."""
    return Markup(STARTS) + words + Markup(ENDS)  # noqa: S704 both are of no text


def unfitted(text: str) -> str:
    return text.translate(_FITTED)


class SubjectBlock:
    """What the block `subject` of a template has become: Markdown, or None without the block.

    It is one of the blocks of its template, and uses the same names.
    """

    def __init__(self) -> None:
        self.markdown: str | None = None

    def pieces(self, template: Template, names: Mapping[str, Any]) -> Iterator[str]:
        """Yield the text of a template without the block, which is filled meanwhile."""
        context = template.new_context(dict(names))
        context.blocks[SUBJECT] = [self._fill, *context.blocks.get(SUBJECT, [])]
        try:
            yield from template.root_render_func(context)
        except Exception:  # noqa: BLE001 as `Template.generate` does, so that lines are right
            yield template.environment.handle_exception()

    def _fill(self, context: Context) -> Iterator[str]:
        """Fill the innermost block, which a template of the workspace may have replaced."""
        others = [block for block in context.blocks[SUBJECT] if block != self._fill]
        self.markdown = "".join(others[0](context))
        return iter(())


LONGEST = 120  # characters
_SHORTEST = 10  # characters of a topic: fewer do not tell what it is about


def subject_line(markdown: str, name: str) -> str:
    """Return the subject of a document; refuse one that is empty or too long.

    Words through the filter `fit` are cut after a word, up to their own colon if that is enough.
    """
    # few documents have one, and reading Markdown takes 20 ms to load
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    from sstc_cli.render.parse import parse, plain_text  # noqa: PLC0415

    nodes = SyntaxTreeNode(parse(markdown)).children
    line = " ".join(" ".join(map(plain_text, nodes)).split())
    subject = unfitted(_cut(line))
    if not 0 < len(subject) <= LONGEST:
        message = f"the subject of `{name}` has {len(subject)} characters: “{subject[:60]}”"
        hint = (
            f"it may have 1 to {LONGEST}: shorten templates/{name}.md.j2 or its labels; the filter "
            "`fit` cuts a long topic"
        )
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
