"""Elements of Word's XML that python-docx cannot make or name itself."""

from typing import Any, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """Return a new `w:` element: `element("shd", fill="EEF2F6")`."""
    node = cast("BaseOxmlElement", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), value)
    return node


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
