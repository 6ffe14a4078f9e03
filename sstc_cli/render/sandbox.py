"""A sandbox for templates: where they are found, and what they may do and write."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, wraps
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.loaders import split_template_path
from jinja2.parser import Parser
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Namespace, missing
from markupsafe import Markup

from sstc_cli.model import Foreign
from sstc_cli.render.subject import SubjectBlock

_MOST_BITS = 64
_LARGEST_NUMBER = 1e18  # which Python can write into a program again


def text_of(value: object) -> str:
    """Return a text or number as text. Refuse lists: a short one can have a very long text."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(small(value))
    if value is None or isinstance(value, (float, Undefined)):
        return str(value)  # which fails for an unknown name
    raise TemplateRuntimeError(f"a `{type(value).__name__}` is neither a text nor a number")


def of_text(work: Any) -> Callable[..., Any]:
    """Return a filter or test that refuses all but texts and numbers."""

    @wraps(work)
    def limited(value: Any, *options: Any, **named: Any) -> Any:
        return work(text_of(value), *options, **named)

    return limited


def small(number: int) -> int:
    """Return a number of at most some 20 digits; work with thousands of digits takes long."""
    if number.bit_length() > _MOST_BITS:
        raise SecurityError("the number has too many digits")
    return number


def parts_of(template: nodes.Node) -> Iterator[nodes.Node]:
    """Yield all parts of a template in their order, however deep they are."""
    waiting = [template]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += reversed([*part.iter_child_nodes()])


_UNSHOWN = re.compile(
    r"(?P<code>(`+)[^`](?:.*?[^`])??\2(?!`))"
    r"|(?<!\\)(?P<picture>!\[)"
    r"|(?<!\\)(?P<tag></?(?!br *+/? *+>)[A-Za-z][A-Za-z0-9-]*+(?=[\s/>])|<!--)",
    re.DOTALL,
)
_PICTURE_HINT = "a logo belongs in the header of templates/letterhead.docx"
_TAG_HINT = "write Markdown, for example `**bold**`, or `\\<` to show the character"


class UnshownInTemplateError(TemplateSyntaxError):
    """A template has a picture or a tag of HTML."""

    hint = ""


class UnshownError(TemplateRuntimeError):
    """A label, or a value that is read as Markdown, has a picture or a tag of HTML."""

    hint = ""


def refuse_in_template(parts: Iterable[nodes.Node], name: str | None, file: str | None) -> None:
    for text in (part for part in parts if isinstance(part, nodes.TemplateData)):
        for at, message, hint in _unshown(text.data):
            line = text.lineno + text.data.count("\n", 0, at)
            error = UnshownInTemplateError(message, line, name, file)
            error.hint = hint
            raise error


def shown(text: Any) -> Any:
    """Return a value that is read as Markdown; refuse it if it has a picture or a tag."""
    for _, message, hint in _unshown(text) if isinstance(text, str) else ():
        error = UnshownError(message)
        error.hint = hint
        raise error
    return text


def _unshown(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the place of each picture or tag in a text, with a message and a hint."""
    may_have = "<" in text or "![" in text  # most have neither, and the expression takes long
    for found in _UNSHOWN.finditer(text) if may_have else ():
        if found["picture"]:
            yield found.start(), "documents cannot show pictures of Markdown", _PICTURE_HINT
        elif tag := found["tag"]:
            whole = "<!-- -->" if tag == "<!--" else f"{tag}>"
            yield found.start(), f"`{whole}` is HTML, which documents cannot show", _TAG_HINT


_LARGEST = 1_000_000
_LARGEST_SOURCE = 100_000  # characters: 15 times the longest template that comes with sstc
# The local names that Jinja makes for those of a template, in messages of Python.
_LOCAL = re.compile(r"\bl_\d+_")


def read_source(file: Path) -> str:
    """Return the text of a template, of a very long one only enough to refuse it."""
    with file.open(encoding="utf-8") as stream:
        return stream.read(_LARGEST_SOURCE + 1)


_LINES = re.compile(r"(\d+)=(\d+)")
# Without filters whose result can be far larger than the input, that make HTML, or are random.
_FILTERS = (
    *("abs", "count", "d", "default", "first", "groupby", "int", "last", "length", "list"),
    *("lower", "map", "max", "min", "reject", "rejectattr", "reverse", "safe", "select"),
    *("selectattr", "sort", "string", "trim", "truncate", "unique", "upper"),
)
_TOO_DEEP, _TOO_LARGE = "the template is nested too deep", "a number is too large"

Printed = Callable[[str], Markup]


class UnknownNameError(UndefinedError):
    """A template uses an unknown name; `owner` is the value that should have had it, if any."""

    def __init__(self, owner: object, name: object, message: str | None = None) -> None:
        super().__init__(message)
        self.owner = None if owner is missing else owner
        self.name = str(name)


class _Unknown(StrictUndefined):
    """A value that fails wherever it is used, with the name that was not found."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        failure: Any = partial(UnknownNameError, obj, name) if exc is UndefinedError else exc
        super().__init__(hint, obj, name, failure)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with few filters and no methods on values.

    `printed` escapes the value of `{{ … }}` for the kind of text that the templates write. Those
    that write Markdown have no HTML and no pictures.
    """

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])

    def __init__(
        self,
        loader: BaseLoader,
        printed: Printed,
        filters: Mapping[str, Callable[..., Any]],
        *,
        markdown: bool = False,
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=_Unknown,
            finalize=self._finalized,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,  # to look for constants takes longer than they would
        )
        self._safe: dict[tuple[type, str], bool] = {}
        self._printed, self._markdown = printed, markdown
        self.globals = {"range": self.globals["range"], "namespace": Namespace}
        works = {name: FILTERS[name] for name in _FILTERS} | {"string": text_of}
        works |= {name: of_text(FILTERS[name]) for name in ("lower", "trim", "upper")}
        works["int"] = lambda *operands, **options: small(FILTERS["int"](*operands, **options))
        works |= {"e": printed, "escape": printed, **filters}
        self.tests = TESTS | {name: of_text(TESTS[name]) for name in ("lower", "upper")}
        self.filters = works | {"join": self._join}

    def fill(self, name: str, names: Mapping[str, Any], subject: SubjectBlock | None = None) -> str:
        """Return the text of a template, filled with these names, and fill its subject."""
        pieces = (subject or SubjectBlock()).pieces(self.get_template(name), names)
        return "".join(pieces)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a view; of a map always the value of a key, also if it is `items`."""
        if isinstance(obj, dict):
            return (
                self.getitem(obj, attribute) if attribute in obj else _Unknown(None, obj, attribute)
            )
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use an attribute, never a method of a text or number.

        Some of those make gigabytes out of one character.
        """
        key = (type(obj), attr)
        if key not in self._safe:
            is_plain = isinstance(obj, (str, int, float))
            self._safe[key] = not is_plain and super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def wrap_str_format(self, value: Any) -> None:
        """Refuse `format` like all methods; Jinja makes an exception for it."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers of a sensible size; refuse to do more than add texts and lists."""
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            if operator == "**" or max(abs(left), abs(right)) > _LARGEST:
                raise SecurityError(f"`{operator}` works only with small numbers")
        elif operator != "+":
            raise SecurityError(f"`{operator}` works only with numbers")
        elif isinstance(left, str) and isinstance(right, str):
            return self._join((left, right))
        return super().call_binop(context, operator, left, right)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Refuse what no template may have, and let `~` escape texts, before compiling."""
        parts = [*parts_of(source)]
        for part in parts:
            number = part.value if isinstance(part, nodes.Const) else None
            if isinstance(number, (int, float)) and abs(number) > _LARGEST_NUMBER:
                raise TemplateSyntaxError(_TOO_LARGE, part.lineno, name, filename)
        if self._markdown:
            refuse_in_template(parts, name, filename)
        for part in parts:
            if isinstance(part, nodes.Concat):
                line = part.lineno
                operands = nodes.List(part.nodes, lineno=line)
                part.nodes = [nodes.Filter(operands, "join", [], [], None, None, lineno=line)]
                part.set_environment(self)
        try:
            return super()._generate(source, name, filename, defer_init)
        except RecursionError as error:
            raise TemplateSyntaxError(_TOO_DEEP, parts[-1].lineno, name, filename) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template. Refuse one that is very long, or nested deeper than Python can go."""
        parser = Parser(self, source[: _LARGEST_SOURCE + 1], name, filename)
        if len(source) > _LARGEST_SOURCE:
            parser.fail(f"the template has more than {_LARGEST_SOURCE:,} characters", 1)
        try:
            return parser.parse()
        except RecursionError:
            parser.fail(_TOO_DEEP, parser.stream.current.lineno)
        except ValueError:  # Python makes no number of so many digits
            parser.fail(_TOO_LARGE, parser.stream.current.lineno)

    def _compile(self, source: str, filename: str) -> CodeType:
        """Compile the Python of a template. What Python refuses is a fault of the template."""
        try:
            return super()._compile(source, filename)
        except SyntaxError as error:
            lines = _LINES.findall(source.rpartition("\n")[2])
            before = (int(line) for line, made in lines if int(made) <= (error.lineno or 0))
            line = max(before, default=1)
            raise TemplateSyntaxError(_LOCAL.sub("", error.msg), line, None, filename) from error
        except (MemoryError, RecursionError, OverflowError, ValueError) as error:
            raise TemplateSyntaxError(_TOO_DEEP, 1, None, filename) from error

    def _join(self, values: Iterable[Any], between: str = "") -> str:
        """Join plain texts to a plain text; next to markup, escape them as `{{ … }}` does."""
        parts = list(map(text_of, values))
        if not any(isinstance(part, (Markup, Foreign)) for part in (between, *parts)):
            return between.join(parts)
        safe = [part if isinstance(part, Markup) else self._printed(part) for part in parts]
        return Markup(between).join(safe)  # noqa: S704 the separator is the template's

    def _finalized(self, value: Any) -> Any:
        """Return the output of `{{ value }}`: an escaped text or number, or nothing for None."""
        if value is None or isinstance(value, Undefined):
            return "" if value is None else str(value)  # which fails for an unknown name
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            kind = type(value).__name__
            raise TemplateRuntimeError(f"a `{kind}` cannot be printed, only texts and numbers")
        text = text_of(value)
        return text if isinstance(text, Markup) else self._printed(text)


SHIPPED = "shipped"


class _Folder(BaseLoader):
    """The templates in one folder, without links that lead out of it."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder.resolve()
        self._name = name

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        file = self._folder.joinpath(*split_template_path(template))
        if not file.is_file():
            raise TemplateNotFound(template)
        if not file.resolve().is_relative_to(self._folder):
            raise SecurityError(f"`{self._name}/{template}` leads out of the folder")
        return read_source(file), f"{self._name}/{template}", lambda: True


def loader_of(own: Path, shipped: Path) -> BaseLoader:
    """Return a loader in which `shipped/NAME` always means the shipped template.

    So a template of the workspace can extend the shipped one of the same name.
    """
    originals = _Folder(shipped, SHIPPED)
    return ChoiceLoader([PrefixLoader({SHIPPED: originals}), _Folder(own, "templates"), originals])
