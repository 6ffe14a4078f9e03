"""The public facts of a series, as a release freezes them."""

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


def state_of(series: Series) -> State:
    """What is public of a series; its webinars have the revisions that the data declares."""
    return State.model_construct(
        id=series.id,
        domain=series.domain,
        title=series.title,
        zone=series.zone,
        languages=series.languages,
        organisers=tuple(
            Named.model_construct(id=each.id, name=each.name, short=each.short)
            for each in series.organisers
        ),
        audiences=tuple(
            Named.model_construct(id=each.id, name=each.name, short=None)
            for each in series.audiences
        ),
        agenda=series.agenda,
        webinars=tuple(_webinar(series, each) for each in series.webinars),
        dropped=(),
    )


def _webinar(series: Series, webinar: Webinar) -> WebinarState:
    revision = declared_revision(series, webinar)
    return WebinarState.model_construct(
        id=webinar.id,
        number=webinar.number,
        sequence=revision.sequence,
        stamp=revision.stamp,
        title=webinar.title,
        starts=webinar.starts,
        ends=webinar.ends,
        cancelled=webinar.cancelled,
        reason=webinar.cancelled_because if webinar.cancelled else None,
        summary=webinar.summary,
        join_url=webinar.join_url,
        organisers=webinar.organisers,
        audiences=webinar.audiences,
        talks=tuple(_talk(series, each) for each in webinar.talks),
        agenda=webinar.agenda,
    )


def _talk(series: Series, talk: Talk) -> TalkState:
    return _talk_state(talk.id, talk.title, talk.minutes, _speaker(series, talk.speaker))


@lru_cache(maxsize=4_096)  # talks that are not known yet are all alike
def _talk_state(
    id_: str, title: Text | None, minutes: int | None, speaker: SpeakerState | None
) -> TalkState:
    return TalkState.model_construct(id=id_, title=title, minutes=minutes, speaker=speaker)


def _speaker(series: Series, speaker: str | None) -> SpeakerState | None:
    """The speaker as printed; what is not printed of a person stays where it is."""
    person = series.speakers.get(speaker) if speaker else None
    if person is None:
        return None
    return SpeakerState.model_construct(
        id=person.id,
        name=person.name,
        position=person.position,
        organisation=person.organisation,
    )
