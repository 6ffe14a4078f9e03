"""The registry of documents, in the order in which a series needs them, and their file names."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from sstc_cli.model import Audience, Person, Series, Status, Webinar
from sstc_cli.model.view import View
from sstc_cli.views.file_names import Made, audience_stems, speaker_stems, stem_of

_Views: TypeAlias = Callable[[Series, Sequence[Webinar], str], Made]


class DocumentKind(NamedTuple):
    """A document: who gets it, and how it is written.

    A document that needs more than the series has its own `command`. A document `to_paste` is
    written as plain text, unless a format is named; a `dense` one is set small. Its `layout`
    decides which formats it has.
    """

    name: str
    what: str
    per: Literal["series", "webinar", "audience", "speaker", "participant", "recipient"]
    command: str | None = None
    to_paste: bool = False
    dense: bool = False
    layout: Literal["page", "poster", "slides", "certificate", "report"] = "page"

    @property
    def fields(self) -> type[View]:
        """The class of its views, whose fields its template may use."""
        return _views_of(self.name)[0]

    @property
    def is_of_all(self) -> bool:
        """Whether it is written when all documents are: not a message, which has its own people."""
        return self.command is None and self.per != "participant"

    def make(self, series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        """Yield makers of its views, with the names of their files without suffix.

        If it has its own command, they are examples, to try its template.
        """
        yield from _views_of(self.name)[1](series, webinars, language)


_KINDS = (
    DocumentKind("concept-note", "why, for whom and how the series is held", "series", dense=True),
    DocumentKind("programme", "the whole series on two pages", "series"),
    DocumentKind(
        "announcement", "short texts for social media and WeChat", "webinar", to_paste=True
    ),
    DocumentKind("poster", "a poster to print, and pictures to post", "webinar", layout="poster"),
    DocumentKind("invitation", "an invitation for each audience", "audience"),
    DocumentKind("speaker-invitation", "a letter that invites to speak", "speaker"),
    DocumentKind("speaker-confirmation", "a letter with the link and what is due", "speaker"),
    DocumentKind("confirmation", "that a registration has been received", "participant"),
    DocumentKind("agenda", "the detailed agenda, with the run of show", "webinar"),
    DocumentKind("speaker-brief", "everything that a speaker needs to know", "speaker"),
    DocumentKind("run-of-show", "the moderator's sheet, minute by minute", "webinar"),
    DocumentKind(
        "title-slides", "the moderator's slides between the talks", "webinar", layout="slides"
    ),
    DocumentKind("reminder", "when and where a webinar takes place", "participant"),
    DocumentKind("join-link-change", "that the link to join is another", "participant"),
    DocumentKind("follow-up", "thanks, or regret, with the survey", "participant"),
    DocumentKind("recording", "the recording and the materials", "participant"),
    DocumentKind("speaker-thanks", "a letter of thanks, with the recording", "speaker"),
    DocumentKind(
        "notice", "what has changed, for the people affected", "recipient", "notices render"
    ),
    DocumentKind(
        "certificate",
        "a certificate for everybody who attended",
        "recipient",
        "certificates issue",
        layout="certificate",
    ),
    DocumentKind(
        "partner-request", "the question whether to be introduced", "recipient", "partners ask"
    ),
    DocumentKind(
        "partner-introduction", "two people who both said yes", "recipient", "partners introduce"
    ),
    DocumentKind(
        "report",
        "the evaluation report of the series",
        "series",
        "report render",
        dense=True,
        layout="report",
    ),
    DocumentKind(
        "webinar-report",
        "the results of a webinar, on four pages",
        "webinar",
        "report render",
        dense=True,
        layout="report",
    ),
    DocumentKind(
        "knowledge-note",
        "what a webinar taught, on two pages",
        "webinar",
        "knowledge render",
        dense=True,
        layout="report",
    ),
    DocumentKind(
        "compendium",
        "what all webinars taught",
        "series",
        "knowledge render",
        dense=True,
        layout="report",
    ),
)
VIEWS: Mapping[str, DocumentKind] = {kind.name: kind for kind in _KINDS}


def _views_of(document: str) -> tuple[type[View], _Views]:  # noqa: C901, PLR0911, PLR0912
    """Return the class of a document's views, and what yields their makers.

    Only their own module is imported: to set all views up takes longer than to fill one.
    """
    match document:
        case "concept-note":
            from sstc_cli.views import concept_note

            return concept_note.ConceptNoteView, _once(document, concept_note.concept_note_view)
        case "programme":
            from sstc_cli.views import programme

            return programme.ProgrammeView, _once(document, programme.programme_view)
        case "announcement" | "poster":
            from sstc_cli.views import announcement as public

            if document == "poster":
                return public.PosterView, _per_webinar(public.poster_view)
            return public.AnnouncementView, _per_webinar(public.announcement_view)
        case "invitation":
            from sstc_cli.views import invitation

            return invitation.InvitationView, _per_audience(invitation.invitation_view)
        case "agenda" | "title-slides":
            from sstc_cli.views import agenda

            if document == "title-slides":
                return agenda.TitleSlidesView, _per_webinar(agenda.title_slides_view)
            return agenda.AgendaView, _per_webinar(agenda.agenda_view)
        case "speaker-brief":
            from sstc_cli.views import speaker_brief as brief

            return brief.SpeakerBriefView, _per_speaker(brief.speaker_brief_view)
        case "speaker-invitation" | "speaker-confirmation" | "speaker-thanks":
            from sstc_cli.views import speaker_letters as letters

            return letters.SpeakerLetterView, _per_speaker(letters.speaker_letter_view)
        case "run-of-show":
            from sstc_cli.views import run_of_show

            return run_of_show.RunOfShowView, _per_webinar(run_of_show.run_of_show_view)
        case "notice":
            from sstc_cli.views import notice

            return notice.NoticeView, notice.notice_examples
        case "certificate":
            from sstc_cli.views import certificate

            return certificate.CertificateView, certificate.certificate_examples
        case "partner-request" | "partner-introduction":
            from sstc_cli.views import partner_letters as partners

            if document == "partner-request":
                return partners.PartnerRequestView, partners.partner_request_examples
            return partners.PartnerIntroductionView, partners.partner_introduction_examples
        case "report" | "webinar-report":
            from sstc_cli.views import reports

            if document == "report":
                return reports.ReportView, _example(reports.report_example)
            return reports.WebinarReportView, _example(reports.webinar_report_example)
        case "knowledge-note" | "compendium":
            from sstc_cli.views import knowledge

            if document == "compendium":
                return knowledge.CompendiumView, _example(knowledge.compendium_example)
            return knowledge.KnowledgeNoteView, _example(knowledge.knowledge_note_example)
        case _:
            from sstc_cli.views import messages

            return messages.ParticipantView, partial(messages.participant_examples, document)


def _once(stem: str, view: Callable[[Series, str], View]) -> _Views:
    def make(series: Series, _: Sequence[Webinar], language: str) -> Made:
        yield stem, partial(view, series, language)

    return make


def _per_webinar(view: Callable[[Series, Webinar, str], View]) -> _Views:
    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        for webinar in webinars:
            yield stem_of(webinar), partial(view, series, webinar, language)

    return make


def _per_audience(view: Callable[[Series, Webinar, Audience | None, str], View]) -> _Views:
    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        for webinar in webinars:
            for stem, audience in audience_stems(series, webinar):
                yield stem, partial(view, series, webinar, audience, language)

    return make


def _per_speaker(view: Callable[[Series, Webinar, Person, str], View]) -> _Views:
    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        for webinar in webinars:
            for stem, person in speaker_stems(series, webinar):
                yield stem, partial(view, series, webinar, person, language)

    return make


def _example(view: Callable[[Series, str], View]) -> _Views:
    def make(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        if webinars:
            yield "example", partial(view, series, language)

    return make


def named_stem(document: str, stem: str) -> str:
    """Return the beginning of a file's name, which says what the document is.

    Agendas and invitations have the short names: `07-sustainable-logistics`. Other documents of a
    webinar have their kind in it, as people get them by e-mail, without their folder:
    `07-sustainable-logistics.run-of-show`.
    """
    if document == "agenda" or VIEWS[document].per not in ("webinar", "speaker", "participant"):
        return stem
    webinar, dot, rest = stem.partition(".")
    return f"{webinar}.{document}{dot}{rest}"


def folder_of(document: str) -> str:
    """Return the folder of a document's files in `out/`."""
    return "invitations" if document == "invitation" else document


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
    return not all(talk.confirmed for talk in webinar.talks if talk.speaker == person.id)


def _not_over(webinar: Webinar, _: Person, today: date) -> bool:
    over = webinar.ends.date() < today and not webinar.cancelled  # which is never over
    return webinar.status != Status.HELD and not over


_EARLY: Mapping[str, Callable[[Webinar, Person, date], bool]] = {
    "speaker-confirmation": _unconfirmed,
    "speaker-thanks": _not_over,
}
