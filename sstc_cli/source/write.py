"""A document as YAML text: one value a line, in the order given, so that versions compare."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.source.scalar import write_scalar

Document = str | Mapping[str, "Document"] | Sequence["Document"]


def write(document: Mapping[str, Document], heading: str) -> str:
    """The text of a file, under a comment that says what it is."""
    return "\n".join([f"# {heading}", *lines(document), ""])


def lines(document: Document, indent: str = "") -> Iterator[str]:
    """The lines of a map or a list; the marks of lists stand deeper than the key above them."""
    if isinstance(document, Mapping):
        for key, value in document.items():
            yield from _under(f"{indent}{write_scalar(key)}:", value, f"{indent}  ")
        return
    for item in document:
        yield from _under(f"{indent}-", item, f"{indent}  ")


def _under(mark: str, value: Document, indent: str) -> Iterator[str]:
    """What stands behind a key or a list's mark, or under it."""
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
