"""Elements of Word's XML that python-docx cannot make or name itself."""

from functools import cache
from typing import Any, cast

from docx.oxml import parser
from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement

_PREFIX = {"w": nsmap["w"]}
_name = cache(qn)


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """Return a new `w:` element: `element("shd", fill="EEF2F6")`."""
    library: Any = parser  # `OxmlElement` would look each name up anew
    node = library.oxml_parser.makeelement(_name(f"w:{name}"), nsmap=_PREFIX)
    for key, value in attributes.items():
        node.set(_name(f"w:{key}"), value)
    return cast("BaseOxmlElement", node)


def field(instruction: str, value: str = "1") -> BaseOxmlElement:
    """Return a field, whose value Word computes, for example `PAGE` or `NUMPAGES`."""
    node, run, text = element("fldSimple", instr=instruction), element("r"), element("t")
    text.text = value
    run.append(text)
    node.append(run)
    return node


def local_name(element: Any) -> str:
    """Return `p` for a `w:p`, and an empty text for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
