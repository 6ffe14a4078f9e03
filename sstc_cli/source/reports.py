"""What is wrong in the text of a YAML file, while it is read; and its first error."""

from typing import NamedTuple

import yaml
from yaml.events import CollectionEndEvent, DocumentEndEvent, Event, StreamEndEvent

from sstc_cli.diagnostics import Diagnostic, Fix
from sstc_cli.model.readers import MOST_WRONG
from sstc_cli.source.tree import Lines, Mapping, Node

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_DEPTH = 40
ENOUGH_HINT = "correct some errors first, or check that it is the right file"


class RefusedError(Exception):
    """Something so wrong that reading stops: a position, a message and a hint."""


def enough(what: str) -> str:
    return f"this is the {MOST_WRONG:,}th error, so {what} stops"


class Duplicate(NamedTuple):
    """A key that its map already has, with its value and span."""

    holder: Mapping
    key: str
    value: Node
    span: tuple[int, int, int]


class Reports:
    """The diagnostics of a text, in the order in which they were found."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.lines = Lines(text, name)
        self.diagnostics: list[Diagnostic] = []

    def add(self, code: str, message: str, span: tuple[int, int], hint: str, fix: Fix = ()) -> None:
        """Add a diagnostic at a span; stop the reading at the last one that is allowed."""
        place = self.lines.place(*span)
        self.diagnostics.append(Diagnostic(code, message, hint=hint, place=place, fix=fix))
        if len(self.diagnostics) == MOST_WRONG:
            raise RefusedError(span[0], enough("reading"), ENOUGH_HINT)


def first_error(text: str) -> tuple[yaml.MarkedYAMLError | None, Event | None]:
    """Return the first error of a text, and the last event before it that is not an end."""
    loader = LOADER(text)
    event: Event | None = None
    try:
        while type(following := loader.get_event()) is not StreamEndEvent:
            if not isinstance(following, (CollectionEndEvent, DocumentEndEvent)):
                event = following
    except yaml.MarkedYAMLError as error:
        return error, event
    except yaml.reader.ReaderError:
        return yaml.MarkedYAMLError(), event
    finally:
        loader.dispose()
    return None, event
