"""Find a document's template, fill it with a view, and say where a template is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from traceback import walk_tb
from typing import Any, Protocol

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from markupsafe import Markup
from markupsafe import escape as escape_html

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.model import Foreign
from sstc_cli.render.escape import (
    add_direction_mark,
    clean,
    escape,
    in_language,
    isolate_ends,
    link,
    paragraphs,
)
from sstc_cli.render.letterhead_html import band_html
from sstc_cli.render.sandbox import EndlessError, Printed, Sandbox, UnknownNameError
from sstc_cli.render.stationery import Stationery

SHIPPED = "shipped"
FOREIGN = "{text} [{language}]"  # the label of a text that lacks the document's language
_MISSING = re.compile(r"No (filter|test) named '(.*)'")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PLAIN = Stationery()
# What a wrong template can raise; everything else is a bug of ours.
_FAULTS = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError),
    *(TypeError, ValueError, OSError),
)


class EndlessTemplateError(SstcError):
    """A template has used up what one document may cost: whoever fills many should leave it."""


class View(Protocol):
    """What every view has, whatever its document; it is a dataclass."""

    @property
    def language(self) -> str:
        """The code of its language."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""

    @property
    def revised(self) -> str:
        """When what it shows last changed, in UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Document:
    """A filled template: Markdown, and what a format has to know besides.

    In the Markdown, `[words]{lang=zh}` are words of another language. `colon` stands between a
    label and its value in plain text. `also` has the same in further languages, to stand after it
    in the same file. `foreign` and `untranslated` are the texts and the labels that lack the
    document's language.
    """

    markdown: str
    language: str
    direction: str
    revised: str
    colon: str = ": "
    foreign: tuple[Foreign, ...] = ()
    untranslated: tuple[str, ...] = ()
    also: tuple["Document", ...] = ()

    @property
    def parts(self) -> tuple["Document", ...]:
        """The document in each of its languages."""
        return (self, *self.also)


class Templates:
    """A workspace's own templates, and behind them the shipped ones, in one language.

    `labels` maps an English label to its translation; `spoken` gives a language's name by its code;
    `stationery` is what pages carry besides.
    """

    def __init__(
        self,
        own: Path,
        shipped: Path,
        labels: Mapping[str, str],
        spoken: Callable[[str], str] = str,
        stationery: Stationery = _PLAIN,
    ) -> None:
        self.own, self.stationery = own, stationery
        self._labels = labels
        self._spoken = spoken
        self._direction = "ltr"
        self._foreign: dict[int, Foreign] = {}
        self._untranslated: dict[str, None] = {}
        loader = _loader(own, shipped)
        filters: dict[str, Callable[..., Markup]] = {"link": link, "paragraphs": self._paragraphs}
        self._documents = Sandbox(loader, self._printed, filters)
        self._pages = Sandbox(loader, escape_html, {})
        self._documents.globals["_"] = _translator(self._label, self._printed)
        self._pages.globals["_"] = _translator(self._label, escape_html)

    def label(self, text: str) -> str:
        """A label in the documents' language, for what a format itself adds."""
        return self._labels.get(text, text)

    def document(self, name: str, view: View) -> Document:
        """The document of that name, filled with a view."""
        assert is_dataclass(view)  # noqa: S101
        names = {each.name: getattr(view, each.name) for each in fields(view)}
        self._direction, self._foreign, self._untranslated = view.direction, {}, {}
        text = clean(_filled(self._documents, f"{name}.md.j2", names))
        return Document(
            markdown=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
            language=view.language,
            direction=view.direction,
            revised=view.revised,
            colon=self.label(": "),
            foreign=tuple(self._foreign.values()),
            untranslated=tuple(self._untranslated),
        )

    def page(self, document: Document, title: str, body: str) -> str:
        """The HTML page of a document whose Markdown has become `body`."""
        letterhead = self.stationery.letterhead
        names = {
            "title": title,
            "body": Markup(body),  # noqa: S704 made from Markdown without HTML
            "language": document.language,
            "direction": document.direction,
            "paper": self.stationery.paper,
            "organisers": self.stationery.organisers,
            "series": self.stationery.series,
            "head": band_html(letterhead.heads.opening) if letterhead else "",
            "foot": band_html(letterhead.feet.opening) if letterhead else "",
        }
        return _filled(self._pages, "layout.html.j2", names)

    def _label(self, text: str) -> str:
        """A label, and a note where it lacks the language."""
        if text not in self._labels:
            self._untranslated[text] = None
        return self.label(text)

    def _printed(self, text: str) -> Markup:
        """A value as Markdown; words of another language are set apart, and say which it is."""
        if not isinstance(text, Foreign):
            return escape(isolate_ends(text, self._direction))
        self._foreign.setdefault(id(text.text), text)
        mark = escape(self._label(FOREIGN).replace("{language}", self._spoken(text.language)))
        words = in_language(escape(add_direction_mark(text, self._direction)), text.language)
        return Markup(mark.replace("{text}", words))  # noqa: S704 its values are made safe

    def _paragraphs(self, text: str) -> Markup:
        """The text with its blank lines kept as breaks between paragraphs."""
        part = text.part if isinstance(text, Foreign) else str
        return paragraphs(text, lambda words: self._printed(part(words)))


class _Folder(FileSystemLoader):
    """The templates in one folder, and none that a link leads to elsewhere."""

    def __init__(self, folder: Path, shown: str) -> None:
        super().__init__(folder)
        self._folder = folder.resolve()
        self._shown = shown

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, under the name that users know it by."""
        source, file, uptodate = super().get_source(environment, template)
        if not Path(file).resolve().is_relative_to(self._folder):
            raise SecurityError(f"`{self._shown}/{template}` leads out of the folder")
        return source, f"{self._shown}/{template}", uptodate


def _loader(own: Path, shipped: Path) -> BaseLoader:
    """`shipped/…` always means the shipped ones, so that a template can extend its namesake."""
    behind = _Folder(shipped, SHIPPED)
    return ChoiceLoader([PrefixLoader({SHIPPED: behind}), _Folder(own, "templates"), behind])


def _translator(translated: Callable[[str], str], printed: Printed) -> Callable[..., Markup]:
    """The `_` of templates: a label in the document's language, its `{names}` filled in.

    Labels are part of the templates, so their marks count; what is filled in is made safe.
    """

    def translate(label: str, **values: object) -> Markup:
        def fill(found: re.Match[str]) -> str:
            value = values.get(found[1], found[0])
            if isinstance(value, Markup):
                return value
            return printed(value if isinstance(value, str) else str(value))

        text = _PLACEHOLDER.sub(fill, translated(label))
        return Markup(text)  # noqa: S704 of the template, its values made safe

    return translate


def _filled(environment: Sandbox, name: str, names: Mapping[str, Any]) -> str:
    try:
        return environment.fill(name, names)
    except _FAULTS as error:
        raise _explained(error, name, [*names, *environment.globals], environment) from error


def _explained(
    error: Exception, name: str, names: Sequence[str], environment: Environment
) -> SstcError:
    """What is wrong with a template, where, and what to do."""
    message, hint = str(error), "docs/templates.md has what a template may use"
    match error:
        case UnknownNameError():
            known = list(names) if error.owner is None else _names_of(error.owner)
            message, hint = f"there is no `{error.name}` here", did_you_mean(error.name, known)
        case TemplateError() if found := _MISSING.match(message):
            kind, word = found.groups()
            known = list(environment.filters if kind == "filter" else environment.tests)
            message, hint = f"there is no {kind} `{word}`", did_you_mean(word, known)
        case TemplateNotFound():
            message = f"there is no template `{error.name}`"
            hint = "templates lie in `templates/`, those that come with sstc in `shipped/`"
        case RecursionError():
            message = "the templates or macros include each other without end"
        case UnicodeDecodeError():
            message, hint = "the template is no UTF-8 text", "save it as UTF-8"
        case SecurityError() if "leads out" in message:
            hint = "put the template itself there, not a link to it"
        case OSError():
            message, hint = f"the template cannot be read: {explained(error)}", "may you read it?"
    message = message.strip().rstrip(".")
    message = message[:1].lower() + message[1:]
    kind = EndlessTemplateError if isinstance(error, EndlessError) else SstcError
    return kind(f"{_place(error, name)}: {message}", hint, ExitCode.DATA)


def _names_of(owner: object) -> list[str]:
    return [each.name for each in fields(owner)] if is_dataclass(owner) else []


def _place(error: Exception, name: str) -> str:
    """`templates/agenda.md.j2:12`: the innermost line of a template that the error passed."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or name}:{error.lineno}"
    frames = walk_tb(error.__traceback__)
    passed = [(frame.f_code.co_filename, line) for frame, line in frames]
    places = [f"{file}:{line}" for file, line in passed if file.endswith(".j2")]
    return places[-1] if places else f"templates/{name}"
