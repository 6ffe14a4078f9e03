"""A sandbox for templates: where they are found, and what they may do, write and cost."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import partial, wraps
from pathlib import Path
from time import process_time
from types import CodeType, MethodType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    StrictUndefined,
    Template,
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

# About a second of work: 100 times the cost of a long document.
BUDGET = 5_000_000
ROUND = 5  # the cost of a loop's round and of each item of a list; a character costs 1
AN_ITEM = 2_000  # what may be spent on an item of a view's list: a webinar of a programme costs 800
# Should some work cost more than it counts, the time of the processor ends it. No document that is
# printed ever spends so much that the time is looked at.
_UNTIMED, _MOST_SECONDS = 100_000, 2.0
_MOST_BITS = 64


class EndlessError(SecurityError):
    """A template runs too long or writes too much."""


class Budget:
    """What is left for a document; each kind of work takes its cost before it is done."""

    def __init__(self) -> None:
        self.begin(0)

    def begin(self, more: int) -> None:
        """Start a document, which may cost `more` than usual."""
        self._left = BUDGET + more
        self._next_look = self._left - _UNTIMED
        self._started = 0.0

    def spend(self, cost: int) -> None:
        """Take a cost, and refuse to go on without budget."""
        self._left -= cost
        if self._left < self._next_look:
            self._look()

    def _look(self) -> None:
        now = process_time()
        self._started = self._started or now
        self._next_look = self._left - _UNTIMED
        if self._left < 0 or now - self._started > _MOST_SECONDS:
            raise EndlessError("the template runs too long or writes too much")

    def metered(self, values: Iterable[Any], cost: int = ROUND) -> Iterator[Any]:
        """Yield values, each at a cost."""
        for value in values:
            self.spend(cost)
            yield value

    def weighed(self, value: Any, cost: int = ROUND) -> Any:
        """Take the cost of going through a value, with all that is in it, and return it."""
        if isinstance(value, str):
            self.spend(len(value))
        elif isinstance(value, int):
            small(value)
        elif isinstance(value, Sized) and not isinstance(value, Undefined):
            self.spend(cost * len(value))
            for item in _inside(value):
                self.weighed(item, 4 * ROUND)
        elif isinstance(value, Iterator):
            return self.metered(value, cost)
        return value


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, (list, tuple)) else ()


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


_LARGEST_NUMBER = 1e18


def parts_of(template: nodes.Node) -> Iterator[nodes.Node]:
    """Yield all parts of a template in their order, in a fifth of the time of `find_all`."""
    waiting = [template]
    while waiting:
        part = waiting.pop()
        yield part
        inner: list[nodes.Node] = []
        for value in map(vars(part).get, part.fields):
            if isinstance(value, list):
                inner += (item for item in value if isinstance(item, nodes.Node))
            elif isinstance(value, nodes.Node):
                inner.append(value)
        waiting += reversed(inner)


def text_size(parts: Iterable[nodes.Node]) -> int:
    """Return how many characters these parts of a template write, whatever its values are."""
    return sum(len(part.data) for part in parts if isinstance(part, nodes.TemplateData))


def round_cost(loop: nodes.For) -> int:
    """Return the cost of a round, which may write texts and make lists of any length."""
    parts = [*parts_of(loop)][1:]
    return ROUND + len(parts) // 8 + text_size(parts)


def large_numbers(parts: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield numbers that Python cannot write into a program again."""
    for part in parts:
        number = part.value if isinstance(part, nodes.Const) else None
        if isinstance(number, (int, float)) and abs(number) > _LARGEST_NUMBER:
            yield part


def sized_operands(part: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """Yield what is compared, cut or used as a key, by its owner and its name there."""
    match part:
        case nodes.Compare() if not _is_quick(part):
            yield from ((side, "expr") for side in (part, *part.ops))
        case nodes.Getitem() if isinstance(part.arg, nodes.Slice):
            yield part, "node"
        case nodes.Getitem() if not isinstance(part.arg, nodes.Const):
            yield part, "arg"
        case nodes.Pair():
            yield part, "key"


def _is_quick(compare: nodes.Compare) -> bool:
    """Return whether a value is compared with a constant, which ends at the first difference."""
    sides = (compare.expr, *(operand.expr for operand in compare.ops))
    constants = (isinstance(side, nodes.Const) for side in sides)
    return len(compare.ops) == 1 and compare.ops[0].op not in ("in", "notin") and any(constants)


_UNSHOWN = re.compile(
    r"(?P<code>(`+)[^`](?:.*?[^`])??\2(?!`))"
    r"|(?<!\\)(?P<picture>!\[)"
    r"|(?<!\\)(?P<tag></?(?!br *+/? *+>)[A-Za-z][A-Za-z0-9-]*+(?=[\s/>])|<!--)",
    re.DOTALL,
)
_PICTURE_HINT = "a logo belongs into the header of templates/letterhead.docx"
_TAG_HINT = "write Markdown, for example `**bold**`, or `\\<` to show the character"


class UnshownInTemplateError(TemplateSyntaxError):
    """A template has a picture or a tag of HTML."""

    hint = ""


class UnshownError(TemplateRuntimeError):
    """A label, or a value that is read as Markdown, has a picture or a tag of HTML."""

    hint = ""


def refuse_in_template(parts: Iterable[nodes.Node], name: str | None, file: str | None) -> None:
    """Refuse a template with a picture or a tag, at its line."""
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


_CALL, _INCLUDE = 100, 1_000  # the cost of a call, and of a template in another one
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
_TESTS = (
    *("odd", "even", "divisibleby", "in", "==", "eq", "equalto", "!=", "ne", ">", "gt"),
    *("greaterthan", ">=", "ge", "<", "lt", "lessthan", "<=", "le"),
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
    """Jinja with few filters, no methods on values, and a budget for each document.

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
        budget = self._budget = Budget()
        self._sizes: dict[str | None, int] = {}
        self._safe: dict[tuple[type, str], bool] = {}
        self._printed, self._markdown = printed, markdown
        self.globals = {"range": self.globals["range"], "namespace": Namespace}
        works = {name: FILTERS[name] for name in _FILTERS} | {"string": text_of}
        works |= {name: of_text(FILTERS[name]) for name in ("lower", "trim", "upper")}
        works["int"] = lambda *operands, **options: small(FILTERS["int"](*operands, **options))
        works |= {"e": printed, "escape": printed, **filters}
        tests = {name: TESTS[name] for name in _TESTS}
        tests |= {name: of_text(TESTS[name]) for name in ("lower", "upper")}
        self.tests = TESTS | {name: self._charged(test) for name, test in tests.items()}
        self.filters = {name: self._charged(work) for name, work in works.items()}
        self.filters |= {"metered": budget.metered, "weighed": budget.weighed, "join": self._join}

    def fill(self, name: str, names: Mapping[str, Any], subject: SubjectBlock | None = None) -> str:
        """Return the text of a template, filled with the values of these names; fill its subject.

        Markup, such as the body of a page, costs nothing once. A long list may cost accordingly.
        """
        markup = (len(value) for value in names.values() if isinstance(value, Markup))
        items = (len(value) for value in names.values() if isinstance(value, tuple))
        # markup is counted as a value and as a piece
        self._budget.begin(2 * sum(markup) + AN_ITEM * sum(items))
        pieces = []
        for piece in (subject or SubjectBlock()).pieces(self.get_template(name), names):
            self._budget.spend(len(piece))
            pieces.append(piece)
        return "".join(pieces)

    def get_template(self, name: Any, *parents: Any, **options: Any) -> Template:
        """Return a template, at the cost of its text: it may be written into a variable."""
        template = super().get_template(name, *parents, **options)
        self._budget.spend(_INCLUDE + self._sizes.get(template.name, 0))
        return template

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

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or function, at a cost: one that calls itself twice doubles its work."""
        self._budget.spend(_CALL)
        if isinstance(obj, MethodType):  # `loop.changed` compares
            self._budget.weighed(args)
        result = super().call(context, obj, *args, **kwargs)
        if isinstance(result, str):
            self._budget.spend(len(result))
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers of a sensible size; refuse to do more than add texts and lists."""
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            if operator == "**" or max(abs(left), abs(right)) > _LARGEST:
                raise SecurityError(f"`{operator}` works only with small numbers")
        elif operator != "+":
            raise SecurityError(f"`{operator}` works only with numbers")
        elif isinstance(left, str) and isinstance(right, str):
            return self._join((left, right))
        else:
            self._budget.weighed((left, right))
        return super().call_binop(context, operator, left, right)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Let loops, comparisons, slices and `~` take their cost, before compiling."""
        parts = [*parts_of(source)]
        for large in large_numbers(parts):
            raise TemplateSyntaxError(_TOO_LARGE, large.lineno, name, filename)
        if self._markdown:
            refuse_in_template(parts, name, filename)
        self._sizes[name] = text_size(parts)
        for part in parts:
            self._let_pay(part)
        try:
            return super()._generate(source, name, filename, defer_init)
        except RecursionError as error:
            raise TemplateSyntaxError(_TOO_DEEP, parts[-1].lineno, name, filename) from error

    def _let_pay(self, part: nodes.Node) -> None:
        """Let a part of a template take its cost."""
        if isinstance(part, nodes.For):
            part.iter = self._through("metered", part.iter, nodes.Const(round_cost(part)))
        elif isinstance(part, nodes.Concat):
            joined = nodes.List(part.nodes, lineno=part.lineno)
            part.nodes = [self._through("join", joined)]
        for owner, operand in sized_operands(part):
            setattr(owner, operand, self._through("weighed", getattr(owner, operand)))

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

    def _through(self, name: str, value: Any, *args: nodes.Expr) -> nodes.Filter:
        filtered = nodes.Filter(value, name, list(args), [], None, None, lineno=value.lineno)
        for made in (filtered, value, *args):
            made.environment = self  # `set_environment` would go through everything in them
        return filtered

    def _charged(self, work: Any) -> Callable[..., Any]:
        """Return a filter or test that takes its cost from what it is given."""
        first = 1 if hasattr(work, "jinja_pass_arg") else 0

        @wraps(work)
        def charged(*operands: Any, **options: Any) -> Any:
            cost = ROUND
            for option in (*operands[first + 1 :], *options.values()):
                self._budget.weighed(option)
                cost += len(option) if isinstance(option, str) else 0
            value = self._budget.weighed(operands[first], cost)
            return work(*operands[:first], value, *operands[first + 1 :], **options)

        return charged

    def _join(self, values: Iterable[Any], between: str = "") -> str:
        """Join plain texts to a plain text; next to markup, escape them as `{{ … }}` does."""
        parts = list(map(text_of, self._budget.weighed(values)))
        self._budget.spend(sum(map(len, parts)) + len(between) * len(parts))
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
        self._budget.spend(len(text))
        return text if isinstance(text, Markup) else self._printed(text)


SHIPPED = "shipped"


class _Folder(BaseLoader):
    """The templates in one folder, without links that lead out of it."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder.resolve()
        self._name = name

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, and its path as users know it."""
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
