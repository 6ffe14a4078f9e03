"""The registry of documents, in the order in which a series needs them, and their file names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any, Literal, NamedTuple, TypeAlias

from sstc_cli.model import Audience, Person, Series, Status, Webinar
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
    make = _per_speaker("speaker_letters.speaker_letter_view")
    return DocumentKind(what, "speaker", "speaker_letters.SpeakerLetterView", make)


def _to_participants(document: str, what: str) -> DocumentKind:
    """Return a message to people who take part in a webinar, with examples for nobody by name."""

    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        examples = _found("messages.participant_examples")
        yield from examples(document, series, webinars, language)

    return DocumentKind(what, "participant", "messages.ParticipantView", make)


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
        "announcement.AnnouncementView",
        _per_webinar("announcement.announcement_view"),
        to_paste=True,
    ),
    "poster": DocumentKind(
        "a poster to print, and pictures to post",
        "webinar",
        "announcement.PosterView",
        _per_webinar("announcement.poster_view"),
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
        "speaker_brief.SpeakerBriefView",
        _per_speaker("speaker_brief.speaker_brief_view"),
    ),
    "run-of-show": DocumentKind(
        "the moderator's sheet, minute by minute",
        "webinar",
        "run_of_show.RunOfShowView",
        _per_webinar("run_of_show.run_of_show_view"),
    ),
    "title-slides": DocumentKind(
        "the moderator's slides between the talks",
        "webinar",
        "agenda.TitleSlidesView",
        _per_webinar("agenda.title_slides_view"),
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
        _examples("notice.notice_examples"),
        "notices render",
    ),
    "certificate": DocumentKind(
        "a certificate for everybody who attended",
        "recipient",
        "certificate.CertificateView",
        _examples("certificate.certificate_examples"),
        "certificates issue",
        layout="certificate",
    ),
    "partner-request": DocumentKind(
        "the question whether to be introduced",
        "recipient",
        "partner_letters.PartnerRequestView",
        _examples("partner_letters.partner_request_examples"),
        "partners ask",
    ),
    "partner-introduction": DocumentKind(
        "two people who both said yes",
        "recipient",
        "partner_letters.PartnerIntroductionView",
        _examples("partner_letters.partner_introduction_examples"),
        "partners introduce",
    ),
    "report": DocumentKind(
        "the evaluation report of the series",
        "series",
        "reports.ReportView",
        _example("reports.report_example"),
        "report render",
        dense=True,
        layout="report",
    ),
    "webinar-report": DocumentKind(
        "the results of a webinar, on four pages",
        "webinar",
        "reports.WebinarReportView",
        _example("reports.webinar_report_example"),
        "report render",
        dense=True,
        layout="report",
    ),
    "knowledge-note": DocumentKind(
        "what a webinar taught, on two pages",
        "webinar",
        "knowledge.KnowledgeNoteView",
        _example("knowledge.knowledge_note_example"),
        "knowledge render",
        dense=True,
        layout="report",
    ),
    "compendium": DocumentKind(
        "what all webinars taught",
        "series",
        "knowledge.CompendiumView",
        _example("knowledge.compendium_example"),
        "knowledge render",
        dense=True,
        layout="report",
    ),
}


def early_letters(
    document: str, series: Series, webinars: Sequence[Webinar], today: date
) -> Mapping[str, Webinar]:
    """Return the webinars of letters that would come too early, by their names without suffix."""
    is_early = _EARLY.get(document)
    if is_early is None:
        return {}
    return {
        stem: webinar
        for webinar in webinars
        for stem, person in speaker_stems(series, webinar)
        if is_early(webinar, person, today)
    }


def _unconfirmed(webinar: Webinar, person: Person, _: date) -> bool:
    """Return whether a speaker has not confirmed each of their talks."""
    return not all(talk.confirmed for talk in webinar.talks if talk.speaker == person.id)


def _not_over(webinar: Webinar, _: Person, today: date) -> bool:
    """Return whether a webinar has not been held yet; a cancelled one never is."""
    over = webinar.ends.date() < today and not webinar.cancelled
    return webinar.status != Status.HELD and not over


_EARLY: Mapping[str, Callable[[Webinar, Person, date], bool]] = {
    "speaker-confirmation": _unconfirmed,
    "speaker-thanks": _not_over,
}
