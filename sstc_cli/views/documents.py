"""The registry of documents, in the order in which a series needs them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import Any, Literal, NamedTuple, TypeAlias

from sstc_cli.model import Audience, Person, Series, Webinar
from sstc_cli.model.view import View

_OF_A_WEBINAR = ("webinar", "speaker", "participant")
Made: TypeAlias = Iterator[tuple[str, Callable[[], View]]]


class DocumentKind(NamedTuple):
    """A document: `make` yields makers of its views, with the names of their files without suffix.

    `view` is their class, in a module of this room, which is imported when it is needed.

    A document that needs more than the series has its own `command`; then `make` yields examples,
    to try its template. A document `to_paste` is written as plain text, unless a format is named; a
    `dense` one is set small. Its `layout` decides which formats it has.
    """

    what: str
    per: Literal["series", "webinar", "audience", "speaker", "participant", "recipient"]
    view: str
    make: Callable[[Series, Sequence[Webinar], str], Made]
    command: str | None = None
    to_paste: bool = False
    dense: bool = False
    layout: Literal["page", "poster", "slides", "certificate", "report"] = "page"

    @property
    def fields(self) -> type[View]:
        """The class of its views, whose fields its template may use."""
        view: type[View] = _found(self.view)
        return view

    @property
    def is_of_all(self) -> bool:
        """Whether it is written when all documents are: not a message, which has its own people."""
        return self.command is None and self.per != "participant"


def _found(place: str) -> Any:
    """Return what a module of this room has; setting all views up takes as long as an agenda."""
    module, _, name = place.rpartition(".")
    return getattr(import_module(f"sstc_cli.views.{module}"), name)


def stem_of(webinar: Webinar) -> str:
    """Return the beginning of a webinar's file names: `07-sustainable-logistics`."""
    return f"{webinar.number:02}-{webinar.id}"


def named_stem(document: str, stem: str) -> str:
    """Return the beginning of a file's name, which says what the document is.

    Agendas and invitations have the short names: `07-sustainable-logistics`. Other documents of a
    webinar have their kind in it, as people get them by e-mail, without their folder:
    `07-sustainable-logistics.run-of-show`.
    """
    if document == "agenda" or VIEWS[document].per not in _OF_A_WEBINAR:
        return stem
    webinar, dot, rest = stem.partition(".")
    return f"{webinar}.{document}{dot}{rest}"


def folder_of(document: str) -> str:
    """Return the folder of a document's files in `out/`."""
    return "invitations" if document == "invitation" else document


def audience_stems(series: Series, webinar: Webinar) -> Iterator[tuple[str, Audience | None]]:
    """Yield each audience with the beginning of its file names; None if a webinar has none."""
    for audience in series.audiences_of(webinar):
        yield f"{stem_of(webinar)}.{audience.id}", audience
    if not series.audiences_of(webinar):
        yield stem_of(webinar), None


def speaker_stems(series: Series, webinar: Webinar) -> Iterator[tuple[str, Person]]:
    """Yield each speaker of a webinar with the beginning of their file names."""
    for person in series.speakers_of(webinar):
        yield f"{stem_of(webinar)}.{person.id}", person


def participant_stems(document: str, webinar: Webinar) -> Sequence[str]:
    """Return the beginnings of the names of a message's examples; a follow-up has two readers."""
    stem = stem_of(webinar)
    return [f"{stem}.attended", f"{stem}.absent"] if document == "follow-up" else [stem]


def _invitations(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
    """Yield an invitation for each audience; one if a webinar has no audience."""
    view = _found("invitation.invitation_view")
    for webinar in webinars:
        for stem, audience in audience_stems(series, webinar):
            yield stem, partial(view, series, webinar, audience, language)


def _concept_note(series: Series, _: Sequence[Webinar], language: str) -> Made:
    yield "concept-note", partial(_found("concept_note.concept_note_view"), series, language)


def _programme(series: Series, _: Sequence[Webinar], language: str) -> Made:
    yield "programme", partial(_found("programme.programme_view"), series, language)


def _per_webinar(view: str) -> Callable[[Series, Sequence[Webinar], str], Made]:
    """Return a function that yields one view for each webinar."""

    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        for webinar in webinars:
            yield stem_of(webinar), partial(_found(view), series, webinar, language)

    return make


def _per_speaker(view: str) -> Callable[[Series, Sequence[Webinar], str], Made]:
    """Return a function that yields one view for each speaker of each webinar."""

    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        for webinar in webinars:
            for stem, person in speaker_stems(series, webinar):
                yield stem, partial(_found(view), series, webinar, person, language)

    return make


def _letter(what: str) -> DocumentKind:
    """Return a letter to a speaker."""
    make = _per_speaker("speakers.letters.speaker_letter_view")
    return DocumentKind(what, "speaker", "speakers.letters.SpeakerLetterView", make)


def _to_participants(document: str, what: str) -> DocumentKind:
    """Return a message to people who take part in a webinar, with examples for nobody by name."""

    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        examples = _found("mail.participant.participant_examples")
        yield from examples(document, series, webinars, language)

    return DocumentKind(what, "participant", "mail.participant.ParticipantView", make)


def _examples(place: str) -> Callable[[Series, Sequence[Webinar], str], Made]:
    """Return a function that yields the examples of a document for one person."""

    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        yield from _found(place)(series, webinars, language)

    return make


def _example(view: str) -> Callable[[Series, Sequence[Webinar], str], Made]:
    """Return a function that yields an example of a document, without any real result."""

    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        if webinars:
            yield "example", partial(_found(view), series, language)

    return make


VIEWS: Mapping[str, DocumentKind] = {
    "concept-note": DocumentKind(
        "why, for whom and how the series is held",
        "series",
        "concept_note.ConceptNoteView",
        _concept_note,
        dense=True,
    ),
    "programme": DocumentKind(
        "the whole series on two pages", "series", "programme.ProgrammeView", _programme
    ),
    "announcement": DocumentKind(
        "short texts for social media and WeChat",
        "webinar",
        "posts.announcement.AnnouncementView",
        _per_webinar("posts.announcement.announcement_view"),
        to_paste=True,
    ),
    "poster": DocumentKind(
        "a poster to print, and pictures to post",
        "webinar",
        "poster.PosterView",
        _per_webinar("poster.poster_view"),
        layout="poster",
    ),
    "invitation": DocumentKind(
        "an invitation for each audience", "audience", "invitation.InvitationView", _invitations
    ),
    "speaker-invitation": _letter("a letter that invites to speak"),
    "speaker-confirmation": _letter("a letter with the link and what is due"),
    "confirmation": _to_participants("confirmation", "that a registration has been received"),
    "agenda": DocumentKind(
        "the detailed agenda, with the run of show",
        "webinar",
        "agenda.AgendaView",
        _per_webinar("agenda.agenda_view"),
    ),
    "speaker-brief": DocumentKind(
        "everything that a speaker needs to know",
        "speaker",
        "speakers.brief.SpeakerBriefView",
        _per_speaker("speakers.brief.speaker_brief_view"),
    ),
    "run-of-show": DocumentKind(
        "the moderator's sheet, minute by minute",
        "webinar",
        "run_sheet.RunOfShowView",
        _per_webinar("run_sheet.run_of_show_view"),
    ),
    "title-slides": DocumentKind(
        "the moderator's slides between the talks",
        "webinar",
        "title_slides.TitleSlidesView",
        _per_webinar("title_slides.title_slides_view"),
        layout="slides",
    ),
    "reminder": _to_participants("reminder", "when and where a webinar takes place"),
    "join-link-change": _to_participants("join-link-change", "that the link to join is another"),
    "follow-up": _to_participants("follow-up", "thanks, or regret, with the survey"),
    "recording": _to_participants("recording", "the recording and the materials"),
    "speaker-thanks": _letter("a letter of thanks, with the recording"),
    "notice": DocumentKind(
        "what has changed, for the people affected",
        "recipient",
        "notice.NoticeView",
        _examples("notice_example.notice_examples"),
        "notices render",
    ),
    "certificate": DocumentKind(
        "a certificate for everybody who attended",
        "recipient",
        "certificates.view.CertificateView",
        _examples("certificates.example.certificate_examples"),
        "certificates issue",
        layout="certificate",
    ),
    "partner-request": DocumentKind(
        "the question whether to be introduced",
        "recipient",
        "partners.request.PartnerRequestView",
        _examples("partners.example.partner_request_examples"),
        "partners ask",
    ),
    "partner-introduction": DocumentKind(
        "two people who both said yes",
        "recipient",
        "partners.introduction.PartnerIntroductionView",
        _examples("partners.example.partner_introduction_examples"),
        "partners introduce",
    ),
    "report": DocumentKind(
        "the evaluation report of the series",
        "series",
        "reports.series.ReportView",
        _example("reports.example.report_example"),
        "report render",
        dense=True,
        layout="report",
    ),
    "webinar-report": DocumentKind(
        "the results of a webinar, on four pages",
        "webinar",
        "reports.webinar.WebinarReportView",
        _example("reports.example.webinar_report_example"),
        "report render",
        dense=True,
        layout="report",
    ),
    "knowledge-note": DocumentKind(
        "what a webinar taught, on two pages",
        "webinar",
        "knowledge.note.KnowledgeNoteView",
        _example("knowledge.example.knowledge_note_example"),
        "knowledge render",
        dense=True,
        layout="report",
    ),
    "compendium": DocumentKind(
        "what all webinars taught",
        "series",
        "knowledge.compendium.CompendiumView",
        _example("knowledge.example.compendium_example"),
        "knowledge render",
        dense=True,
        layout="report",
    ),
}
