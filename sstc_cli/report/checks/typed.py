"""Typed numbers: percentages and counts that contradict the figures of their sentence."""

import re
from collections.abc import Iterator, Sequence

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.model.report.names import Named
from sstc_cli.numbers.statistics import Rough, Share
from sstc_cli.report.checks.counts import contradicting
from sstc_cli.report.checks.texts import WrittenText
from sstc_cli.report.values import Found, percent_of

_SIGNS = "[%％٪]|per ?cent|pour cent|por ciento|por cento|процент|في المئة|بالمئة"
_PERCENT = re.compile(rf"(\d+(?:[.,٫]\d+)?)[\s\u00a0\u202f]*(?:{_SIGNS})|百分之(\d+(?:\.\d+)?)")
# the level of an interval, which is not a result
_INTERVAL = re.compile(r"interval|интервал|区间|فترة|مجال|\b[CI][IC]\b", re.IGNORECASE)
_LEVEL = 95
_DELETE = "delete the number: the figure is printed with its own"


def check_typed(
    written: WrittenText, sentence: str, named: Sequence[Named], found: Sequence[Found | None]
) -> Iterator[Diagnostic]:
    """Yield typed numbers that contradict the figures that their sentence names."""
    yield from _shares(written, _without(sentence, named), found)
    yield from _counts(written, sentence, named, found)


def _shares(
    written: WrittenText, sentence: str, found: Sequence[Found | None]
) -> Iterator[Diagnostic]:
    """Yield typed percentages that contradict the figures of their sentence, or have none."""
    typed = dict(_percents(sentence))
    known = [ends for value in found if value for ends in _ranges(value)]
    for text, number in typed.items():
        if found and not known:
            continue
        if not found:
            message = f"`{text} %` is typed, and not compared with the results"
            hint = "name its figure in braces, for example {content.two_best}"
            yield Diagnostic("W718", message, written.path, hint, weight=Severity.NOTE)
        elif all(not low - 0.5 <= number <= high + 0.5 for low, high in known):
            told = " or ".join(dict.fromkeys(filter(None, map(_told, found))))
            message = f"`{text} %` contradicts the figure beside it, which is {told}"
            yield Diagnostic("W713", message, written.path, _DELETE)


def _counts(
    written: WrittenText, sentence: str, named: Sequence[Named], found: Sequence[Found | None]
) -> Iterator[Diagnostic]:
    """Yield typed numbers of people that contradict the count beside them."""
    pairs = zip(named, found, strict=True)
    counts = {
        braces.written: value.value
        for braces, value in pairs
        if value is not None and isinstance(value.value, int)
    }
    for text, count in contradicting(sentence, named, counts):
        message = f"`{text}` contradicts the figure beside it, which is {count}"
        yield Diagnostic("W713", message, written.path, _DELETE)


def _percents(sentence: str) -> Iterator[tuple[str, float]]:
    """Yield the percentages of a sentence as they are typed, and as numbers."""
    has_level = _INTERVAL.search(sentence) is not None
    for groups in _PERCENT.findall(sentence):
        text = "".join(groups)
        number = float(text.replace(",", ".").replace("٫", "."))
        if not has_level or number != _LEVEL:
            yield text, number


def _ranges(found: Found) -> list[tuple[float, float]]:
    """Return the percentages that a sentence about a value may have, as ranges."""
    value = found.value
    if isinstance(value, Share) and value.percent is not None:
        ends = [end for end in (value.low, value.high) if end is not None]
        return [(end, end) for end in (float(percent_of(value) or 0), *ends)]
    return [(value.low, value.high)] if isinstance(value, Rough) else []


def _told(found: Found | None) -> str:
    """Return a value in per cent, with its interval."""
    value = found.value if found else None
    if isinstance(value, Rough):
        return f"{value.low:g} to {value.high:g} %"
    if not isinstance(value, Share) or value.percent is None:
        return ""
    ends = _ranges(found)[1:] if found else []
    interval = f" (95 % interval: {ends[0][0]:.0f} to {ends[1][0]:.0f} %)" if len(ends) == 2 else ""
    return f"{percent_of(value)} %{interval}"


def _without(sentence: str, named: Sequence[Named]) -> str:
    """Return a sentence without what it has in braces."""
    for braces in named:
        sentence = sentence.replace(f"{{{braces.written}}}", " ")
    return sentence
