"""The base class of all models: the keys that a map of a data file may have, and reading it.

A model reads a map whole, and collects everything that is wrong with it. Libraries that do so need
a third of the time of `sstc validate` only to set themselves up.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Self, dataclass_transform, get_args

from sstc_cli.model.readers import InvalidError, Problem, Reader, misshapen, read_list, reader_of

_REQUIRED: Any = object()


class Field:
    """A key that a model declares: the type of its value, its default, and what it is for."""

    __slots__ = ("annotation", "at_least_one", "default", "description")

    def __init__(self, default: Any, description: str, *, at_least_one: bool) -> None:
        self.annotation: Any = None
        self.default = default
        self.description = description
        self.at_least_one = at_least_one

    @property
    def is_required(self) -> bool:
        return self.default is _REQUIRED


def field(description: str, *, default: Any = _REQUIRED, at_least_one: bool = False) -> Any:
    """Declare a key of a model; its list may need `at_least_one` item."""
    return Field(default, description, at_least_one=at_least_one)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Model:
    """A frozen model that refuses unknown keys. Its constructor trusts the values that it gets."""

    fields: ClassVar[dict[str, Field]]
    _defaults: ClassVar[dict[str, Any]]
    _readers: ClassVar[dict[str, Reader]]

    def __init_subclass__(cls) -> None:
        cls.fields, cls._readers = {}, {}
        for name, annotation in cls.__annotations__.items():
            key = name.removesuffix("_")  # Python reserves `from`
            declared = cls.__dict__[name]
            declared.annotation = annotation
            cls.fields[key] = declared
            delattr(cls, name)  # instances have the values
            if key != name:
                setattr(cls, name, property(attrgetter(key)))
        fields = cls.fields.items()
        cls._defaults = {
            name: declared.default for name, declared in fields if not declared.is_required
        }

    def __init__(self, **values: Any) -> None:
        values = {**self._defaults, **values}
        if values.keys() != self.fields.keys():
            wrong = ", ".join(sorted(values.keys() ^ self.fields.keys()))
            raise TypeError(f"missing or unknown keys of {type(self).__name__}: {wrong}")
        self.__dict__.update(values)

    @classmethod
    def read(cls, node: Any) -> Self:
        """Return the model of a map of texts, lists and maps, or raise InvalidError."""
        if not isinstance(node, dict):
            raise misshapen("map")
        readers = cls._readers or cls._set_up()
        values = dict(cls._defaults)
        problems: dict[str, list[Problem]] = {}
        for name, child in node.items():
            try:
                values[name] = readers[name](child) if name in readers else _refuse_unknown()
            except InvalidError as error:
                problems[name] = error.within(name, child)
        if problems or len(values) < len(cls.fields):
            raise InvalidError(_in_order(cls, node, problems))
        model = cls.__new__(cls)
        model.__dict__.update(values)
        model.check()
        return model

    @classmethod
    def _set_up(cls) -> dict[str, Reader]:
        """Prepare the readers, which only the models that a file needs have."""
        cls._readers = {name: _reader(declared) for name, declared in cls.fields.items()}
        return cls._readers

    def check(self) -> None:
        """Refuse values that contradict each other, for models that override it."""

    def replaced(self, **values: Any) -> Self:
        """Return a copy with other values, without properties that were cached for the old ones."""
        return type(self)(**{name: getattr(self, name) for name in self.fields} | values)

    def plain_data(self) -> dict[str, Any]:
        """Return maps, lists and texts that it can be read from again, without default values."""
        return {
            name: _plain(getattr(self, name))
            for name, declared in self.fields.items()
            if declared.is_required or getattr(self, name) != declared.default
        }

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: `{name}` cannot be set")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.fields)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.fields))

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self.fields)
        return f"{type(self).__name__}({', '.join(shown)})"


def _reader(declared: Field) -> Reader:
    if declared.at_least_one:
        item, _ = get_args(declared.annotation)
        return read_list(reader_of(item), at_least_one=True)
    return reader_of(declared.annotation)


def _refuse_unknown() -> Any:
    raise misshapen("unknown")


def _in_order(
    model: type[Model], node: dict[str, Any], problems: dict[str, list[Problem]]
) -> list[Problem]:
    """Return all problems of a map in the order of the model's keys, the unknown ones last."""
    for name, declared in model.fields.items():
        if declared.is_required and name not in node:
            problems[name] = misshapen("missing").within(name, node)
    known = [name for name in model.fields if name in problems]
    names = [*known, *(name for name in problems if name not in model.fields)]
    return [problem for name in names for problem in problems[name]]


@cache
def inner_model(annotation: Any) -> type[Model] | None:
    """Return the model inside an annotation such as `tuple[Webinar, ...] | None`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def _plain(value: Any) -> Any:
    if hasattr(value, "plain_data"):
        return value.plain_data()
    match value:
        case tuple():
            return [_plain(item) for item in value]
        case dict():
            return {_plain(key): _plain(item) for key, item in value.items()}
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%SZ}" if value.tzinfo else f"{value:%Y-%m-%d %H:%M}"
        case _:
            return str(value)


def repeated(names: Iterable[str]) -> str | None:
    """Return the first name that occurs twice, or None."""
    return next((name for name, count in Counter(names).items() if count > 1), None)
