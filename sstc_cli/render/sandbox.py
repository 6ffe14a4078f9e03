"""The ground that templates run on: plain values in, text out, within bounds."""

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

# What one document may cost, a hundred times what a long one needs: a second of work.
BUDGET = 5_000_000
_ROUND, _CALL = 5, 100  # of a loop, of a macro or function; a letter costs 1
_LARGEST = 1_000_000
# Left out: filters whose result can outgrow what they are given, that make HTML, or draw lots.
_FILTERS = (
    *("abs", "count", "d", "default", "first", "groupby", "int", "last", "length", "list"),
    *("lower", "map", "max", "min", "reject", "rejectattr", "reverse", "safe", "select"),
    *("selectattr", "sort", "string", "trim", "truncate", "unique", "upper"),
)

Printed = Callable[[str], Markup]


class EndlessError(SecurityError):
    """A template does not end, or writes without measure."""


class UnknownNameError(UndefinedError):
    """A template uses a name that is not there; `owner` is what it was looked for in, if any."""

    def __init__(self, owner: object, name: object, message: str | None = None) -> None:
        super().__init__(message)
        self.owner = None if owner is missing else owner
        self.name = str(name)


class _Unknown(StrictUndefined):
    """Fails wherever it is used, and remembers what was looked for."""

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

    `printed` makes what `{{ … }}` holds safe in the kind of text that the templates write.
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
        self._left = BUDGET
        self._safe: dict[tuple[type, str], bool] = {}
        self._printed = printed
        self.globals = {"range": self.globals["range"], "namespace": Namespace}
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"counted": self._counted, "join": self._join}
        self.filters |= {"e": printed, "escape": printed, **filters}

    def fill(self, template: str, names: Mapping[str, Any]) -> str:
        """The text that a template makes of the values of these names.

        To print once what is markup already, as a page's body or a logo, costs nothing.
        """
        ready = (len(each) for each in names.values() if isinstance(each, Markup))
        self._left = BUDGET + 2 * sum(ready)  # it is counted as a value and as a piece
        pieces = []
        for piece in self.get_template(template).generate(names):
            self.spend(len(piece))
            pieces.append(piece)
        return "".join(pieces)

    def spend(self, cost: int) -> None:
        """Take from the document's budget; fails where nothing is left."""
        self._left -= cost
        if self._left < 0:
            raise EndlessError("the template does not end, or writes without measure")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Texts and numbers have no methods here: some make gigabytes out of one letter."""
        key = (type(obj), attr)
        if key not in self._safe:
            plain = isinstance(obj, (str, int, float))
            self._safe[key] = not plain and super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def wrap_str_format(self, value: Any) -> None:
        """Leave `format` unsafe like all methods; Jinja makes an exception for it."""

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something; a macro that calls itself twice doubles its work at each step."""
        self.spend(_CALL)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers of a sensible size; texts and lists can only be added."""
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            if operator == "**" or max(abs(left), abs(right)) > _LARGEST:
                raise SecurityError(f"`{operator}` is for small numbers")
        elif operator != "+":
            raise SecurityError(f"`{operator}` is for numbers")
        elif isinstance(left, str) and isinstance(right, str):
            return self._join((left, right))
        else:
            self.spend(sum(len(each) for each in (left, right) if isinstance(each, Sized)))
        return super().call_binop(context, operator, left, right)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Make every loop count its rounds, and every `~` its letters, before compiling."""
        for loop in source.find_all(nodes.For):
            loop.iter = self._through("counted", loop.iter)
        for joined in source.find_all(nodes.Concat):
            parts = nodes.List(joined.nodes, lineno=joined.lineno)
            joined.nodes = [self._through("join", parts)]
        return super()._generate(source, name, filename, defer_init)

    def _through(self, name: str, value: Any) -> nodes.Filter:
        passed = nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
        passed.set_environment(self)
        return passed

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.spend(_ROUND)
            yield value

    def _join(self, values: Iterable[Any], between: str = "") -> str:
        """Make one plain text of plain texts; next to markup they become safe as in `{{ … }}`."""
        parts = [part if isinstance(part, str) else str(part) for part in values]
        self.spend(sum(map(len, parts)) + len(between) * len(parts))
        if not any(isinstance(part, (Markup, Foreign)) for part in (between, *parts)):
            return between.join(parts)
        safe = [part if isinstance(part, Markup) else self._printed(part) for part in parts]
        return Markup(between).join(safe)  # noqa: S704 what stands between is the template's

    def _finalized(self, value: Any) -> Any:
        """Decide what `{{ value }}` prints: texts and numbers as they are, None as nothing."""
        if value is None or isinstance(value, Undefined):
            return "" if value is None else str(value)  # fails where a name is not known
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            kind = type(value).__name__
            raise TemplateRuntimeError(f"a `{kind}` cannot be printed, only texts and numbers")
        text = value if isinstance(value, str) else str(value)
        self.spend(len(text))
        return text if isinstance(text, Markup) else self._printed(text)
