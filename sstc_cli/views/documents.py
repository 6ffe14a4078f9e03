"""The documents in the order in which a series needs them, their file names and their fields."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import partial
from importlib import import_module
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from sstc_cli.model import Person, Series, Status, Webinar
from sstc_cli.model.view import View
from sstc_cli.views.file_names import Made, audience_stems, speaker_stems, stem_of


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
        found: type[View] = self._of_module(1)
        return found

    @property
    def is_of_all(self) -> bool:
        """Whether it is written when all documents are: not a message, which has its own people."""
        return self.command is None and self.per != "participant"

    def make(self, series: Series, webinars: Sequence[Webinar], language: str) -> Made:
        """Yield makers of its views, with the names of their files without suffix.

        If it has its own command, they are examples, to try its template.
        """
        make = self._of_module(2)
        if self.per == "participant":
            yield from make(self.name, series, webinars, language)
        elif self.per == "recipient":
            yield from make(series, webinars, language)
        else:
            for stem, subject in self._subjects(series, webinars):
                yield stem, partial(make, series, *subject, language)

    def _of_module(self, part: int) -> Any:
        """Import only its own module: to set all views up takes longer than to fill one."""
        names = _MADE_BY.get(self.name, _MESSAGE)
        return getattr(import_module(f"sstc_cli.views.{names[0]}"), names[part])

    def _subjects(
        self, series: Series, webinars: Sequence[Webinar]
    ) -> Iterator[tuple[str, tuple[object, ...]]]:
        if self.command:
            yield from [("example", ())] if webinars else []
        elif self.per == "series":
            yield self.name, ()
        else:
            for webinar in webinars:
                if self.per == "webinar":
                    yield stem_of(webinar), (webinar,)
                else:
                    stems = audience_stems if self.per == "audience" else speaker_stems
                    yield from ((stem, (webinar, who)) for stem, who in stems(series, webinar))


_report = partial(DocumentKind, dense=True, layout="report")
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
    _report("report", "the evaluation report of the series", "series", "report render"),
    _report(
        "webinar-report", "the results of a webinar, on four pages", "webinar", "report render"
    ),
    _report("knowledge-note", "what a webinar taught, on two pages", "webinar", "knowledge render"),
    _report("compendium", "what all webinars taught", "series", "knowledge render"),
)
VIEWS: Mapping[str, DocumentKind] = {kind.name: kind for kind in _KINDS}


# the module of each document's views, their class, and what makes them or yields their makers
_LETTER = ("speaker_letters", "SpeakerLetterView")
_MESSAGE = ("messages", "ParticipantView", "participant_examples")
_MADE_BY: Mapping[str, tuple[str, str, str]] = {
    "concept-note": ("programme", "ConceptNoteView", "concept_note_view"),
    "programme": ("programme", "ProgrammeView", "programme_view"),
    "announcement": ("announcement", "AnnouncementView", "announcement_view"),
    "poster": ("announcement", "PosterView", "poster_view"),
    "invitation": ("invitation", "InvitationView", "invitation_letter"),
    "speaker-invitation": (*_LETTER, "invitation_letter"),
    "speaker-confirmation": (*_LETTER, "confirmation_letter"),
    "speaker-thanks": (*_LETTER, "thanks_letter"),
    "agenda": ("agenda", "AgendaView", "agenda_view"),
    "title-slides": ("title_slides", "TitleSlidesView", "title_slides_view"),
    "speaker-brief": ("speaker_brief", "SpeakerBriefView", "speaker_brief_view"),
    "run-of-show": ("run_of_show", "RunOfShowView", "run_of_show_view"),
    "notice": ("notice", "NoticeView", "notice_examples"),
    "certificate": ("certificate", "CertificateView", "certificate_examples"),
    "partner-request": ("partner_letters", "PartnerRequestView", "partner_request_examples"),
    "partner-introduction": (
        "partner_letters", "PartnerIntroductionView", "partner_introduction_examples",
    ),
    "report": ("reports", "ReportView", "report_example"),
    "webinar-report": ("reports", "WebinarReportView", "webinar_report_example"),
    "knowledge-note": ("knowledge", "KnowledgeNoteView", "knowledge_note_example"),
    "compendium": ("knowledge", "CompendiumView", "compendium_example"),
}  # fmt: skip


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
    return "invitations" if document == "invitation" else document


def early_letters(
    document: str, series: Series, webinars: Sequence[Webinar], today: date
) -> Mapping[str, Webinar]:
    """Return the webinars of letters that would come too early, by their names without suffix."""
    early = {"speaker-confirmation": _unconfirmed, "speaker-thanks": _not_over}
    is_early: Callable[[Webinar, Person, date], bool] = early.get(document, lambda *_: False)
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


_WORDS = {str: "text", int: "number", bool: "yes or no"}


class ViewField(NamedTuple):
    """A name, what it is, and what it has; `view` is the class of the fields inside it."""

    name: str
    kind: str
    note: str
    view: type | None


def fields_of(view: type) -> Iterator[ViewField]:
    for name, hint in get_type_hints(view, include_extras=True).items():
        annotated, note = get_args(hint) if get_origin(hint) is Annotated else (hint, "")
        inner, several, optional = annotated, False, False
        if get_origin(annotated) is tuple:
            inner, several = get_args(annotated)[0], True
        elif get_origin(annotated) is UnionType:
            inner, optional = get_args(annotated)[0], True
        kind = _kind(inner)
        if several:
            kind = f"list of {kind}s" if inner in _WORDS else "list"
        path = f"{name}[]" if several else name
        kind += " or none" if optional else ""
        yield ViewField(
            path, kind, note, inner if isinstance(inner, type) and is_dataclass(inner) else None
        )


def every_field(view: type, prefix: str = "") -> Iterator[ViewField]:
    """Yield the fields of a view, each followed by those inside it: `webinar.title`."""
    for field in fields_of(view):
        yield field._replace(name=f"{prefix}{field.name}")
        if field.view:
            yield from every_field(field.view, f"{prefix}{field.name}.")


def _kind(inner: Any) -> str:
    if get_origin(inner) is Mapping:
        return "map of texts" if get_args(inner)[1] is str else "map of figures"
    return _WORDS.get(inner, "fields")
