"""Figures that texts name: unknown, hidden, or contradicted by a typed number."""

import re
from collections.abc import Generator, Iterator

from sstc_cli.diagnostics import Diagnostic, Path, Severity, did_you_mean
from sstc_cli.model.report.names import FigureName, Named, read_name
from sstc_cli.numbers.statistics import Rough, Share
from sstc_cli.report.checks.awaited import awaits_registration, is_awaited
from sstc_cli.report.checks.counts import contradicting
from sstc_cli.report.checks.texts import WrittenText, sentences, written_texts
from sstc_cli.report.checks.webinars import has_webinar, no_webinar
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import (
    Found,
    HiddenFigureError,
    UnknownFigureError,
    find_value,
    percent_of,
)

_SIGNS = "[%％٪]|per ?cent|pour cent|por ciento|por cento|процент|في المئة|بالمئة"
_PERCENT = re.compile(rf"(\d+(?:[.,٫]\d+)?)[\s\u00a0\u202f]*(?:{_SIGNS})|百分之(\d+(?:\.\d+)?)")
# the level of an interval, which is not a result
_INTERVAL = re.compile(r"interval|интервал|区间|فترة|مجال|\b[CI][IC]\b", re.IGNORECASE)
_LEVEL = 95
_DELETE = "delete the number: the figure is printed with its own"


def check(setting: Setting) -> Iterator[Diagnostic]:
    """Yield what is wrong with the figures that texts, targets and recommendations name."""
    for written in written_texts(setting.written):
        for sentence, named in sentences(written.text):
            found: list[Found | None] = []
            for braces in named:
                value = yield from _found(setting, written.path, braces.written, written)
                found.append(value)
            yield from _typed(written, _without(sentence, named), found)
            yield from _counts(written, sentence, named, found)
    yield from _targets(setting)
    yield from _rests_on(setting)


def _found(
    setting: Setting, path: Path, written: str, inside: WrittenText | None = None
) -> Generator[Diagnostic, None, Found | None]:
    """Yield a diagnostic if a name is not that of a value, and return the value if it is.

    A report cannot be written if a text, `inside` which the name is, lacks the value.
    """
    name = read_name(written)
    if name is None:
        yield Diagnostic("E711", f"`{written}` is not the name of a figure", path, _hint())
        return None
    if name.webinar is None:
        name = FigureName(name.path, inside.webinar if inside else None)
    weight = Severity.ERROR if inside else Severity.NOTE
    try:
        found = find_value(setting.tables_of(name.webinar), name)
    except UnknownFigureError as error:
        yield _lacking(setting, name, error, path, weight)
    except HiddenFigureError:
        yield _hidden(setting, name, path, weight)
    else:
        if found.value is None:
            yield _hidden(setting, name, path, weight)
        return found
    return None


def _lacking(
    setting: Setting, name: FigureName, error: UnknownFigureError, path: Path, weight: Severity
) -> Diagnostic:
    if name.webinar is not None and not has_webinar(setting, name.webinar):
        return no_webinar(name.webinar, path)
    if is_awaited(setting, name):
        return _awaited(name, path, weight)
    return _unknown(name, error, path)


def _awaited(name: FigureName, path: Path, weight: Severity) -> Diagnostic:
    hint = "import the files that it rests on, or leave it out"
    return Diagnostic("W719", f"`{name}` has no value yet", path, hint, weight=weight)


def _unknown(name: FigureName, error: UnknownFigureError, path: Path) -> Diagnostic:
    hint = did_you_mean(name.path, list(error.known)) if error.known else _hint()
    return Diagnostic("E711", error.message, path, hint)


def _typed(written: WrittenText, sentence: str, found: list[Found | None]) -> Iterator[Diagnostic]:
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
    written: WrittenText, sentence: str, named: list[Named], found: list[Found | None]
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


def _targets(setting: Setting) -> Iterator[Diagnostic]:
    """Yield the targets without a figure, and those of one webinar, which no report has."""
    for index, target in enumerate(setting.written.targets):
        path: Path = ("targets", index, "figure")
        name = read_name(target.figure)
        if name is None or name.webinar is None:
            yield from _found(setting, path, target.figure)
            continue
        message = f"a target is for the series and each webinar, but `{name}` is about one"
        yield Diagnostic("E711", message, path, f"write `{name.path}`")


def _rests_on(setting: Setting) -> Iterator[Diagnostic]:
    """Yield what conclusions and recommendations rest on that does not exist."""
    conclusions = {conclusion.id for conclusion in setting.written.conclusions}
    for index, conclusion in enumerate(setting.written.conclusions):
        for place, written in enumerate(conclusion.figures):
            yield from _found(setting, ("conclusions", index, "figures", place), written)
    for index, advice in enumerate(setting.written.recommendations):
        for place, written in enumerate(advice.rests_on):
            if written not in conclusions:
                path: Path = ("recommendations", index, "rests_on", place)
                yield from _found(setting, path, written)


def _without(sentence: str, named: list[Named]) -> str:
    """Return a sentence without what it has in braces."""
    for braces in named:
        sentence = sentence.replace(f"{{{braces.written}}}", " ")
    return sentence


def _hidden(setting: Setting, name: FigureName, path: Path, weight: Severity) -> Diagnostic:
    if awaits_registration(setting, name):
        return _awaited(name, path, weight)
    message = f"`{name}` is hidden, because it is about few people"
    hint = "leave it out, or name a figure of more people"
    return Diagnostic("E712", message, path, hint)


def _hint() -> str:
    return "run `sstc report show` to see the names of all figures"
