"""The text and the page of each mail: a document in the languages of its reader."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from sstc_cli.documents.stationery import letterhead_of, stationery
from sstc_cli.documents.templates import templates_of
from sstc_cli.mail.inline import MailPage, mail_page
from sstc_cli.mailing.footer import footed
from sstc_cli.mailing.identity import stop_code
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.mailing.view_keys import view_key
from sstc_cli.model.view import View
from sstc_cli.render import FORMATS, Templates
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
        self._rendered = dict[Hashable, Rendered]()

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
        rendered = self._kept(languages, views)
        if self.mailing.message.kind != "invitation":
            return rendered
        person = self.mailing.person(recipient)
        return rendered.with_code(stop_code(self.mailing.key, person))

    def _kept(self, languages: tuple[str, ...], views: Views) -> Rendered:
        """Return the words of views, rendered anew only if no recent ones were equal."""
        key = (languages, *((name, view_key(view)) for name, view in views))
        if key not in self._rendered:
            if len(self._rendered) >= _KEPT:
                self._rendered.clear()
            self._rendered[key] = self._render(languages, views)
        return self._rendered[key]

    def _render(self, languages: tuple[str, ...], views: Views) -> Rendered:
        """Return the words of views in their languages."""
        first = self.templates[languages[0]]
        filled = [
            self.templates[code].mail(name, view)
            for code, (name, view) in zip(languages, views, strict=True)
        ]
        parts = [
            footed(document, self.mailing, self.templates[code], CODE)
            for code, (_, document) in zip(languages, filled, strict=True)
        ]
        document = replace(parts[0], also=tuple(parts[1:]))
        text, page = (FORMATS[kind](document, first).decode() for kind in ("txt", "html"))
        subject = joined_subject([subject for subject, _ in filled])
        return Rendered(subject, text, mail_page(page, self.mailing.series.domain))


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
