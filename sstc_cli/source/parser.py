"""Reading a YAML file into a tree, from the events of the YAML parser."""

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
from sstc_cli.source.reports import LOADER, MOST_DEPTH, Duplicate, RefusedError, Reports
from sstc_cli.source.tree import Lines, Mapping, Node, Sequence, Tree

MOST_VALUES = 500_000
MOST_ALIASED = 10_000
MOST_INSIDE = 1_000  # items of a list inside an item of another list


def parse(text: str, name: str) -> Tree:
    builder = _Builder(text, name)
    root = None
    try:
        root = builder.document()
    except yaml.reader.ReaderError as error:
        index = len(text.encode()[: error.position].decode(errors="ignore"))
        character = f"U+{ord(text[index]):04X}" if index < len(text) else "at the end"
        message = f"the character {character} is not allowed in YAML"
        hint = "delete it; most editors do not show it"
        builder.report("E101", message, (index, index + 1), hint)
    except RefusedError as error:
        start, message, hint = error.args
        builder.report("E112", message, (start, start + 1), hint)
    return Tree(name, text, root, tuple(builder.reports.diagnostics))


class _Builder:
    """Builder of a tree from the parser's events; reports what data files must not use."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.reports = Reports(text, name)
        self.report = self.reports.add
        self.next: Callable[[], Any] = StreamEndEvent
        self.duplicates: list[Duplicate] = []
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        self.aliased = 0
        self.size = 0
        self.last = 0

    def document(self) -> Node:
        """Return the only document, or report why there is none and return None."""
        try:
            root = self.only_document()
        except yaml.MarkedYAMLError as error:
            from sstc_cli.source.causes.syntax import report_causes  # noqa: PLC0415 slow to load

            report_causes(self.reports, error)
            return None
        if self.duplicates:
            from sstc_cli.source.causes.syntax import report_duplicates  # noqa: PLC0415

            report_duplicates(self.reports, root, self.duplicates)
        return root

    def only_document(self) -> Node:
        """Return the first document; report a second one without reading it, and return None."""
        loader = LOADER(self.text)
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
                    self.report("E112", "a second document starts here", (start, start + 3), hint)
                    return None
                root = self.node(self.next(), 0)
        finally:
            loader.dispose()
        if root is None and not self.reports.diagnostics:
            hint = "run `sstc init` in another folder to see an example"
            self.report("E101", "the file is empty", (0, 1), hint)
        return root

    def node(self, event: Any, depth: int) -> Node:
        """Return the node that starts with an event, and set `last` to the end of its text."""
        self.size += 1
        if self.size > MOST_VALUES:
            message = f"the file has more than {MOST_VALUES:,} values"
            raise RefusedError(event.start_mark.index, message, "split the series")
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
            raise RefusedError(event.start_mark.index, "the nesting is too deep", hint)
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
            last = self.last
            last = last if last > value_start else value_start  # noqa: FURB136 max() takes longer
            if key in spans:
                if value is None is node[key]:  # a comma has cut two texts: that is the cause
                    continue
                self.duplicates.append(Duplicate(node, key, value, (start, value_start, last)))
                continue
            spans[key] = (start, value_start, last)
            node[key] = value
        self.last = self.closed(event)
        return node

    def key(self, event: Any, depth: int) -> str | None:
        """Return a key's text, or report that it cannot be a key and return None."""
        start, end = event.start_mark.index, event.end_mark.index
        if type(event) is not ScalarEvent:
            self.node(event, depth + 1)
            hint = "write the key as one word, and put a value such as `{{ … }}` in quotes"
            self.report("E112", "a key must be a text", (start, start + 1), hint)
            return None
        if event.value == "<<" and not event.style:
            hint = "write the keys out instead"
            self.report("E112", "merge keys are not allowed in data files", (start, end), hint)
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
            if len(node) == MOST_INSIDE and depth > 2:
                message = f"a list inside an item has more than {MOST_INSIDE:,} items"
                raise RefusedError(start, message, "check that it is the right file")
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
            if event.tag.startswith("!"):
                hint = "put text that starts with `!` in quotes"
            message = f"the tag `{event.tag[:60]}` is not allowed in data files"
            self.report("E112", message, (start, start + 1), hint)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, size)

    def alias(self, event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        self.last = end
        if event.anchor not in self.anchors:
            hint = "put text that starts with `*` in quotes, or define the anchor before it"
            self.report("E101", f"unknown anchor `&{event.anchor[:60]}`", (start, end), hint)
            return None
        anchored = self.anchors[event.anchor]
        if anchored is None:
            hint = "write the values out"
            message = f"the alias `*{event.anchor[:60]}` is inside its own anchor"
            self.report("E112", message, (start, end), hint)
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
            self.report("E112", "aliases repeat too many values", (start, end), hint)
        return None


MOST_BYTES = 16_000_000


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
    if len(data) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise SstcError(f"{name} is larger than {limit}", "check that it is the right file")
    try:
        return parse(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        return _undecodable(data, error.start, name)


def _undecodable(data: bytes, position: int, name: str) -> Tree:
    """Return an empty tree with a diagnostic at the first byte that is not UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message, position = "the file is saved as UTF-16, not as UTF-8", 0
    else:
        message = f"the byte 0x{data[position]:02X} is not UTF-8"
    text = data.decode("utf-8-sig", errors="replace") if position else "\ufffd"
    start = len(data[:position].decode("utf-8-sig"))
    hint = "save the file as UTF-8: in Notepad, Save as, Encoding"
    place = Lines(text, name).place(start, start + 1)
    return Tree(name, text, None, (Diagnostic("E101", message, hint=hint, place=place),))
