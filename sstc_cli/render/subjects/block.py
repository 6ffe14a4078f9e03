"""The block `subject` of a template, which is filled apart from the document."""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context
from markupsafe import Markup

SUBJECT = "subject"
# around words that may be cut; no text has these characters, because the data must not (E118)
STARTS, ENDS = "\ufdd0", "\ufdd1"
_FITTED = str.maketrans("", "", STARTS + ENDS)


def fitted(words: Markup) -> Markup:
    """Return words that a subject may cut to have room for the others."""
    return Markup(STARTS) + words + Markup(ENDS)  # noqa: S704 both are of no text


def unfitted(text: str) -> str:
    """Return a text without the marks around words that may be cut."""
    return text.translate(_FITTED)


class SubjectBlock:
    """What the block `subject` of a template has become: Markdown, or None without the block.

    It stands among the other blocks of its template, and uses the same names.
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
