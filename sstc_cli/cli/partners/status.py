"""`sstc partners status`: who can be introduced, and what is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import session_of
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sstc_cli.cli.partners.office import Office
    from sstc_cli.store.requests import Withdrawal

_WHY: Mapping[str, str] = {
    "no_consent": "did not agree that answers are kept",
    "not_asked": "answered a form that does not ask about introductions",
    "no_answer": "did not answer whether they may be introduced",
    "said_no": "said that they do not want to be introduced",
    "no_address": "gave no e-mail address, so nobody can ask them",
    "refused_address": "gave an e-mail address that no mail can reach",
    "stopped": "asked for no more mail",
    "empty": "neither offered nor sought anything",
    "unknown_topics": "named only topics that the series does not have",
    "no_places": "wanted no introduction at the moment",
    "no_language": "named no language of the series",
}


def status(context: typer.Context, json: Json = False) -> None:
    """Show how many people can be introduced to others, why the rest cannot, and what is missing.

    Only those are in the pool who agreed that their answers are kept, and that they may be
    introduced. The lines name nobody, but they have exact counts: keep them in the office.

    Example: `sstc partners status`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.partners.office import open_partners
    from sstc_cli.partners.pool_counts import (
        kind_counts,
        largest_organisation,
        notices,
        topic_counts,
    )

    session = session_of(context)
    office = open_partners(session)
    pool, series = office.pool, office.series
    lines = notices(pool, series)
    office.warn_of_drafts()
    if json:
        session.result(
            write_results(
                series=series.id,
                registered=pool.registered,
                pool=len(pool.profiles),
                left_out=pool.left_out,
                unknown_codes=pool.unknown,
                disagreeing=pool.disagreeing,
                requests=_requests(office),
                withdrawn=_withdrawn(office),
                largest_organisation=largest_organisation(pool.profiles),
                topics=topic_counts(pool.profiles, series),
                kinds=kind_counts(pool.profiles, series),
                notices=lines,
            )
        )
        return
    for line in (*_who(office), *_offered(office), *_asked(office), *lines):
        session.result(line)


def _who(office: Office) -> list[str]:
    """Return how many people are in the pool, and why the others are not."""
    pool = office.pool
    registered = quantity(pool.registered, "person", "people")
    lines = [f"{len(pool.profiles):,} of {registered} who registered can be introduced"]
    return lines + [f"  {count:,} {_WHY[why]}" for why, count in pool.left_out.items()]


def _offered(office: Office) -> list[str]:
    """Return how many offer and seek something, and in how many organisations and countries."""
    profiles = office.pool.profiles
    if not profiles:
        return []
    offer, seek = (
        sum(bool(one.offers) for one in profiles),
        sum(bool(one.seeks) for one in profiles),
    )
    offices = len({one.organisation for one in profiles if one.organisation})
    countries = len({one.country for one in profiles if one.country})
    places = f"{quantity(offices, 'organisation')}, {quantity(countries, 'country', 'countries')}"
    return [f"{offer:,} offer something, {seek:,} seek something: {places}"]


def _requests(office: Office) -> Mapping[str, int]:
    """Return how many requests stand where, by the name of the state."""
    from collections import Counter

    counts = Counter(str(request.state) for request in office.current)
    return dict(sorted(counts.items()))


def _withdrawn(office: Office) -> Mapping[Withdrawal, int]:
    """Return how many requests were withdrawn for each reason."""
    from collections import Counter

    from sstc_cli.store.requests import Withdrawal

    counts = Counter(request.why_withdrawn for request in office.current)
    return {why: counts[why] for why in Withdrawal if counts[why]}


def _asked(office: Office) -> list[str]:
    """Return how many requests stand where, if there are any, and why some were withdrawn."""
    from sstc_cli.cli.console.secret.requests import WHY_WITHDRAWN

    counts = _requests(office)
    if not counts:
        return []
    states = ", ".join(f"{count:,} {state}" for state, count in counts.items())
    reasons = _withdrawn(office).items()
    return [
        f"{quantity(sum(counts.values()), 'request')}: {states}",
        *(f"  {count:,} withdrawn, because {WHY_WITHDRAWN[why]}" for why, count in reasons),
    ]
