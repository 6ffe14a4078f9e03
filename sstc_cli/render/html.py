"""HTML: one page that needs nothing else, for a browser, a phone and a printer."""

from sstc_cli.render.parse import parse, reader, title_of
from sstc_cli.render.templates import Document, Templates


def write_html(document: Document, templates: Templates) -> bytes:
    """The bytes of an `.html` file: the Markdown, set in `layout.html.j2`."""
    tokens = parse(document.markdown)
    body = str(reader().renderer.render(tokens, reader().options, {}))
    return templates.page(document, title_of(tokens), body).encode()
