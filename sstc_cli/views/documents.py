"""The documents, in the order in which a series needs them, and how the views of each are made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sstc_cli.model import Series, Webinar
from sstc_cli.views.agenda import AgendaView, agenda_view
from sstc_cli.views.announcement import AnnouncementView, announcement_view
from sstc_cli.views.concept_note import ConceptNoteView, concept_note_view
from sstc_cli.views.invitation import InvitationView, invitation_view
from sstc_cli.views.notice import NoticeView
from sstc_cli.views.notice_example import notice_examples
from sstc_cli.views.programme import ProgrammeView, programme_view
from sstc_cli.views.run_sheet import RunOfShowView, run_of_show_view
from sstc_cli.views.speaker_brief import SpeakerBriefView, speaker_brief_view, speakers_of

AnyView: TypeAlias = (
    AgendaView
    | AnnouncementView
    | ConceptNoteView
    | InvitationView
    | NoticeView
    | ProgrammeView
    | RunOfShowView
    | SpeakerBriefView
)
Made: TypeAlias = Iterator[tuple[str, AnyView]]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document: `make` gives its views, each with the name of its file without suffix.

    One that needs more than the series has a `command` of its own; what is made of the series
    alone are examples then, to try its template.
    """

    what: str
    per: Literal["series", "webinar", "audience", "speaker", "recipient"]
    view: type[AnyView]
    make: Callable[[Series, Sequence[Webinar], str], Made]
    command: str | None = None


def stem_of(webinar: Webinar) -> str:
    """`07-sustainable-logistics`: how the files of a webinar begin."""
    return f"{webinar.number:02}-{webinar.id}"


def invitations(
    series: Series, webinars: Sequence[Webinar], language: str, only: Sequence[str] = ()
) -> Made:
    """An invitation for each audience, or for each of those named; one where there is none."""
    for webinar in webinars:
        audiences = series.audiences_of(webinar)
        for each in audiences:
            if not only or each.id in only:
                stem = f"{stem_of(webinar)}.{each.id}"
                yield stem, invitation_view(series, webinar, each, language)
        if not audiences and not only:
            yield stem_of(webinar), invitation_view(series, webinar, None, language)


def _concept_note(series: Series, _: Sequence[Webinar], language: str) -> Made:
    yield "concept-note", concept_note_view(series, language)


def _programme(series: Series, _: Sequence[Webinar], language: str) -> Made:
    yield "programme", programme_view(series, language)


def _briefs(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
    for webinar in webinars:
        for person in speakers_of(series, webinar):
            stem = f"{stem_of(webinar)}.{person.id}"
            yield stem, speaker_brief_view(series, webinar, person, language)


def _each(
    view: Callable[[Series, Webinar, str], AnyView],
) -> Callable[[Series, Sequence[Webinar], str], Made]:
    """One view a webinar."""

    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        for webinar in webinars:
            yield stem_of(webinar), view(series, webinar, language)

    return make


VIEWS: Mapping[str, DocumentKind] = {
    "concept-note": DocumentKind(
        "why, for whom and how the series is held", "series", ConceptNoteView, _concept_note
    ),
    "programme": DocumentKind("the whole series on two pages", "series", ProgrammeView, _programme),
    "announcement": DocumentKind(
        "short texts for social media and WeChat",
        "webinar",
        AnnouncementView,
        _each(announcement_view),
    ),
    "invitation": DocumentKind(
        "an invitation for each audience", "audience", InvitationView, invitations
    ),
    "agenda": DocumentKind(
        "the detailed agenda, with its run of show", "webinar", AgendaView, _each(agenda_view)
    ),
    "speaker-brief": DocumentKind(
        "what a speaker has to know", "speaker", SpeakerBriefView, _briefs
    ),
    "run-of-show": DocumentKind(
        "the moderator's sheet, minute by minute",
        "webinar",
        RunOfShowView,
        _each(run_of_show_view),
    ),
    "notice": DocumentKind(
        "what changed, for each person and group concerned",
        "recipient",
        NoticeView,
        notice_examples,
        "notices render",
    ),
}
