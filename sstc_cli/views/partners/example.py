"""Examples of letters and introductions, without any real person, to try their templates."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from sstc_cli.model import Series, Webinar
from sstc_cli.model.view import View
from sstc_cli.views.partners.introduction import Introduced, partner_introduction_view
from sstc_cli.views.partners.request import Description, Letter, partner_request_view

Made = Iterator[tuple[str, Callable[[], View]]]
_START = datetime(2026, 3, 5, 7, tzinfo=UTC)


def partner_request_examples(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
    """Yield a request that says much of the other person, and one that says nothing."""
    topics, kinds = tuple(one.id for one in series.topics), tuple(one.id for one in series.kinds)
    audience = next((one.id for one in series.audiences), None)
    much = Description("KE", audience, topics[:2], topics[2:3], kinds[:1])
    others = {"much": much, "region": Description("africa"), "nothing": Description()}
    for name, other in others.items():
        zone = "Africa/Nairobi" if other.place else None
        letter = Letter("A name", topics[:3], topics[2:4], other, "abcd-efgh", _START.date(), zone)
        if webinars:
            yield name, partial(partner_request_view, series, letter, language)


def partner_introduction_examples(
    series: Series, webinars: Sequence[Webinar], language: str
) -> Made:
    """Yield an introduction with hours for a talk, and one without."""
    topics = [one.id for one in series.topics]
    audience = next((one.id for one in series.audiences), None)
    first = Introduced("A name", "one@example.org", "An office", "KE", audience, topics[:2],
                       topics[2:3], "Africa/Nairobi")  # fmt: skip
    second = Introduced("Another name", "two@example.org", None, None, None, topics[2:3],
                        topics[:2], "Asia/Shanghai")  # fmt: skip
    for name, starts in (("hours", [_START]), ("no-hours", [])):
        if webinars:
            made = partial(partner_introduction_view, series, (first, second), starts, language)
            yield name, made
