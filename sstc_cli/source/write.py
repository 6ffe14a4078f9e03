"""A document as YAML text: one value in each line and in a fixed order, for clear diffs."""

from collections.abc import Iterator, Mapping

from sstc_cli.diagnostics import Document
from sstc_cli.source.scalar import write_scalar


def write(document: Mapping[str, Document], heading: str) -> str:
    """Return the text of a file, with a comment as its heading."""
    return "\n".join([f"# {heading}", *lines(document), ""])


def lines(document: Document, indent: str = "") -> Iterator[str]:
    """Yield the lines of a map or a list; items are indented deeper than the key above them."""
    if isinstance(document, Mapping):
        for key, value in document.items():
            yield from _under(f"{indent}{write_scalar(key)}:", value, f"{indent}  ")
        return
    for item in document:
        yield from _under(f"{indent}-", item, f"{indent}  ")


def _under(mark: str, value: Document, indent: str) -> Iterator[str]:
    """Yield the lines of a value after a key or a list's mark, or below it."""
    if isinstance(value, str):
        yield f"{mark} {write_scalar(value)}"
    elif not value:
        yield f"{mark} {'{}' if isinstance(value, Mapping) else '[]'}"
    elif mark.endswith("-"):
        first, *rest = lines(value, indent)
        yield f"{mark} {first.lstrip()}"
        yield from rest
    else:
        yield mark
        yield from lines(value, indent)


def flow(document: Document) -> str:
    """Return a document on one line, for a place inside `{…}` or `[…]`."""
    if isinstance(document, str):
        return write_scalar(document, flow=True)
    if isinstance(document, Mapping):
        return f"{{{', '.join(flow_entry(key, value) for key, value in document.items())}}}"
    return f"[{', '.join(map(flow, document))}]"


def flow_entry(key: str, value: Document) -> str:
    """Return a key with its value in the form for `{…}`."""
    return f"{write_scalar(key, flow=True)}: {flow(value)}"
