"""The fields of `certificate.md.j2`: what one person attended, and the code that proves it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Annotated
from urllib.parse import urlsplit

from babel.units import format_unit

from sstc_cli.model import Series, Webinar
from sstc_cli.model.languages import locale_of
from sstc_cli.model.view import Facts
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.facts import DocumentView, document_fields
from sstc_cli.views.people import OrganiserFacts, in_language, organiser_facts, with_direction_mark


class CertifiedWebinar(Facts):
    """A webinar that the certificate is about."""

    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    date: Annotated[str, "its date"]


class Certificate(Facts):
    """What a certificate says of a person. `keywords` go into the properties of its file."""

    kind: str
    name: str
    is_series: bool
    number: str
    code: str
    keywords: tuple[str, ...]
    held: int
    verify_url: str | None = None


class CertificateView(DocumentView):
    """The certificate of one person."""

    kind: Annotated[str, "`attendance` or `completion`"]
    name: Annotated[str, "name as the person gave it"]
    is_series: Annotated[bool, "whether it is about the series, and not about one webinar"]
    webinars: Annotated[tuple[CertifiedWebinar, ...], "the webinars that the person attended"]
    held: Annotated[int, "number of webinars with known attendance"]
    first: Annotated[str, "date of the first of the webinars"]
    last: Annotated[str, "date of the last one"]
    duration: Annotated[str, "planned length of the webinars together, for example `1 hour`"]
    organisers: Annotated[tuple[OrganiserFacts, ...], "the organisers, some with a signatory"]
    number: Annotated[str, "number of the certificate, for example `7F3A-92C0-11DE-04B7`"]
    verify_url: Annotated[str | None, "where the page to check certificates is"]
    verify_site: Annotated[str | None, "that address for paper, without `https://`"]
    code: Annotated[str, "text of the QR code, which the layout draws"]
    keywords: Annotated[tuple[str, ...], "what is kept in the file to check it"]


def certificate_view(
    series: Series, webinars: Sequence[Webinar], made: Certificate, language: str
) -> CertificateView:
    days = [webinar.starts.date() for webinar in webinars]
    offices = series.organisers if made.is_series else series.organisers_of(webinars[0])
    return in_language(
        CertificateView,
        made,
        language,
        **document_fields(series, language, None if made.is_series else webinars[0]),
        webinars=tuple(
            in_language(
                CertifiedWebinar,
                webinar,
                language,
                date=plain_day_text(webinar.starts.date(), language),
            )
            for webinar in webinars
        ),
        first=plain_day_text(min(days), language),
        last=plain_day_text(max(days), language),
        duration=_duration(sum(map(series.minutes_of, webinars)), language),
        organisers=organiser_facts(offices, language),
        number=with_direction_mark(made.number, language),
        verify_site=_site(made.verify_url) if made.verify_url else None,
    )


def _duration(minutes: int, language: str) -> str:
    """Return a length in words: `1 hour 30 minutes`, in Chinese `1小时30分钟`."""
    locale = locale_of(language)
    parts = zip(divmod(minutes, 60), ("hour", "minute"), strict=True)
    words = [format_unit(count, unit, locale=locale) for count, unit in parts if count]
    return ("" if locale.language == "zh" else " ").join(words)


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def certificate_examples(
    series: Series, webinars: Sequence[Webinar], language: str
) -> Iterator[tuple[str, Callable[[], CertificateView]]]:
    """Yield a certificate of each kind: of a webinar, and of the series."""
    if not webinars:
        return
    for kind in ("attendance", "completion"):
        for scope, chosen in (("webinar", webinars[:1]), ("series", webinars)):
            is_series = scope == "series"
            made = Certificate(
                kind, "A name", is_series, "0000-0000-0000-0000", "SSTC1:EXAMPLE", (), len(chosen),
                "https://example.org/verify.html" if is_series else None,
            )  # fmt: skip
            yield f"{kind}-{scope}", partial(certificate_view, series, chosen, made, language)
