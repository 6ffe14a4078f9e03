"""Functions that read values of a type from plain data: texts, lists and maps.

They collect all problems, each with its path, and `source` turns these into diagnostics.
"""

from collections.abc import Callable, Iterable
from enum import EnumType
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

MOST_WRONG = 1_000
Path = tuple[str | int, ...]


class Problem:
    """A problem with a value, or with its key if it is `at_key`.

    `kind` is a code or, where `source` finds the words, `missing`, `unknown`, `map`, `list`,
    `empty list` or `choice`.
    `inside` is the key inside the value that is wrong, if one is.
    """

    def __init__(  # noqa: PLR0913 all are facts of one problem
        self,
        kind: str,
        *,
        message: str = "",
        hint: str = "",
        text: str = "",
        allowed: Iterable[str] = (),
        meant: str | None = None,
        inside: str | None = None,
    ) -> None:
        self.kind = kind
        self.message = message
        self.hint = hint
        self.text = text
        self.allowed = allowed
        self.meant = meant
        self.inside = inside
        self.path: Path = ()
        self.value: Any = None
        self.at_key = False


class InvalidError(ValueError):
    """A value that a model does not take, with each of its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message or problem.kind for problem in problems))
        self.problems = problems

    def within(self, step: str | int, value: Any, *, at_key: bool = False) -> list[Problem]:
        """Return the problems of `value` as problems of the map or list that has it at `step`."""
        for problem in self.problems:
            if not problem.path:
                problem.value, problem.at_key = value, at_key
            problem.path = (step, *problem.path)
        return self.problems


def misshapen(kind: str) -> InvalidError:
    """Return the error of a value with a wrong shape, for which `source` has the words."""
    return InvalidError([Problem(kind)])


Reader = Callable[[Any], Any]


class Value:
    """The reader of a single value, its JSON Schema, and the words for one of it and several."""

    __slots__ = ("read", "schema", "words")

    def __init__(self, read: Reader, schema: dict[str, Any], one: str, several: str = "") -> None:
        self.read = read
        self.schema = schema
        self.words = (one, several or f"{one}s")


def value_in(parts: Iterable[object]) -> Value:
    """Return the Value of a type such as `Annotated[str, Value(…)]`, given its parts."""
    return next(part for part in parts if isinstance(part, Value))


def reader_of(annotation: Any) -> Reader:
    """Return the function that reads a type; a class with a method `read` has its own."""
    if make := _MAKERS.get(get_origin(annotation)):
        return make(*get_args(annotation))
    if isinstance(annotation, EnumType):
        members: Iterable[Any] = annotation.__members__.values()
        return _read_choice({str(word): word for word in members})
    return _read_text if annotation is str else annotation.read


def read_list(read: Reader, *, at_least_one: bool = False) -> Reader:
    """Return the reader of a list."""

    def read_items(node: Any) -> tuple[Any, ...]:
        if not isinstance(node, list):
            raise misshapen("list")
        if at_least_one and not node:
            raise misshapen("empty list")
        items: list[Any] = []
        problems: list[Problem] = []
        for index, child in enumerate(node):
            try:
                items.append(read(child))
            except InvalidError as error:
                problems += error.within(index, child)
                if len(problems) >= MOST_WRONG:  # the rest may be millions
                    break
        if problems:
            raise InvalidError(problems)
        return tuple(items)

    return read_items


def _read_map(key_type: Any, value_type: Any) -> Reader:
    read_key, read = reader_of(key_type), reader_of(value_type)

    def read_items(node: Any) -> dict[Any, Any]:
        if not isinstance(node, dict):
            raise misshapen("map")
        items: dict[Any, Any] = {}
        problems: list[Problem] = []
        for name, child in node.items():
            key = None
            try:
                key = read_key(name)
            except InvalidError as error:
                problems += error.within(name, name, at_key=True)
            try:
                items[key] = read(child)
            except InvalidError as error:
                problems += error.within(name, child)
        if problems:
            raise InvalidError(problems)
        return items

    return read_items


def _read_optional(annotation: Any, _none: Any) -> Reader:
    read = reader_of(annotation)
    return lambda node: None if node is None else read(node)


def _read_choice(by_word: dict[str, Any]) -> Reader:
    def read_word(node: Any) -> Any:
        if (word := by_word.get(_read_text(node))) is None:
            raise InvalidError([Problem("choice", text=str(node), allowed=tuple(by_word))])
        return word

    return read_word


def _read_text(node: Any) -> str:
    if not isinstance(node, str):
        message, hint = "a text is expected here", "write it on one line, as a single value"
        raise InvalidError([Problem("E105", message=message, hint=hint)])
    return node


_MAKERS: dict[Any, Callable[..., Reader]] = {
    Annotated: lambda _plain, *parts: value_in(parts).read,
    Literal: lambda *words: _read_choice({word: word for word in words}),
    Union: _read_optional,
    UnionType: _read_optional,
    tuple: lambda item, _others: read_list(reader_of(item)),
    dict: _read_map,
}
