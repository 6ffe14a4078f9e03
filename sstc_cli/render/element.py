"""Elements of Word's XML that python-docx cannot make or name itself."""

from typing import Any, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """A new `w:` element: `element("shd", fill="EEF2F6")`."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(instruction: str) -> BaseOxmlElement:
    """A value that Word works out, as `PAGE` or `NUMPAGES`."""
    made, run, text = element("fldSimple", instr=instruction), element("r"), element("t")
    text.text = "1"
    run.append(text)
    made.append(run)
    return made


def local_name(element: Any) -> str:
    """`p` for a `w:p`; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
