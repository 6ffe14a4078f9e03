"""Who still knows an earlier plan, and how to tell them what is planned now."""

from collections.abc import Iterator, Sequence

from sstc_cli.errors import SstcError
from sstc_cli.mailing.facts import true_facts
from sstc_cli.mailing.stale import how_to_tell, message_of
from sstc_cli.model import Series
from sstc_cli.quantity import quantity
from sstc_cli.store import Store
from sstc_cli.store.mail.status import Mailing, known_facts


def facts_now(series: Series | None, mailing: Mailing) -> frozenset[str] | None:
    """Return the digests of what the plan says now, or None without its message or webinar."""
    if series is None:
        return None
    try:
        _, webinar = message_of(series, mailing)
    except SstcError:
        return None
    return true_facts(series, webinar)


def untold(store: Store, series: Series | None, batches: Sequence[Mailing]) -> Iterator[str]:
    """Yield once for each webinar of some batches how many people know an earlier plan."""
    of_webinars = {batch.webinar or batch.message: batch for batch in batches if batch.gone}
    for batch in of_webinars.values():
        now = facts_now(series, batch)
        if series is None or now is None:
            continue
        old = sum(who.people for who in known_facts(store, batch) if who.facts not in now)
        about = f"webinar {batch.webinar}" if batch.webinar else "the series"
        if old and (how := how_to_tell(series, *message_of(series, batch))):
            people = quantity(old, "person has", "people have")
            yield (
                f"{people} an earlier plan of {about}; "
                f"tell those who know what was planned before: `{how}`"
            )
