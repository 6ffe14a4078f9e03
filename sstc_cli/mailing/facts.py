"""What the mails of a message say about its webinar, as a digest that shows a later change."""

import hashlib
import json

from sstc_cli.model import Message, Series, Webinar

_DIGEST = 32


def facts_of(series: Series, webinar: Webinar | None, message: Message) -> str:
    """Return the digest of what makes mails wrong if it changes: time, status, title and link."""
    about: list[object] = [series.id, series.zone, series.title.plain_data()]
    webinars = [webinar] if webinar else series.in_time_order
    about += (_facts(series, found, message) for found in webinars)
    text = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def _facts(series: Series, webinar: Webinar, message: Message) -> list[object]:
    starts, ends = series.instant(webinar.starts), series.instant(webinar.ends)
    facts: list[object] = [
        webinar.id,
        webinar.number,
        starts.isoformat(),
        ends.isoformat(),
        webinar.status.value,
        webinar.title.plain_data(),
    ]
    join = webinar.join_for(named="join-link" in message.with_)
    if join and not message.is_afterwards:
        facts.append([join.url, join.passcode])
    return facts
