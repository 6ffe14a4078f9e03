"""What one document may cost, in small units of work and memory."""

from collections.abc import Callable, Iterable, Iterator, Sized
from functools import wraps
from time import process_time
from typing import Any

from jinja2 import TemplateRuntimeError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined

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
