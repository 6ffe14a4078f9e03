"""Texts that a `#` has cut, because YAML takes it and what follows for a comment."""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path, Retype
from sstc_cli.model import Model
from sstc_cli.source.causes.line_repairs import quotes_hint
from sstc_cli.source.causes.proposals import accepts
from sstc_cli.source.tree import Lines, Mapping, Node, Span, Tree
from sstc_cli.source.writer import write_scalar

# a comment has a space after its `#`, or stands apart; a reminder to oneself is not a text
_REST = re.compile(r" (#(?!(?i:todo|fixme|xxx)\b)\w.*?)(?=[ \t]+#|[ \t]*$)", re.MULTILINE)
_WITHOUT_END = "'\"|>*&!"


def cut_values(tree: Tree, model: type[Model]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each text that the model would also take with what a `#` cuts off."""
    lines = Lines(tree.text, tree.file)
    for path, value, (start, end) in _plain_texts(tree.text, tree.root, (), (0, 0)):
        found = _REST.match(tree.text, end)
        if found is None or not accepts(tree.root, model, path, f"{value} {found[1]}"):
            continue
        new = write_scalar(f"{value} {found[1]}", flow=True)
        message = f"`#` begins a comment here, so the text ends with `{value[-40:]}`"
        yield Diagnostic(
            "W116",
            message,
            path,
            quotes_hint(new),
            place=lines.place(*found.span(1)),
            fix=Retype(start, found.end(), new),
        )


def _plain_texts(text: str, node: Node, path: Path, span: Span) -> Iterator[tuple[Path, str, Span]]:
    """Yield the path, value and span of each text without quotes; none twice, as aliases are."""
    if isinstance(node, str):
        if text[span[0]] not in _WITHOUT_END:
            yield path, node, span
    elif node is not None and not text.startswith("*", span[0]):
        spans = node.spans.items() if isinstance(node, Mapping) else enumerate(node.spans)
        for step, (*_, start, end) in spans:
            yield from _plain_texts(text, node[step], (*path, step), (start, end))  # type: ignore[index]
