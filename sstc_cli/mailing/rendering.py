"""The text and the page of each mail: a document in the languages of its reader, and a footer."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from urllib.parse import quote

from sstc_cli.mail.inline import MailPage, mail_page
from sstc_cli.mailing.mailing import Mailing, stop_code
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.model import Message
from sstc_cli.model.view import View
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.render.escape import link
from sstc_cli.render.html import write_fragment
from sstc_cli.views.fixed_labels import MailLabel
from sstc_cli.views.mail_reader import Reader, ReaderFacts
from sstc_cli.views.messages import ParticipantView, message_view


def stop_link(address: str, code: str) -> str:
    return f"mailto:{quote(address, safe='@+')}?subject={quote(f'stop {code}')}"


def footed(document: Document, templates: Templates, address: str, code: str) -> Document:
    """Return a document with how to get no more invitations below it, by a mail to an address."""
    words = templates.label(MailLabel.STOP).replace("{address}", link(address))
    below = words.replace("{subject}", f"stop {code}")
    return replace(document, markdown=f"{document.markdown}\n---\n\n{below}\n")


_PERSONAL = frozenset({"name", "honorific"})


class Watched(ReaderFacts):
    """A reader of whom it is known afterwards whether the name was read."""

    def __init__(self, facts: ReaderFacts) -> None:
        super().__init__(*(getattr(facts, field.name) for field in fields(facts)))
        object.__setattr__(self, "was_named", False)

    was_named: bool

    def __getattribute__(self, name: str) -> object:
        """Return a fact, and note it if it is about this person alone."""
        if name in _PERSONAL:
            object.__setattr__(self, "was_named", True)
        return super().__getattribute__(name)


# what follows has no meaning of its own at the start of a block; nor has it line breaks
_WORDS = re.compile(r"[^\W\d_][^\n|<>`\[\]{}~*&]*")
_PARAGRAPH = re.compile(r"<p>([^<>&\u00a0]*)</p>\n")

Pair = tuple[str, str]


def spliced(
    texts: Pair, before: Sequence[Document], now: Sequence[Document], templates: Templates
) -> Pair | None:
    """Return the text and the page of documents by those of similar ones, or None if that fails."""
    text, page = texts
    for old, new in zip(before, now, strict=True):
        changed = _changed(old, new)
        if changed is None:
            return None
        for was, is_ in changed:
            words, marked = (
                _exchanged(text, was, is_, templates),
                _marked(page, was, is_, templates),
            )
            if words is None or marked is None:
                return None
            text, page = words, marked
    return text, page


def _changed(old: Document, new: Document) -> list[tuple[Document, Document]] | None:
    """Return the paragraphs that differ, old and new, or None if something else differs."""
    if old is new:
        return []
    pieces = old.markdown.split("\n\n"), new.markdown.split("\n\n")
    if len(pieces[0]) != len(pieces[1]) or replace(old, markdown=new.markdown) != new:
        return None
    pairs = [(was, is_) for was, is_ in zip(*pieces, strict=True) if was != is_]
    if not all(_WORDS.fullmatch(piece) for pair in pairs for piece in pair):
        return None
    return [
        (replace(new, markdown=f"{was}\n"), replace(new, markdown=f"{is_}\n")) for was, is_ in pairs
    ]


def _exchanged(text: str, old: Document, new: Document, templates: Templates) -> str | None:
    """Return a text with another paragraph, if the old one stands there once."""
    was, is_ = (_piece(*_decisive(part), templates)[0] for part in (old, new))
    found = f"\n\n{was}\n\n"
    return text.replace(found, f"\n\n{is_}\n\n") if text.count(found) == 1 else None


def _marked(page: str, old: Document, new: Document, templates: Templates) -> str | None:
    """Return a page with another paragraph, if the old one stands there once."""
    was, is_ = (_piece(*_decisive(part), templates)[1] for part in (old, new))
    if was is None or is_ is None:
        return None
    found = f">{was}</p>"
    return page.replace(found, f">{is_}</p>") if page.count(found) == 1 else None


def _decisive(part: Document) -> tuple[str, str, str, str, bool]:
    """Return what decides how a paragraph is rendered."""
    return part.markdown, part.language, part.direction, part.colon, part.to_paste


@lru_cache(maxsize=256)  # the old paragraph is the same for all mails of a variant
def _piece(  # noqa: PLR0913, PLR0917 all are facts of one paragraph
    markdown: str,
    language: str,
    direction: str,
    colon: str,
    to_paste: bool,
    templates: Templates,
) -> tuple[str, str | None]:
    """Return a paragraph as text, and its words in HTML, or None if they have marks."""
    part = Document(markdown, language, direction, "", colon, to_paste)
    marked = _PARAGRAPH.fullmatch(write_fragment(part))
    text = FORMATS["txt"](part, templates).decode().strip("\n")
    return text, marked[1] if marked else None


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
    return replace(reader, name=None, honorific=None)
