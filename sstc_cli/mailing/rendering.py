"""The text and the page of each mail: a document in the languages of its reader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial

from sstc_cli.documents.stationery import letterhead_of, stationery
from sstc_cli.documents.templates import templates_of
from sstc_cli.mail.inline import MailPage, mail_page
from sstc_cli.mailing.footer import footed
from sstc_cli.mailing.identity import stop_code
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model.view import View
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.views.mail.message import message_view

LONGEST_SUBJECT = 120  # characters
# as long as a code, and nothing that a text would have; codes replace it in finished mails
CODE = "qqqqqqqqqqqqqqqq"
_KEPT = 512  # rendered mails: most people read one of few

Views = tuple[tuple[str, View], ...]
ViewOf = Callable[[Recipient, str], tuple[str, View]]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of a mail."""

    subject: str
    text: str
    page: MailPage

    def with_code(self, code: str) -> "Rendered":
        """Return the words with a person's own code to unsubscribe."""
        page = replace(self.page, html=self.page.html.replace(CODE, code))
        return Rendered(self.subject, self.text.replace(CODE, code), page)


class Renderer:
    """Renders the mails of one mailing; `view_of` returns a document and its view for a person."""

    def __init__(self, mailing: Mailing, view_of: ViewOf | None = None) -> None:
        self.mailing = mailing
        self._view_of = view_of or partial(_view_of, mailing)
        self._rendered = lru_cache(_KEPT)(self._render)

    @cached_property
    def templates(self) -> Mapping[str, Templates]:
        """The templates in each language, on the letterhead of the workspace."""
        workspace, series = self.mailing.workspace, self.mailing.series
        letterhead = letterhead_of(workspace, series)
        return {
            code: templates_of(
                workspace, code, stationery(workspace, series, code, letterhead=letterhead)
            )
            for code in series.languages
        }

    def render(self, recipient: Recipient) -> Rendered:
        """Return the words for a person: in the person's language, or in all of the series'."""
        languages = recipient.languages(self.mailing.series.languages)
        views = tuple(self._view_of(recipient, language) for language in languages)
        rendered = self._rendered(languages, views)
        if self.mailing.message.kind != "invitation":
            return rendered
        person = self.mailing.person(recipient)
        return rendered.with_code(stop_code(self.mailing.key, person))

    def _render(self, languages: tuple[str, ...], views: Views) -> Rendered:
        """Return the words of views: people with equal views read the same."""
        first = self.templates[languages[0]]
        filled = [
            self.templates[code].mail(name, view)
            for code, (name, view) in zip(languages, views, strict=True)
        ]
        documents = [document for _, document in filled]
        text = FORMATS["txt"](self._joined(documents, linked=False), first).decode()
        page = FORMATS["html"](self._joined(documents, linked=True), first).decode()
        subject = joined_subject([subject for subject, _ in filled])
        return Rendered(subject, text, mail_page(page, self.mailing.series.domain))

    def _joined(self, documents: list[Document], *, linked: bool) -> Document:
        """Return the documents of all languages as one, each with what a mail has below it."""
        parts = [
            footed(part, self.mailing, self.templates[part.language], CODE, linked=linked)
            for part in documents
        ]
        return replace(parts[0], also=tuple(parts[1:]))


def joined_subject(subjects: list[str]) -> str:
    """Return subjects in several languages as one, as far as there is room."""
    subject, *others = dict.fromkeys(subjects)
    for other in others:
        if len(subject) + len(other) + 3 <= LONGEST_SUBJECT:
            subject = f"{subject} / {other}"
    return subject


def _view_of(mailing: Mailing, recipient: Recipient, language: str) -> tuple[str, View]:
    message = mailing.message_for(recipient)
    return message_view(message, mailing.series, mailing.webinar, recipient.reader(language))
