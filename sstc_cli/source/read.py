"""Reading a YAML file into a tree."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import SstcError, explained
from sstc_cli.source.lines import Lines
from sstc_cli.source.tree import Mapping, Node, Sequence, Tree
from sstc_cli.source.yaml_errors import MOST_DEPTH, rephrased

MOST_BYTES = 16_000_000
MOST_VALUES = 500_000
MOST_ALIASED = 10_000
MOST_WRONG = 1_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _RefusedError(Exception):
    """Something so wrong that reading stops: a position, a message and a hint."""


def read(file: Path, name: str) -> Tree:
    """Return the tree of a YAML file; `name` is how places name the file.

    The tree's `diagnostics` have the errors of the text and the YAML. Raise SstcError if the file
    cannot be read at all.
    """
    if file.exists() and not file.is_file():
        raise SstcError(f"cannot read {name}: it is not a regular file", "move it away")
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        hint = "check that you have permission to read it"
        raise SstcError(f"cannot read {name}: {explained(error)}", hint) from error
    return read_data(data, name)


def read_data(data: bytes, name: str) -> Tree:
    """Return the tree of the bytes of a YAML file."""
    if len(data) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise SstcError(f"{name} is larger than {limit}", "check that it is the right file")
    try:
        return parse(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        return _undecodable(data, error.start, name)


def parse(text: str, name: str) -> Tree:
    """Return the tree of a YAML text."""
    builder = _Builder(text, name)
    try:
        root = builder.document()
    except yaml.MarkedYAMLError as error:
        root = None
        mark = error.problem_mark or error.context_mark
        message, hint = rephrased(error)
        builder.report("E101", message, mark.index if mark else 0, hint=hint)
    except yaml.reader.ReaderError as error:
        root = None
        index = len(text.encode()[: error.position].decode(errors="ignore"))
        character = f"U+{ord(text[index]):04X}" if index < len(text) else "at the end"
        hint = "delete it; most editors do not show it"
        builder.report(
            "E101", f"the character {character} is not allowed in YAML", index, hint=hint
        )
    except _RefusedError as error:
        root = None
        start, message, hint = error.args
        builder.report("E112", message, start, hint=hint)
    return Tree(name, text, root, tuple(builder.diagnostics))


class _Builder:
    """Builder of a tree from the parser's events; reports what data files must not use."""

    def __init__(self, text: str, name: str) -> None:
        self.lines = Lines(text, name)
        self.text = text
        self.next: Callable[[], Any] = StreamEndEvent
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        self.aliased = 0
        self.size = 0
        self.last = 0

    def report(
        self, code: str, message: str, start: int, end: int | None = None, hint: str | None = None
    ) -> None:
        """Add a diagnostic at a span."""
        place = self.lines.place(start, start + 1 if end is None else end)
        self.diagnostics.append(Diagnostic(code, message, hint=hint, place=place))
        if len(self.diagnostics) == MOST_WRONG:
            hint = "check that it is the right file"
            raise _RefusedError(
                start, f"this is the {MOST_WRONG:,}th error, so reading stops", hint
            )

    def document(self) -> Node:
        """Return the first document; report a second one without reading it."""
        loader = _Loader(self.text)
        self.next = loader.get_event
        root: Node = None
        documents = 0
        try:
            while (kind := type(event := self.next())) is not StreamEndEvent:
                if kind is not DocumentStartEvent:
                    continue
                documents += 1
                if documents == 2:
                    start = event.start_mark.index
                    hint = "delete this line and everything after it, or move it to another file"
                    self.report("E112", "a second document starts here", start, start + 3, hint)
                    return root
                root = self.node(self.next(), 0)
        finally:
            loader.dispose()
        if root is None and not self.diagnostics:
            self.report(
                "E101",
                "the file is empty",
                0,
                hint="run `sstc init` in another folder to see an example",
            )
        return root

    def node(self, event: Any, depth: int) -> Node:
        """Return the node that starts with an event, and set `last` to the end of its text."""
        self.size += 1
        if self.size > MOST_VALUES:
            message = f"the file has more than {MOST_VALUES:,} values"
            raise _RefusedError(event.start_mark.index, message, "split the series")
        kind = type(event)
        if kind is ScalarEvent:
            self.last = event.end_mark.index
            value: Node = event.value or ("" if event.style else None)
            if event.tag is not None or event.anchor is not None:
                self.properties(event, value, 1)
            return value
        if kind is AliasEvent:
            return self.alias(event)
        if depth >= MOST_DEPTH:
            hint = f"close open brackets: data files have at most {MOST_DEPTH} levels"
            raise _RefusedError(event.start_mark.index, "the nesting is too deep", hint)
        before = self.size
        if event.anchor is not None:  # None until the node is complete: an alias inside is refused
            self.anchors[event.anchor] = None
        self.last = event.end_mark.index
        node = self.mapping(depth) if kind is MappingStartEvent else self.sequence(depth)
        if event.tag is not None or event.anchor is not None:
            self.properties(event, node, self.size - before + 1)
        return node

    def mapping(self, depth: int) -> Mapping:
        """Return a map, read up to its end event."""
        node = Mapping()
        spans = node.spans = {}
        following = self.next
        while type(event := following()) is not MappingEndEvent:
            start, end = event.start_mark.index, event.end_mark.index
            plain = type(event) is ScalarEvent and event.tag is event.anchor is None
            key = event.value if plain and event.value != "<<" else self.key(event, depth)
            value_event = following()
            value_start = value_event.start_mark.index
            self.last = end
            value = self.node(value_event, depth + 1)
            if key is None:
                continue
            if key in spans:
                self.report_duplicate(key, spans[key][0], start, end)
                continue
            last = self.last
            last = last if last > value_start else value_start  # noqa: FURB136 max() takes longer
            spans[key] = (start, value_start, last)
            node[key] = value
        self.last = self.closed(event)
        return node

    def report_duplicate(self, key: str, first: int, start: int, end: int) -> None:
        """Report a key that its map already has."""
        line = self.lines.place(first, first + 1).line
        hint = f"keep one of the two; the first is in line {line}"
        self.report("E102", f"the key `{key[:60]}` is used twice", start, end, hint)

    def key(self, event: Any, depth: int) -> str | None:
        """Return a key's text, or report that it cannot be a key and return None."""
        start, end = event.start_mark.index, event.end_mark.index
        if type(event) is not ScalarEvent:
            self.node(event, depth + 1)
            hint = "write the key as one word, and put a value such as `{{ … }}` in quotes"
            self.report("E112", "a key must be a text", start, hint=hint)
            return None
        if event.value == "<<" and not event.style:
            hint = "write the keys out instead"
            self.report("E112", "merge keys are not allowed in data files", start, end, hint)
            return None
        if event.tag is not None or event.anchor is not None:
            self.properties(event, event.value, 1)
        return str(event.value)

    def sequence(self, depth: int) -> Sequence:
        """Return a list, read up to its end event."""
        node = Sequence()
        spans = node.spans = []
        while type(event := self.next()) is not SequenceEndEvent:
            start = event.start_mark.index
            node.append(self.node(event, depth + 1))
            spans.append((start, max(self.last, start)))
        self.last = self.closed(event)
        return node

    def closed(self, event: Any) -> int:
        """Return the end of a map or list: at its bracket, or at the end of its last value."""
        start, end = event.start_mark.index, event.end_mark.index
        return int(end) if end > start else self.last

    def properties(self, event: Any, node: Node, size: int) -> None:
        """Report a tag, and remember an anchor."""
        start = event.start_mark.index
        if event.tag is not None:
            hint = "delete it: `sstc` reads every value as text"
            self.report("E112", f"the tag `{event.tag[:60]}` is not allowed in data files", start,
                       start + 1, hint)  # fmt: skip
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, size)

    def alias(self, event: Any) -> Node:
        """Return the node of an alias, or report it and return None."""
        start, end = event.start_mark.index, event.end_mark.index
        self.last = end
        if event.anchor not in self.anchors:
            hint = "put text that starts with `*` in quotes, or define the anchor before it"
            self.report("E101", f"unknown anchor `&{event.anchor[:60]}`", start, end, hint)
            return None
        anchored = self.anchors[event.anchor]
        if anchored is None:
            hint = "write the values out"
            self.report(
                "E112",
                f"the alias `*{event.anchor[:60]}` is inside its own anchor",
                start,
                end,
                hint,
            )
            return None
        node, size = anchored
        # aliases of aliases make a small file huge; only the first one too many is reported
        within = self.aliased <= MOST_ALIASED
        self.aliased += size
        if self.aliased <= MOST_ALIASED:
            self.size += size
            return node
        if within:
            hint = f"write some values out: aliases may repeat {MOST_ALIASED:,} values in total"
            self.report("E112", "aliases repeat too many values", start, end, hint)
        return None


def _undecodable(data: bytes, position: int, name: str) -> Tree:
    """Return an empty tree with a diagnostic at the first byte that is not UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message, position = "the file is saved as UTF-16, not as UTF-8", 0
    else:
        message = f"the byte 0x{data[position]:02X} is not UTF-8"
    text = data.decode("utf-8-sig", errors="replace") if position else ""
    start = len(data[:position].decode("utf-8-sig"))
    hint = "save the file as UTF-8: in Notepad, Save as, Encoding"
    place = Lines(text, name).place(start, start + 1)
    return Tree(name, text, None, (Diagnostic("E101", message, hint=hint, place=place),))
