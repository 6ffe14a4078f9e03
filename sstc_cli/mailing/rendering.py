"""The text and the page of each mail: a document in the languages of its reader."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sstc_cli.mail.inline import MailPage, mail_page
from sstc_cli.mailing.footer import footed
from sstc_cli.mailing.identity import stop_code
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.mailing.splicing import spliced
from sstc_cli.mailing.watching import Watched
from sstc_cli.model import Message
from sstc_cli.model.view import View
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.views.mail.message import message_view
from sstc_cli.views.mail.participant import ParticipantView
from sstc_cli.views.mail.reader import Reader

LONGEST_SUBJECT = 250  # characters, in all languages together: Exchange takes 255
# as long as a code, and nothing that a text would have; codes replace it in finished mails
CODE = "qqqqqqqqqqqqqqqq"
_BROKEN = re.compile(rf"[ \t]*stop\r?\n\s*{CODE}")
_VARIANTS = 512
_KEPT = 512  # rendered mails: most people read one of few

ViewOf = Callable[[Recipient, str], tuple[str, View]]
_Views = tuple[tuple[str, View], ...]


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


@dataclass(frozen=True, slots=True)
class _Kept:
    """A mail that was rendered, the views and the documents in it."""

    views: _Views
    documents: tuple[Document, ...]
    rendered: Rendered


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
        self._kept: dict[Hashable, _Kept] = {}
        self._nameless: dict[Hashable, tuple[str, Document]] = {}
        self._checked: set[Hashable] = set()
        self.splices = True

    def render(self, recipient: Recipient) -> Rendered:
        """Return the words for a person: in the person's language, or in all of the series'."""
        languages = recipient.languages(self.mailing.series.languages)
        views = tuple(self._view_of(recipient, language) for language in languages)
        can_stop = self.mailing.can_stop(recipient)
        variant = variant_of(recipient), can_stop
        rendered = self._words(variant, languages, views, can_stop=can_stop)
        if not can_stop:
            return rendered
        person = self.mailing.person(recipient)
        return rendered.with_code(stop_code(self.mailing.key, person))

    def _words(
        self, variant: Hashable, languages: tuple[str, ...], views: _Views, *, can_stop: bool
    ) -> Rendered:
        """Return the words of views: those of the same views, or of a similar mail, or new ones."""
        kept = self._kept.get(variant)
        same = kept and all(a[1] is b[1] for a, b in zip(kept.views, views, strict=True))
        if kept and same:
            return kept.rendered
        pairs = zip(languages, views, strict=True)
        filled = [self._filled((variant, code), *view, can_stop=can_stop) for code, view in pairs]
        subject = joined_subject([subject for subject, _ in filled])
        documents = tuple(document for _, document in filled)
        if made := self._spliced(kept, subject, documents):
            return self._compared(variant, made, documents)
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        rendered = self._rendered(subject, documents)
        self._kept[variant] = _Kept(views, documents, rendered)
        return rendered

    def _compared(
        self, variant: Hashable, made: Rendered, documents: tuple[Document, ...]
    ) -> Rendered:
        """Return words, after comparing the first ones of a variant with a complete rendering."""
        if variant in self._checked:
            return made
        complete = self._rendered(made.subject, documents)
        self.splices = made == complete
        self._checked.add(variant)
        return complete

    def _filled(
        self, key: tuple[Hashable, str], name: str, view: View, *, can_stop: bool
    ) -> tuple[str, Document]:
        """Return the subject and the document of a variant in a language.

        Those of people who differ in their names alone are the same if the template reads no name.
        """
        if key in self._nameless:
            return self._nameless[key]
        if not isinstance(view, ParticipantView):
            return self._fill(key[1], name, view, can_stop=can_stop)
        reader = Watched(view.reader)
        filled = self._fill(key[1], name, replace(view, reader=reader), can_stop=can_stop)
        if not reader.was_named and len(self._nameless) < _KEPT:
            self._nameless[key] = filled
        return filled

    def _fill(
        self, language: str, name: str, view: View, *, can_stop: bool
    ) -> tuple[str, Document]:
        """Return the subject and the document of a view in a language."""
        templates = self.templates[language]
        subject, document = templates.mail(name, view)
        if not can_stop:
            return subject, document
        sender = self.mailing.sender
        return subject, footed(document, templates, sender.answers or sender.email, CODE)

    def _spliced(
        self, kept: _Kept | None, subject: str, documents: tuple[Document, ...]
    ) -> Rendered | None:
        if kept is None or not self.splices:
            return None
        texts = kept.rendered.text, kept.rendered.page.html
        first = self.templates[documents[0].language]
        made = spliced(texts, kept.documents, documents, first)
        if made is None:
            return None
        text, html = made
        return Rendered(subject, text, replace(kept.rendered.page, html=html))

    def _rendered(self, subject: str, documents: tuple[Document, ...]) -> Rendered:
        """Return the words of documents, one after the other."""
        first = self.templates[documents[0].language]
        document = replace(documents[0], also=documents[1:])
        text, page = (FORMATS[kind](document, first).decode() for kind in ("txt", "html"))
        text = unbroken(text)
        return Rendered(subject, text, mail_page(page, self.mailing.series.domain))


def unbroken(text: str) -> str:
    """Return a text with the words to unsubscribe on one line, so that people can copy them."""
    return _BROKEN.sub(f"\nstop {CODE}", text)


def joined_subject(subjects: list[str]) -> str:
    """Return subjects in several languages as one, as far as there is room."""
    subject, *others = dict.fromkeys(subjects)
    for other in others:
        if len(subject) + len(other) + 3 <= LONGEST_SUBJECT:
            subject = f"{subject} / {other}"
    return subject


def variant_of(recipient: Recipient) -> Hashable:
    """Return what people share whose mails differ in their names alone."""
    reader = _unnamed(recipient.reader(recipient.language or ""))
    return reader, recipient.name is None, recipient.is_named


class Views:
    """The views of one mailing: made once for a variant, then given each person's name."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing
        self._made = lru_cache(_VARIANTS)(self._make)

    def view(self, recipient: Recipient, language: str) -> tuple[str, View]:
        """Return the document of a person, and its view in a language."""
        reader = recipient.reader(language)
        message = self.mailing.message_for(recipient)
        document, view = self._made(_unnamed(reader), message)
        if isinstance(view, ParticipantView):
            honorific = reader.honorific or view.reader.honorific
            named = replace(view.reader, name=reader.name, honorific=honorific)
            return document, replace(view, reader=named)
        return document, view

    def _make(self, reader: Reader, message: Message) -> tuple[str, View]:
        return message_view(message, self.mailing.series, self.mailing.webinar, reader)


def _unnamed(reader: Reader) -> Reader:
    """Return a reader without a name; the `id` of a speaker stays, because it decides the text."""
    return replace(reader, name=None, honorific=None)
