"""XLIFF, which translation programs read and write: versions 1.2 and 2.0 (both of OASIS)."""

import pyexpat
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn
from xml.sax.saxutils import escape, quoteattr

from sstc_cli.translations.files import (
    Progress,
    Returned,
    ReturnedFile,
    damaged,
    kept_notes,
    pieces,
)
from sstc_cli.translations.units import State, Texts, Unit, digest_of

_BASE = "sstc-base"  # the category of the note that has the digest of the exported translation
_NS = {
    "1.2": "urn:oasis:names:tc:xliff:document:1.2",
    "2.0": "urn:oasis:names:tc:xliff:document:2.0",
}
_OPEN, _FINISHED = "needs-translation", "translated"
_STATES_20 = {State.MISSING: "initial", State.OLDER: "initial"}
_PROGRESS = {
    **dict.fromkeys(("new", "needs-translation", "initial"), Progress.INITIAL),
    **dict.fromkeys(
        ("needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n",
         "needs-review-translation"),
        Progress.REVIEW,
    ),
    **dict.fromkeys(("translated", "reviewed", "signed-off", "final"), Progress.DONE),
}  # fmt: skip
_MOST_DEPTH = 50


def write_xliff(texts: Texts, units: Sequence[Unit], version: str) -> bytes:
    """Return a file of XLIFF 1.2 or 2.0 with these units."""
    lines = [*(_lines_12 if version == "1.2" else _lines_20)(texts, units)]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, ""]).encode()


def _lines_12(texts: Texts, units: Sequence[Unit]) -> Iterator[str]:
    yield f'<xliff version="1.2" xmlns="{_NS["1.2"]}">'
    languages = f'source-language="{texts.source_language}" target-language="{texts.language}"'
    yield f' <file original={quoteattr(texts.series)} datatype="plaintext" {languages}>'
    yield "  <body>"
    for unit in units:
        room = f' maxwidth="{unit.room}" size-unit="char"' if unit.room else ""
        yield f'   <trans-unit id={quoteattr(unit.id)} xml:space="preserve"{room}>'
        yield f"    <source>{_inline_12(unit.source, unit.source)}</source>"
        # programs such as OmegaT translate what the target has, so it begins as the text
        is_open = unit.state in (State.MISSING, State.OLDER)
        state, words = _OPEN if is_open else _FINISHED, unit.source if is_open else unit.target
        yield f'    <target state="{state}">{_inline_12(words, unit.source)}</target>'
        if is_open and unit.target:
            yield f"    <alt-trans><target>{escape(unit.target)}</target></alt-trans>"
        for note in kept_notes(unit):
            yield f"    <note>{escape(note)}</note>"
        yield f'    <note from="{_BASE}">{digest_of(unit.target)}</note>'
        yield "   </trans-unit>"
    yield "  </body>"
    yield " </file>"
    yield "</xliff>"


def _lines_20(texts: Texts, units: Sequence[Unit]) -> Iterator[str]:
    languages = f'srcLang="{texts.source_language}" trgLang="{texts.language}"'
    size = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
    yield f'<xliff version="2.0" xmlns="{_NS["2.0"]}" xmlns:slr="{size}" {languages}>'
    yield f' <file id="plan" original={quoteattr(texts.series)}>'
    if any(unit.room for unit in units):
        yield '  <slr:profiles generalProfile="xliff:codepoints"/>'
    for number, unit in enumerate(units, 1):
        room = f' slr:sizeRestriction="{unit.room}"' if unit.room else ""
        # an id is a NMTOKEN here, which brackets are not
        yield f'  <unit id="u{number}" name={quoteattr(unit.id)}{room}>'
        yield "   <notes>"
        for note in kept_notes(unit):
            yield f"    <note>{escape(note)}</note>"
        yield f'    <note category="{_BASE}">{digest_of(unit.target)}</note>'
        yield "   </notes>"
        if known := _numbers(unit.source):
            data = (f'<data id="d{at}">{escape(text)}</data>' for text, at in known.items())
            yield f"   <originalData>{''.join(data)}</originalData>"
        yield f'   <segment state="{_STATES_20.get(unit.state, "translated")}">'
        yield f'    <source xml:space="preserve">{_inline_20(unit.source, unit.source)}</source>'
        if unit.target:
            target = _inline_20(unit.target, unit.source)
            yield f'    <target xml:space="preserve">{target}</target>'
        yield "   </segment>"
        yield "  </unit>"
    yield " </file>"
    yield "</xliff>"


def _numbers(source: str) -> dict[str, int]:
    """Return the placeholders of a text, numbered in their order."""
    found = dict.fromkeys(text for text, is_placeholder in pieces(source) if is_placeholder)
    return {text: number for number, text in enumerate(found, 1)}


def _inline_12(text: str, source: str) -> str:
    known = _numbers(source)
    return "".join(
        f'<ph id="{known[part]}">{escape(part)}</ph>' if part in known else escape(part)
        for part, _ in pieces(text)
    )


def _inline_20(text: str, source: str) -> str:
    known, seen, parts = _numbers(source), dict[str, int](), list[str]()
    for part, _ in pieces(text):
        if part in known:
            seen[part] = seen.get(part, 0) + 1
            id_ = f"{known[part]}" if seen[part] == 1 else f"{known[part]}x{seen[part]}"
            shown = f"equiv={quoteattr(part)} disp={quoteattr(part)}"
            parts.append(f'<ph id="{id_}" dataRef="d{known[part]}" {shown}/>')
        else:
            parts.append(escape(part))
    return "".join(parts)


def read_xliff(data: bytes, name: str) -> ReturnedFile:
    """Return the texts of a file of XLIFF 1.2 or 2.x; refuse one that is cut or not XLIFF."""
    reader = _Reader(name)
    parser = pyexpat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    reader.line = lambda: parser.CurrentLineNumber
    try:
        parser.Parse(data, True)
    except pyexpat.ExpatError as error:
        raise damaged(name, f"is cut or damaged at line {error.lineno}") from error
    if not reader.is_xliff:
        raise damaged(name, "is not an XLIFF file")
    return ReturnedFile(
        name, reader.series, reader.source_language, reader.language, tuple(reader.units)
    )


class _Reader:
    """Collects the units of a file, whose versions each have their own words."""

    line: Any

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_xliff = False
        self.series = self.source_language = self.language = ""
        self.units: list[Returned] = []
        self._stack: list[str] = []
        self._id, self._at = "", 0
        self._states: list[str] = []  # of the unit, or of its segments
        self._is_done: list[bool] = []  # of its segments: whether it has a translation
        self._begin = 0, 0  # where the source and the target of the segment begin
        self._marks: list[tuple[str, int]] = []  # open segments of 1.2, and where they begin
        self._marked: dict[str, bool] = {}  # the segments of 1.2 that have a translation
        self._base: str | None = None
        self._is_base = False
        self._texts: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._data: dict[str, str] = {}
        self._codes: list[tuple[dict[str, str], int]] = []  # open ones, and where they begin
        self._known: dict[str, str] = {}  # the contents of placeholders by their ids
        self._data_id = ""

    def refuse(self, *_: object) -> NoReturn:
        raise damaged(self.name, "declares entities, as no translation program does")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        word = tag.rpartition(" ")[2]
        if not self._stack:
            self._start_document(tag, attributes)
        elif len(self._stack) > _MOST_DEPTH:
            raise damaged(self.name, "is nested too deeply")
        self._stack.append(word)
        match word:
            case "file":
                self._start_file(attributes)
            case "trans-unit" | "unit":
                self._id = attributes.get("name" if word == "unit" else "id", "")
                self._at, self._base = self.line(), None
                self._states, self._is_done, self._marked = [], [], {}
                self._texts, self._data, self._codes = {"source": [], "target": []}, {}, []
                self._known = {}
            case "segment" | "ignorable":
                self._states.append(attributes.get("state", ""))
                self._begin = len(self._texts["source"]), len(self._texts["target"])
            case "source" | "target" if self._is_own():
                self._into = self._texts[word]
                self._states.append(attributes.get("state", ""))
            case "mrk" if attributes.get("mtype") == "seg" and "alt-trans" not in self._stack:
                mark = attributes.get("mid", "")
                self._marks.append((mark, len(self._into or ())))
                self._marked.setdefault(mark, False)
            case "note" | "data":
                kinds = (attributes.get("from"), attributes.get("category"))
                self._is_base, self._data_id = _BASE in kinds, attributes.get("id", "")
                self._into = []
            case "ph" | "x" if self._into is not None:
                self._codes.append((attributes, len(self._into)))

    def _start_document(self, tag: str, attributes: dict[str, str]) -> None:
        self.is_xliff = tag.startswith("urn:oasis:names:tc:xliff:") and tag.endswith(" xliff")
        self.source_language = attributes.get("srcLang", "")
        self.language = attributes.get("trgLang", "")

    def _start_file(self, attributes: dict[str, str]) -> None:
        known = self.series, self.source_language, self.language
        self.series = attributes.get("original", "")
        self.source_language = attributes.get("source-language", self.source_language)
        self.language = attributes.get("target-language", self.language)
        if self.units and known != (self.series, self.source_language, self.language):
            raise damaged(self.name, "has texts of several series or languages")

    def _is_own(self) -> bool:
        """Return whether a text is the unit's own, not a proposal of a translation memory."""
        return not {"alt-trans", "match", "matches", "seg-source"}.intersection(self._stack)

    def characters(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, tag: str) -> None:
        word = tag.rpartition(" ")[2]
        self._stack.pop()
        match word:
            case "note":
                if self._is_base:
                    self._base = "".join(self._into or ()).strip()
                self._into = None
            case "data":
                self._data[self._data_id] = "".join(self._into or ())
                self._into = None
            case "ph" | "x" if self._codes and self._into is not None:
                self._end_code(self._into, *self._codes.pop())
            case "source" | "target" if self._is_own():
                self._into = None
            case "segment" | "ignorable":
                self._end_segment(word, *self._begin)
            case "mrk" if self._marks and "alt-trans" not in self._stack:
                mark, start = self._marks.pop()
                self._marked[mark] |= bool("".join((self._into or [])[start:]).strip())
            case "trans-unit" | "unit":
                self._take()

    def _end_code(self, parts: list[str], attributes: dict[str, str], start: int) -> None:
        """Put the words of the plan in place of an empty placeholder."""
        id_ = attributes.get("id", "").partition("x")[0]
        contents = "".join(parts[start:])
        if not contents:
            reference = self._data.get(attributes.get("dataRef", ""))
            contents = reference or attributes.get("equiv") or self._known.get(id_, "")
            parts.append(contents)
        self._known.setdefault(id_, contents)

    def _end_segment(self, kind: str, source_at: int, target_at: int) -> None:
        """Note whether a segment has a translation; what is between two stays as in the source."""
        source, target = self._texts["source"][source_at:], self._texts["target"][target_at:]
        if kind == "segment":
            self._is_done.append(bool("".join(target).strip()) or not "".join(source).strip())
        elif not target:
            self._texts["target"] += source

    def _take(self) -> None:
        source, target = ("".join(self._texts[kind]) for kind in ("source", "target"))
        found = {_PROGRESS.get(state.partition(":")[0]) for state in self._states}
        progress = next((one for one in (Progress.REVIEW, *Progress) if one in found), None)
        segments = {*self._is_done, *self._marked.values()}
        refused = "is translated only in part" if len(segments) > 1 else ""
        where = f"line {self._at}"
        returned = Returned(self._id, source, target, self._base, where, progress, refused)
        self.units.append(returned)
