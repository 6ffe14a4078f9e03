"""The glossary as TBX, which translation programs read (ISO 30042)."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from sstc_cli.model import Series
from sstc_cli.model.glossary import GlossaryTerm


def write_tbx(terms: Sequence[GlossaryTerm], series: Series) -> bytes:
    """Return the terms as TBX-Basic, in its style of categories as attributes."""
    return "\n".join(_lines(terms, series)).encode()


def _lines(terms: Sequence[GlossaryTerm], series: Series) -> Iterator[str]:
    main = series.languages[0]
    title = escape(series.title.pick(main))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<tbx style="dca" type="TBX-Basic" xml:lang="{main}" xmlns="urn:iso:std:iso:30042:ed-2">'
    yield f" <tbxHeader><fileDesc><sourceDesc><p>{title}</p></sourceDesc></fileDesc></tbxHeader>"
    yield " <text><body>"
    for number, term in enumerate(terms, 1):
        yield f'  <conceptEntry id="c{number}">'
        for language, words in {main: term.term, **term.translations}.items():
            section = f"<termSec><term>{escape(words)}</term></termSec>"
            yield f"   <langSec xml:lang={quoteattr(language)}>{section}</langSec>"
        yield "  </conceptEntry>"
    yield " </body></text>"
    yield "</tbx>"
    yield ""
