"""Examples of certificates, without any real person, to try their template."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sstc_cli.model import Series, Webinar
from sstc_cli.views.certificates.view import Certificate, CertificateView, certificate_view

_CODE = "SSTC1:EXAMPLE"


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
                kind, "A name", is_series, "0000-0000-0000-0000", _CODE, (), len(chosen),
                "https://example.org/verify.html" if is_series else None,
            )  # fmt: skip
            yield f"{kind}-{scope}", partial(certificate_view, series, chosen, made, language)
