"""What the mails of a message say about its webinar, as a digest that shows a later change."""

import hashlib
import json

from sstc_cli.model import Message, Series, Webinar

_DIGEST = 32


def true_facts(series: Series, webinar: Webinar | None) -> frozenset[str]:
    """Return the digests of all messages about a webinar that say what is planned now.

    Some messages have the link for registered people, some that for everybody, and some none.
    """
    links = [(named, is_past) for named in (True, False) for is_past in (True, False)]
    return frozenset(_digest(series, webinar, named, is_past) for named, is_past in links)


def facts_of(series: Series, webinar: Webinar | None, message: Message) -> str:
    """Return the digest of what makes mails wrong if it changes: time, status, title and link."""
    return _digest(series, webinar, "join-link" in message.with_, message.is_afterwards)


def _digest(series: Series, webinar: Webinar | None, named: bool, is_past: bool) -> str:
    about: list[object] = [series.id, series.zone, series.title.plain_data()]
    webinars = [webinar] if webinar else series.in_time_order
    about += (_facts(series, found, named, is_past) for found in webinars)
    text = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def _facts(series: Series, webinar: Webinar, named: bool, is_past: bool) -> list[object]:
    starts, ends = series.instant(webinar.starts), series.instant(webinar.ends)
    facts: list[object] = [
        webinar.id,
        webinar.number,
        starts.isoformat(),
        ends.isoformat(),
        webinar.status.value,
        webinar.title.plain_data(),
    ]
    join = webinar.join_for(named=named)
    if join and not is_past:
        facts.append([join.url, join.passcode])
    return facts
