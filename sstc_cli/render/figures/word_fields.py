"""Fields and bookmarks of Word: the numbers of figures, lists, and what links lead to."""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from sstc_cli.render.element import element

_FIRST_MARK = 1_000  # the bookmarks of a letterhead have lower numbers


def sequence(language: str, main: str) -> str:
    """Return the name under which Word counts the figures in a language."""
    return "Figure" if language == main else f"Figure_{bookmark_name(language)}"


def bookmark_name(target: str) -> str:
    """Return a name that Word accepts: letters, digits and `_`."""
    return target.replace("-", "_")[:40]


def add_bookmark(first: BaseOxmlElement, last: BaseOxmlElement, target: str) -> None:
    """Put a bookmark around what is in two paragraphs, or in one."""
    number = str(_FIRST_MARK + int(first.xpath("count(//w:bookmarkStart)")))
    start = element("bookmarkStart", id=number, name=bookmark_name(target))
    properties = first.find(qn("w:pPr"))
    if properties is None:
        first.insert(0, start)
    else:
        properties.addnext(start)
    last.append(element("bookmarkEnd", id=number))


def link_to(target: str, words: str) -> BaseOxmlElement:
    """Return words that lead to a bookmark."""
    link = element("hyperlink", anchor=bookmark_name(target), history="1")
    run, text = element("r"), element("t")
    text.text = words
    run.append(text)
    link.append(run)
    return link


def enclose(first: BaseOxmlElement, last: BaseOxmlElement, instruction: str) -> None:
    """Make the content of paragraphs the present result of a field."""
    code = element("instrText")
    code.text = f" {instruction} "
    begin = [_run(_mark("begin")), _run(code), _run(_mark("separate"))]
    at = 0 if first.find(qn("w:pPr")) is None else 1
    for offset, run in enumerate(begin):
        first.insert(at + offset, run)
    last.append(_run(_mark("end")))


def _mark(kind: str) -> BaseOxmlElement:
    return element("fldChar", fldCharType=kind)


def _run(content: BaseOxmlElement) -> BaseOxmlElement:
    run = element("r")
    run.append(content)
    return run
