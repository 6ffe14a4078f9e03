"""The public facts of a series, which a release saves."""

from functools import lru_cache

from sstc_cli.model import (
    Named,
    Series,
    SpeakerState,
    State,
    Talk,
    TalkState,
    Text,
    Webinar,
    WebinarState,
    declared_revision,
)
from sstc_cli.releases.join_digest import join_digest


def state_of(series: Series) -> State:
    """Return the public facts of a series, with the revisions that the data declares."""
    return State(
        id=series.id,
        domain=series.domain,
        title=series.title,
        zone=series.zone,
        zone_name=series.zone_name,
        languages=series.languages,
        organisers=tuple(
            Named(id=organiser.id, name=organiser.name, short=organiser.short)
            for organiser in series.organisers
        ),
        audiences=tuple(
            Named(id=audience.id, name=audience.name, short=None) for audience in series.audiences
        ),
        agenda=series.agenda,
        webinars=tuple(_webinar(series, webinar) for webinar in series.webinars),
        dropped=(),
    )


def _webinar(series: Series, webinar: Webinar) -> WebinarState:
    revision = declared_revision(series, webinar)
    open_join = webinar.join_for(named=False)
    return WebinarState(
        id=webinar.id,
        number=webinar.number,
        sequence=revision.sequence,
        stamp=revision.stamp,
        title=webinar.title,
        starts=webinar.starts,
        ends=webinar.ends,
        cancelled=webinar.cancelled,
        reason=webinar.reason,
        summary=webinar.summary,
        join_url=open_join.url if open_join else None,
        join_digest=join_digest(series, webinar.join_link),
        register_url=series.register_url_of(webinar),
        organisers=webinar.organisers,
        audiences=webinar.audiences,
        talks=tuple(_talk(series, talk) for talk in webinar.talks),
        agenda=webinar.agenda,
    )


def _talk(series: Series, talk: Talk) -> TalkState:
    return _talk_state(talk.id, talk.title, talk.minutes, _speaker(series, talk.speaker))


@lru_cache(maxsize=4_096)  # talks without title and speaker are all alike
def _talk_state(
    id_: str, title: Text | None, minutes: int | None, speaker: SpeakerState | None
) -> TalkState:
    return TalkState(id=id_, title=title, minutes=minutes, speaker=speaker)


def _speaker(series: Series, speaker: str | None) -> SpeakerState | None:
    """Return the speaker as printed, without the private facts of that person."""
    person = series.person(speaker)
    if person is None:
        return None
    return SpeakerState(
        id=person.id,
        name=person.name,
        position=person.position,
        organisation=person.organisation,
    )
