"""Diagnostics of the same kind, listed as one."""

from collections import defaultdict
from collections.abc import Iterable

from sstc_cli.diagnostics.diagnostic import Diagnostic, Severity

_NAMED = 3


def together(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics in their order; the first of a kind stands for the others."""
    groups: dict[tuple[str, str, Severity] | int, list[Diagnostic]] = defaultdict(list)
    for index, diagnostic in enumerate(diagnostics):
        kind = (diagnostic.code, diagnostic.kind, diagnostic.severity)
        groups[kind if diagnostic.kind else index].append(diagnostic)
    return [_joined(*group) for group in groups.values()]


def _joined(first: Diagnostic, *others: Diagnostic) -> Diagnostic:
    if not others:
        return first
    names = [other.subject for other in others]
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} more"]
    *earlier, last = names
    listed = f"{', '.join(earlier)} and {last}" if earlier else last
    return first._replace(message=f"{first.message} (also {listed})")
