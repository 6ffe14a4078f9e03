"""The background with numbered marks of its sources, and the list of the sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from sstc_cli.model import Citation, Series
from sstc_cli.views.background.source_marks import marked


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list at the end."""

    number: Annotated[int, "1, 2, 3 … in the order of mention"]
    title: Annotated[str, "author, title and page"]
    url: Annotated[str | None, "web address of the source, where it is first mentioned"]
    site: Annotated[str | None, "the address's site, for example `www.un.org`"]


@dataclass(frozen=True, slots=True)
class BackgroundParagraph:
    """A paragraph of the background."""

    text: Annotated[str, "the paragraph, with the numbers of its sources in brackets"]


def background(
    series: Series, language: str
) -> tuple[tuple[BackgroundParagraph, ...], tuple[SourceLine, ...]]:
    """Return the paragraphs of the background, and their sources in the order of mention."""
    numbers: dict[Citation, int] = {}
    paragraphs = tuple(
        BackgroundParagraph(marked(part, numbers, language)) for part in series.background
    )
    return paragraphs, _sources(numbers, language)


def _sources(numbers: Mapping[Citation, int], language: str) -> tuple[SourceLine, ...]:
    """Return the list of sources; a second page of one report does not repeat its address."""
    lines, seen = [], set()
    for source, number in numbers.items():
        url = None if source.url in seen else source.url
        seen.add(source.url)
        lines.append(SourceLine(number, source.title.pick(language), url, site_of(url)))
    return tuple(lines)


def site_of(url: str | None) -> str | None:
    """Return the site of a web address, which a reader of paper can type."""
    return urlsplit(url).hostname if url else None
