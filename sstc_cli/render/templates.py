"""Find a document's template, fill it with a view, and report errors with their line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import (
    Environment,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from markupsafe import Markup
from markupsafe import escape as escape_html

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.model import Foreign
from sstc_cli.model.text import ForeignName, form_for
from sstc_cli.model.view import Figure, View
from sstc_cli.render.display.qr import qr_picture
from sstc_cli.render.escape import (
    add_direction_mark,
    clean,
    escape,
    in_language,
    isolate_ends,
    line_break,
    link,
    paragraphs,
    picture_of,
)
from sstc_cli.render.sandbox import (
    SHIPPED,
    Printed,
    Sandbox,
    UnknownNameError,
    UnshownError,
    UnshownInTemplateError,
    loader_of,
    shown,
    text_of,
)
from sstc_cli.render.stationery import FOOT, Stationery, band_html
from sstc_cli.render.subject import SubjectBlock, fitted, subject_line, unfitted

FOREIGN = "{text} [{language}]"  # the label around a text in another language than the document's
NUMBERED = "Figure {number}. {caption}"  # a label
_MISSING = re.compile(r"No (filter|test) named '(.*)'")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_HONOURED = "{honorific} {name}"
_IN_NAME = re.compile("(?<=[A-Za-z\u00c0-\u024f])’(?=[A-Za-z\u00c0-\u024f])")
_PLAIN = Stationery()
# The exceptions that a wrong template can raise; any other one is our bug.
_ERRORS = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError),
    *(TypeError, ValueError, OSError, NameError, MemoryError),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A filled template: its Markdown, and what else a format needs.

    In the Markdown, `[words]{lang=zh}` are words of another language. `colon` separates a label
    from its value in plain text. `to_paste` is whether people paste its paragraphs elsewhere,
    and `dense` whether its type is small on paper.
    `also` has the document in further languages, which follow in the same file. `foreign` and
    `untranslated` are the texts and labels that lack a translation. `organisers`, `series` and
    `foot` are the words at the head and foot of its pages. `figures` are those that its Markdown
    places by a fence (see `figures.inserts`), and `numbered` is what their captions begin with.
    `code` is the text of a QR code that its layout has, and `keywords` go into the file.
    """

    markdown: str
    language: str
    direction: str
    revised: str
    colon: str = ": "
    to_paste: bool = False
    dense: bool = False
    foreign: tuple[Foreign, ...] = ()
    untranslated: tuple[str, ...] = ()
    also: tuple["Document", ...] = ()
    organisers: str = ""
    series: str = ""
    foot: str = FOOT
    numbered: str = NUMBERED
    figures: Mapping[str, Figure] = field(default_factory=dict)
    code: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple["Document", ...]:
        return (self, *self.also)


class Templates:
    """A workspace's own templates, then the shipped ones, in one language.

    `labels` maps an English label to its translation, and `language_name` a code to the name of its
    language; `stationery` has the paper, header and footer.
    """

    def __init__(
        self,
        own: Path,
        shipped: Path,
        labels: Mapping[str, str],
        language_name: Callable[[str], str] = str,
        stationery: Stationery = _PLAIN,
    ) -> None:
        self.own, self.stationery = own, stationery
        self._labels = labels
        self._language_name = language_name
        self._direction = "ltr"
        self._foreign: dict[int, Foreign] = {}
        self._untranslated: dict[str, None] = {}
        loader = loader_of(own, shipped)
        filters: dict[str, Callable[..., Markup]] = {
            "break": lambda text: line_break(text, self._printed),
            "fit": lambda text: fitted(self._fitted(text_of(text))),
            "link": link,
            "paragraphs": self._paragraphs,
            "picture": self._picture,
            "qr": lambda url, words: qr_picture(url, self._printed(words)),
            "safe": lambda text: Markup(shown(text_of(text))),  # noqa: S704 the template trusts it
        }
        self._documents = Sandbox(loader, self._printed, filters, markdown=True)
        self._pages = Sandbox(loader, escape_html, {})
        self._documents.globals["_"] = translator(self._label, self._printed, self._unnamed)
        self._pages.globals["_"] = translator(self._label, escape_html, escape_html)

    def label(self, text: str) -> str:
        return self._labels.get(text, text)

    def document(self, name: str, view: View) -> Document:
        return self._document(name, view)[0]

    def subject(self, name: str, view: View) -> str:
        return self.mail(name, view)[0]

    def mail(self, name: str, view: View) -> tuple[str, Document]:
        """Return the subject of an e-mail and the document that is its text, filled at once.

        A template of the workspace without the block `subject` has the shipped one.
        """
        document, subject = self._document(name, view)
        if subject is None:
            subject = self._document(f"{SHIPPED}/{name}", view)[1] or ""
        return subject_line(subject, name), document

    def plain(self, text: str, language: str, direction: str, revised: str) -> Document:
        """Return a document of Markdown that no template made, with the usual head and foot."""
        return Document(
            markdown=text,
            language=language,
            direction=direction,
            revised=revised,
            colon=self.label(": "),
            organisers=self.stationery.organisers,
            series=self.stationery.series,
            foot=self.label(FOOT),
            numbered=self.label(NUMBERED),
        )

    def _document(self, name: str, view: View) -> tuple[Document, str | None]:
        """Return a document, and the Markdown of its subject if its template has one."""
        assert is_dataclass(view)  # noqa: S101
        names = {field.name: getattr(view, field.name) for field in fields(view)}
        self._direction, self._foreign, self._untranslated = view.direction, {}, {}
        subject = SubjectBlock()
        text = unfitted(clean(filled(self._documents, f"{name}.md.j2", names, subject)))
        text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
        if view.language.startswith("zh"):  # whose fonts give a curly one the room of a letter
            text = _IN_NAME.sub("'", text)
        document = replace(
            self.plain(text, view.language, view.direction, view.revised),
            figures=getattr(view, "figures", {}),
            code=getattr(view, "code", ""),
            keywords=getattr(view, "keywords", ()),
            foreign=tuple(self._foreign.values()),
            untranslated=tuple(self._untranslated),
        )
        return document, subject.markdown

    def page(self, document: Document, title: str, body: str, style: str = "") -> str:
        """Return the HTML page of a document whose Markdown has become `body`.

        `style` is the style of the figures in it.
        """
        head = foot = ""
        if letterhead := self.stationery.letterhead:
            bands = letterhead.heads.opening, letterhead.feet.opening
            head, foot = map(band_html, bands)
        names = {
            "title": title,
            "body": Markup(body),  # noqa: S704 made from Markdown without HTML
            "figures": Markup(style),  # noqa: S704 a file of ours
            "language": document.language,
            "direction": document.direction,
            "paper": self.stationery.paper.replace("-", " "),
            "organisers": self.stationery.organisers,
            "series": self.stationery.series,
            "head": head,
            "foot": foot,
            "font": self.stationery.look.font,
            "accent": self.stationery.look.accent,
            "accent_at_night": self.stationery.look.accent_at_night,
        }
        return filled(self._pages, "layout.html.j2", names)

    def _label(self, text: str) -> str:
        if text not in self._labels:
            self._untranslated[text] = None
        return self.label(text)

    def _printed(self, text: str) -> Markup:
        """Return a value as Markdown; mark words of another language and name the language."""
        if not isinstance(text, Foreign):
            return escape(isolate_ends(text, self._direction))
        if isinstance(text, ForeignName):
            return self._unnamed(text)
        mark = escape(
            self._label(FOREIGN).replace("{language}", self._language_name(text.language))
        )
        return Markup(mark.replace("{text}", self._unnamed(text)))  # noqa: S704 escaped

    def _unnamed(self, text: Foreign) -> Markup:
        """Return words of another language as Markdown, without the name of the language."""
        self._foreign.setdefault(id(text.text), text)
        return in_language(escape(add_direction_mark(text, self._direction)), text.language)

    def _fitted(self, text: str) -> Markup:  # a subject has no room for the name of a language
        return self._unnamed(text) if isinstance(text, Foreign) else self._printed(text)

    def _picture(self, picture: Any) -> Markup:
        """Return the picture of a person as Markdown; nothing if there is none."""
        if not picture:
            return Markup()
        if picture.file not in self.stationery.photos:
            raise TemplateRuntimeError(f"no person in `people` has the picture `{picture.file}`")
        return picture_of(picture.file, self._printed(picture.alternative))

    def _paragraphs(self, text: str) -> Markup:
        part = text.part if isinstance(text, Foreign) else str
        return paragraphs(text, lambda words: self._printed(part(words)))


def translator(
    translated: Callable[[str], str], printed: Printed, unnamed: Callable[[Foreign], Markup]
) -> Callable[..., Markup]:
    """Return the `_` of templates: a label in the document's language, its `{names}` filled in.

    Labels are part of the templates, so they may contain Markdown; the values are escaped. Of
    several values in one other language, only the first names it.
    """

    def translate(label: str, **values: object) -> Markup:
        if not isinstance(label, str):
            raise TypeError(f"a label is a text, and not a `{type(label).__name__}`")

        named: set[str] = set()

        def fill(placeholder: re.Match[str]) -> str:
            value = values.get(placeholder[1], placeholder[0])
            if isinstance(value, Markup):
                return value
            text = text_of(value)
            if not isinstance(text, Foreign):
                return printed(text)
            again = text.language in named
            named.add(text.language)
            return unnamed(text) if again else printed(text)

        pattern = form_for(translated(label), values)
        if label == _HONOURED and not _is_of(pattern, values.get("honorific", "")):
            pattern = label
        text = _PLACEHOLDER.sub(fill, shown(pattern))
        return Markup(text)  # noqa: S704 from the template, its values escaped

    return translate


def _is_of(pattern: str, honorific: object) -> bool:
    """Return whether an honorific fits a pattern; in one without a space, words of Latin do not."""
    words = text_of(honorific)
    return " " in pattern or not (isinstance(words, Foreign) or re.search("[A-Za-z]", words))


def filled(
    environment: Sandbox, name: str, names: Mapping[str, Any], subject: SubjectBlock | None = None
) -> str:
    """Return a template filled with these names, and its subject; or raise SstcError."""
    try:
        return environment.fill(name, names, subject)
    except _ERRORS as error:
        raise explained_fault(error, name, names, environment) from error


def explained_fault(
    error: Exception, name: str, names: Mapping[str, Any], environment: Environment
) -> SstcError:
    message, hint = str(error), "correct the template, then run `sstc templates check`"
    match error:
        case UnknownNameError(owner=Mapping()):
            message, hint = _without_key(error, names)
        case UnknownNameError():
            usable = (
                [*names, *environment.globals] if error.owner is None else _names_of(error.owner)
            )
            message, hint = f"unknown name `{error.name}`", did_you_mean(error.name, usable)
        case TemplateError() if missing := _MISSING.match(message):
            kind, word = missing.groups()
            usable = list(environment.filters if kind == "filter" else environment.tests)
            message, hint = f"unknown {kind} `{word}`", did_you_mean(word, usable)
        case UnshownError() | UnshownInTemplateError():
            hint = error.hint
        case TemplateNotFound():
            message = f"template `{error.name}` not found"
            hint = "add it to `templates/`, or write `shipped/NAME` for one that comes with sstc"
        case RecursionError():
            message = "templates, macros or lists are inside each other without end"
        case UnicodeDecodeError():
            message, hint = "the template is not UTF-8 text", "save it as UTF-8"
        case SecurityError() if "leads out" in message:
            hint = "put the template itself there, not a link to it"
        case OSError():
            message = f"the template cannot be read: {explained(error)}"
            hint = "check that you have permission to read it"
    message = message.strip().rstrip(".")
    message = message[:1].lower() + message[1:]
    return SstcError(f"{_place(error, name)}: {message}", hint, ExitCode.DATA)


def _without_key(error: UnknownNameError, names: Mapping[str, Any]) -> tuple[str, str]:
    """Return a message and a hint about a text of the office's own that the data lacks."""
    holders = (name for name, value in names.items() if getattr(value, "more", ()) is error.owner)
    holder = next((f"{name}.more" for name in holders), "more")
    number = getattr(names.get("webinar"), "number", None)
    where = f" for webinar {number}" if number else ""
    hint = (
        f"add `{error.name}` to `more` in data/webinars.yaml, or write "
        f'`more.{error.name} | default("")` in the template'
    )
    return f"`{holder}` has no `{error.name}`{where}", hint


def _names_of(owner: object) -> list[str]:
    return [field.name for field in fields(owner)] if is_dataclass(owner) else []


def _place(error: Exception, name: str) -> str:
    """Return the innermost template line that raised the error: `templates/agenda.md.j2:12`."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or name}:{error.lineno}"
    frames = walk_tb(error.__traceback__)
    lines = [(frame.f_code.co_filename, line) for frame, line in frames]
    places = [f"{file}:{line}" for file, line in lines if file.endswith(".j2")]
    return places[-1] if places else f"templates/{name}"
