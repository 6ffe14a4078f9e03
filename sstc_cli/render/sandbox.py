"""A sandbox for templates: they take plain values, write text, and cannot run without end."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import partial
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateRuntimeError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing
from markupsafe import Markup

from sstc_cli.model import Foreign

# The cost that one document may have, about a second of work: 100 times that of a long document.
BUDGET = 5_000_000
_ROUND, _CALL = 5, 100  # the cost of a loop's round and of a call; a character costs 1
_LARGEST = 1_000_000
# Without filters whose result can be far larger than the input, that make HTML, or are random.
_FILTERS = (
    *("abs", "count", "d", "default", "first", "groupby", "int", "last", "length", "list"),
    *("lower", "map", "max", "min", "reject", "rejectattr", "reverse", "safe", "select"),
    *("selectattr", "sort", "string", "trim", "truncate", "unique", "upper"),
)

Printed = Callable[[str], Markup]


class EndlessError(SecurityError):
    """A template runs too long or writes too much."""


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

    `printed` escapes the value of `{{ … }}` for the kind of text that the templates write.
    """

    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(
        self, loader: BaseLoader, printed: Printed, filters: Mapping[str, Callable[..., Any]]
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=_Unknown,
            finalize=self._finalized,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._budget = BUDGET
        self._safe: dict[tuple[type, str], bool] = {}
        self._printed = printed
        self.globals = {"range": self.globals["range"], "namespace": Namespace}
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"metered": self._metered, "join": self._join}
        self.filters |= {"e": printed, "escape": printed, **filters}

    def fill(self, template: str, names: Mapping[str, Any]) -> str:
        """Return the text of a template, filled with the values of these names.

        It costs nothing to print markup once, for example the body of a page or a logo.
        """
        markup = (len(value) for value in names.values() if isinstance(value, Markup))
        self._budget = BUDGET + 2 * sum(markup)  # it is counted as a value and as a piece
        pieces = []
        for piece in self.get_template(template).generate(names):
            self.spend(len(piece))
            pieces.append(piece)
        return "".join(pieces)

    def spend(self, cost: int) -> None:
        """Take a cost from the document's budget, and refuse to go on without budget."""
        self._budget -= cost
        if self._budget < 0:
            raise EndlessError("the template runs too long or writes too much")

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
        self.spend(_CALL)
        return super().call(context, obj, *args, **kwargs)

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
            self.spend(sum(len(value) for value in (left, right) if isinstance(value, Sized)))
        return super().call_binop(context, operator, left, right)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Make every loop count its rounds, and every `~` its characters, before compiling."""
        for loop in source.find_all(nodes.For):
            loop.iter = self._through("metered", loop.iter)
        for concat in source.find_all(nodes.Concat):
            parts = nodes.List(concat.nodes, lineno=concat.lineno)
            concat.nodes = [self._through("join", parts)]
        return super()._generate(source, name, filename, defer_init)

    def _through(self, name: str, value: Any) -> nodes.Filter:
        filtered = nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
        filtered.set_environment(self)
        return filtered

    def _metered(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.spend(_ROUND)
            yield value

    def _join(self, values: Iterable[Any], between: str = "") -> str:
        """Join plain texts to a plain text; next to markup, escape them as `{{ … }}` does."""
        parts = [part if isinstance(part, str) else str(part) for part in values]
        self.spend(sum(map(len, parts)) + len(between) * len(parts))
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
        text = value if isinstance(value, str) else str(value)
        self.spend(len(text))
        return text if isinstance(text, Markup) else self._printed(text)
