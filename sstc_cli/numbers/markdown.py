"""Plain texts and tables as Markdown."""

from collections.abc import Iterator, Sequence


def plain_markdown(text: str) -> str:
    """Return a text on one line, with the punctuation of Markdown escaped."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in flat)


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, with everything but the first column at the right."""
    yield f"| {' | '.join(map(plain_markdown, head))} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(map(plain_markdown, row))} |"
    yield ""
