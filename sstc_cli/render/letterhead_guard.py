"""The parts of a Word file, before python-docx reads them and every document carries them on."""

import pyexpat
import re
from urllib.parse import urlsplit
from zipfile import ZipFile

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.stationery import LETTERHEAD

HINT = "open it in Word, save it as a plain `.docx`, and check that nothing is missing"
SMALLER = "make the pictures in it smaller"
_LARGEST_UNPACKED, _MOST_PARTS = 40_000_000, 500
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|embeddings/|afchunk", re.IGNORECASE)
_SVG = re.compile(r"\.svg$", re.IGNORECASE)
_TYPES = "[Content_Types].xml"
_BODY = "word/document.xml"  # it is removed
_IN_EBCDIC = "<?xml".encode("cp037")
_SCHEMES = ("http", "https", "mailto")
# Fields that show what Word knows about the document; no field that opens a file or a program.
_FIELDS = (
    *("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "REF", "STYLEREF", "SEQ"),
    *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM"),
    *("TITLE", "SUBJECT", "AUTHOR", "COMMENTS", "KEYWORDS", "LASTSAVEDBY", "DOCPROPERTY", "INFO"),
    *("FILENAME", "USERNAME", "USERINITIALS", "USERADDRESS", "SYMBOL", "QUOTE", "IF", "ADVANCE"),
)
_INSTRUCTIONS = ("instrText", "delInstrText")
_LOOKED_AT = ("Relationship", "fldSimple", "fldChar", *_INSTRUCTIONS)
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+"[^"]*"|"([^"]*)"|(\S*))', re.IGNORECASE)


def refused(what: str, hint: str) -> SstcError:
    return SstcError(f"{LETTERHEAD} {what}", hint, ExitCode.DATA)


def check_word(parts: ZipFile) -> None:
    """Refuse content that could harm the people who open the documents."""
    entries = parts.infolist()
    if sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED or len(entries) > _MOST_PARTS:
        raise refused("is too large when unpacked", SMALLER)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused("is encrypted", HINT)
    if any(_ACTIVE.search(entry.filename) for entry in entries):
        raise refused("has macros or embedded objects", HINT)
    if b"macroEnabled" in parts.read(_TYPES):
        raise refused("has macros", HINT)
    for entry in entries:
        data = parts.read(entry)
        if entry.filename.lower().endswith((".xml", ".rels", ".svg")) or _looks_like_xml(data):
            _Part(entry.filename, data)


def _looks_like_xml(data: bytes) -> bool:
    """Return whether a reader may take these bytes for XML, in any encoding."""
    text = data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.startswith((b"<", _IN_EBCDIC))


class _Part:
    """One part, which is read to its end."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name, self._fields = name, [""]  # the instructions of the fields that are open
        self._is_drawing = bool(_SVG.search(name))
        self._parser = parser = pyexpat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_declaration
        parser.StartElementHandler = self._start
        try:
            parser.Parse(data, True)
        except pyexpat.ExpatError as error:  # also of an encoding that only some readers know
            raise ValueError(f"{name} is broken") from error
        for instruction in self._fields:
            self._check_field(instruction)

    def _refuse_declaration(self, *_: object) -> None:
        raise refused(f"declares entities, in {self._name}", HINT)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._is_drawing or tag.endswith(_LOOKED_AT):
            self._look_at(tag, attributes)

    def _look_at(self, tag: str, attributes: dict[str, str]) -> None:
        values = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        match tag.rpartition(" ")[2]:
            case "Relationship":
                self._check_relationship(values)
            case "fldSimple":
                self._check_field(values.get("instr", ""))
            case "fldChar" if values.get("fldCharType") == "begin":
                if len(self._fields) > 1 and not self._fields[-1].strip():
                    self._check_field("made by another field")
                self._fields.append("")
            case "fldChar" if len(self._fields) > 1 and values.get("fldCharType") == "end":
                self._check_field(self._fields.pop())
            case name if name in _INSTRUCTIONS:
                self._parser.CharacterDataHandler = self._text
                self._parser.EndElementHandler = self._end
            case name if self._is_drawing:
                self._check_drawing(name, values)

    def _end(self, tag: str) -> None:
        if tag.endswith(_INSTRUCTIONS):
            self._parser.CharacterDataHandler = self._parser.EndElementHandler = None

    def _text(self, text: str) -> None:
        self._fields[-1] += text

    def _check_relationship(self, values: dict[str, str]) -> None:
        if values.get("TargetMode", "").strip().lower() != "external":
            return
        kind, target = values.get("Type", "").rpartition("/")[2], values.get("Target", "")
        if kind == "attachedTemplate":  # which is removed
            return
        if kind != "hyperlink":
            hint = "insert its pictures into the file, instead of linking to them"
            raise refused(f"loads external content, in {self._name}", hint)
        self._check_address(target)

    def _check_address(self, address: str) -> None:
        try:
            scheme = urlsplit(address.strip()).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme not in _SCHEMES:
            hint = "let the link lead to a web page or an e-mail address"
            raise refused(f"has a link to `{address[:60]}`, in {self._name}", hint)

    def _check_field(self, instruction: str) -> None:
        kind = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
        if self._name == _BODY or not kind or kind in _FIELDS or kind.startswith("="):
            return
        if kind == "HYPERLINK" and (address := _ADDRESS.match(instruction)):
            if target := address[1] or address[2]:
                self._check_address(target)
            return
        hint = "in Word, click it, press Ctrl+Shift+F9 to make it plain text, and save the file"
        raise refused(f"has a field `{kind[:40]}`, in {self._name}", hint)

    def _check_drawing(self, name: str, values: dict[str, str]) -> None:
        """Refuse an SVG that runs a script, or loads something."""
        addresses = [value for key, value in values.items() if key in ("href", "src")]
        loads = not all(address.startswith(("#", "data:image/")) for address in addresses)
        if (
            loads
            or name in ("script", "foreignObject", "style")
            or any(
                key.lower().startswith("on") or ("url(" in value and "url(#" not in value)
                for key, value in values.items()
            )
        ):
            hint = "in Word, save it as a PNG, and insert that instead"
            raise refused(f"has an SVG with a script or an outer address, in {self._name}", hint)
