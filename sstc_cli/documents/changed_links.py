"""A changed link to join, as people may see it: the link, or only that there is a new one."""

from sstc_cli.model import Series
from sstc_cli.releases import Recipient, RecipientKind, change
from sstc_cli.views.facts import link_day
from sstc_cli.views.notice import ChangedFact


def changed_link(
    series: Series, webinar_id: str, recipient: Recipient, link: change.JoinLink, language: str
) -> ChangedFact:
    """Return the fact of a changed link, with a private one only for speakers and organisers."""
    webinar = next((webinar for webinar in series.webinars if webinar.id == webinar_id), None)
    before = (link.before,) if link.before else ()
    join = webinar.join_for(named=recipient.kind is not RecipientKind.AUDIENCE) if webinar else None
    if join or not (link.was_private or link.is_private):
        now = tuple(filter(None, (join.url, join.passcode))) if join else ()
        return ChangedFact("join_link", None, before, now)
    day = link_day(series, webinar, language) if webinar else None
    now_at = webinar.join.url if webinar and webinar.join else None
    is_new = link.was_private or (link.before is not None and link.before != now_at)
    return ChangedFact("private_link", None, before, (day or "", *(["new"] if is_new else [])))
