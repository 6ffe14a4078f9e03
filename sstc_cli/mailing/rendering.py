"""The text and the page of each mail: a document in the languages of its reader, and a footer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote

from sstc_cli.mail.inline import MailPage, mail_page
from sstc_cli.mailing.mailing import Mailing, stop_code
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.model import Message
from sstc_cli.model.view import View
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.render.escape import link
from sstc_cli.views.fixed_labels import MailLabel
from sstc_cli.views.messages import ParticipantView, Reader, message_view


def stop_link(address: str, code: str) -> str:
    return f"mailto:{quote(address, safe='@+')}?subject={quote(f'stop {code}')}"


def footed(document: Document, templates: Templates, address: str, code: str) -> Document:
    """Return a document with how to get no more invitations below it, by a mail to an address."""
    words = templates.label(MailLabel.STOP).replace("{address}", link(address))
    below = words.replace("{subject}", f"stop {code}")
    return replace(document, markdown=f"{document.markdown}\n---\n\n{below}\n")


LONGEST_SUBJECT = 250  # characters, in all languages together: Exchange takes 255
# as long as a code, and nothing that a text would have; codes replace it in finished mails
CODE = "qqqqqqqqqqqqqqqq"
_BROKEN = re.compile(rf"[ \t]*stop\r?\n\s*{CODE}")
_VARIANTS = 512
_KEPT = 512  # rendered mails: most people read one of few

ViewOf = Callable[[Recipient, str], tuple[str, View]]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of a mail."""

    subject: str
    text: str
    page: MailPage


class Renderer:
    """Renders the mails of one mailing by the templates of each language.

    `view_of` returns a document and its view for a person.
    """

    def __init__(
        self,
        mailing: Mailing,
        templates: Mapping[str, Templates],
        view_of: ViewOf | None = None,
    ) -> None:
        self.mailing, self.templates = mailing, templates
        self._view_of = view_of or Views(mailing).view
        self._kept: dict[tuple[str, tuple[str, ...]], Rendered] = {}

    def render(self, recipient: Recipient) -> Rendered:
        """Return the words for a person: in one language or all; the same words are made once."""
        can_stop = self.mailing.can_stop(recipient)
        languages = recipient.languages(self.mailing.series.languages)
        filled = [
            self._fill(language, *self._view_of(recipient, language), can_stop=can_stop)
            for language in languages
        ]
        subject = joined_subject([subject for subject, _ in filled])
        documents = [document for _, document in filled]
        key = (subject, tuple(f"{one.language}\n{one.markdown}" for one in documents))
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = self._rendered(subject, documents)
        rendered = self._kept[key]
        if not can_stop:
            return rendered
        code = stop_code(self.mailing.key, self.mailing.person(recipient))
        page = replace(rendered.page, html=rendered.page.html.replace(CODE, code))
        return Rendered(rendered.subject, rendered.text.replace(CODE, code), page)

    def _fill(
        self, language: str, name: str, view: View, *, can_stop: bool
    ) -> tuple[str, Document]:
        templates = self.templates[language]
        subject, document = templates.mail(name, view)
        if not can_stop:
            return subject, document
        sender = self.mailing.sender
        return subject, footed(document, templates, sender.answers or sender.email, CODE)

    def _rendered(self, subject: str, documents: Sequence[Document]) -> Rendered:
        first = self.templates[documents[0].language]
        document = replace(documents[0], also=tuple(documents[1:]))
        text, page = (FORMATS[kind](document, first).decode() for kind in ("txt", "html"))
        # the words to unsubscribe are on one line, so that people can copy them
        text = _BROKEN.sub(f"\nstop {CODE}", text)
        return Rendered(subject, text, mail_page(page, self.mailing.series.domain))


def joined_subject(subjects: list[str]) -> str:
    """Return subjects in several languages as one, as far as there is room."""
    subject, *others = dict.fromkeys(subjects)
    for other in others:
        if len(subject) + len(other) + 3 <= LONGEST_SUBJECT:
            subject = f"{subject} / {other}"
    return subject


class Views:
    """The views of one mailing: made once for a variant, then given each person's name."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing
        self._made = lru_cache(_VARIANTS)(self._make)

    def view(self, recipient: Recipient, language: str) -> tuple[str, View]:
        """Return the document of a person, and its view in a language."""
        reader = recipient.reader(language)
        message = self.mailing.message_for(recipient)
        document, view = self._made(replace(reader, name=None, honorific=None), message)
        if isinstance(view, ParticipantView):
            honorific = reader.honorific or view.reader.honorific
            named = replace(view.reader, name=reader.name, honorific=honorific)
            return document, replace(view, reader=named)
        return document, view

    def _make(self, reader: Reader, message: Message) -> tuple[str, View]:
        return message_view(message, self.mailing.series, self.mailing.webinar, reader)
