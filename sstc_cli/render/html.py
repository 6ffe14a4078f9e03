"""HTML: one page that needs nothing else, for a browser, a phone and a printer."""

from sstc_cli.render.parse import parse, reader, title_of
from sstc_cli.render.templates import Document, Templates


def write_html(document: Document, templates: Templates) -> bytes:
    """The bytes of an `.html` file: the Markdown, set in `layout.html.j2`."""
    parts = [parse(part.markdown) for part in document.parts]
    bodies = [str(reader().renderer.render(tokens, reader().options, {})) for tokens in parts]
    sections = map(_section, document.also, bodies[1:])
    return templates.page(document, title_of(parts[0]), "".join([bodies[0], *sections])).encode()


def _section(document: Document, body: str) -> str:
    """The document in a further language."""
    marks = f'lang="{document.language}" dir="{document.direction}"'
    return f"<section {marks}>\n{body}</section>\n"
