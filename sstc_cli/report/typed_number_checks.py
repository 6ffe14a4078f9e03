"""Typed percentages and counts that contradict the figures of their sentence.

Only a number right before a word for people is one, and only a count in brackets is its figure:
other numbers are years, days, webinars, or counts of something else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.model.report import NamedFigure
from sstc_cli.numbers.statistics import Rough, Share
from sstc_cli.report.text_checks import WrittenText
from sstc_cli.report.values import FoundValue, percent_of

_PEOPLE = (
    r"people|persons?|participants?|attendees?|respondents?|registrants?|registrations?|answers?"
    r"|responses?|comments?|registered|attended|answered|took part|came"
    r"|personnes?|participante?s?|inscrite?s?|inscriptions?|répondante?s?|réponses?|commentaires?"
    r"|personas?|asistentes?|inscrit[oa]s?|registrad[oa]s?|encuestad[oa]s?|respuestas?|comentarios?"
    r"|pessoas?|respondentes?|respostas?|comentários?"
    r"|человека?|людей|участник\w*|слушател\w+|зарегистрированн\w+|ответ\w*|отзыв\w*"
    r"|شخصا?ً?|أشخاص|مشاركا?ً?|مشاركين|مشاركون|مسجلا?ً?|مسجلين|مجيبا?ً?|مجيبين|إجابة|إجابات"
)
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z.,:/%–-])(\d{{1,3}}(?:[,.\u00a0\u202f ]\d{{3}})+|\d+)"
    rf"(?:[\s\u00a0\u202f]+(?:{_PEOPLE})\b|\s*[人名位份条])",
    re.IGNORECASE,
)
# a number after one of these is not the count: it is rough, or the count is a part of it
_OTHER = re.compile(
    r"\b(?:of|than|for|from|about|around|over|under|nearly|almost|roughly|some|least|most|to|only"
    r"|approximately|another|every|first|last|further"
    r"|de|des|du|d['’]|sur|pour|environ|près|presque|plus|moins|que|casi|unos|unas|cerca|para|entre"
    r"|quase|uns|umas|dos|das|из|от|до|для|около|почти|более|менее|свыше|примерно"
    r"|من|إلى|نحو|حوالي|قرابة|أكثر|أقل)\s*$|(?:第|约|近|超|过|逾|每|余|前|后|另)[有为达]?\s*$",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:targets?|goals?|aim\w*|planned|expected|invited|capacity|objecti\w+|prévu\w*|invité\w*"
    r"|metas?|previst\w+|invitad\w+|convidad\w+|цел\w+|план\w*|приглаш\w+|هدف|دعوة)\b|目标|计划|预计|邀请",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAK = re.compile(r"[;:()，；：（）、،؛{}]|,(?!\d{3})")


def contradicting(
    sentence: str, named: Sequence[NamedFigure], counts: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Yield each typed number that differs from the count beside it, and the count.

    `counts` are the numbers of people by their names in braces.
    """
    if _AIM.search(sentence):
        return
    for braces in named:
        count = counts.get(braces.written)
        end = braces.index + len(braces.written) + 2
        before, after = sentence[: braces.index].rstrip(), sentence[end:].lstrip()
        if count is None or before[-1:] not in ("(", "（") or after[:1] not in (")", "）"):
            continue
        clause = _BREAK.split(before[:-1])[-1]
        numbers = list(_NUMBER.finditer(clause))
        exact = [found[1] for found in numbers[-1:] if not _OTHER.search(clause[: found.start()])]
        typed = "".join(text for text in exact if not _YEAR.fullmatch(text))
        if typed and int(re.sub(r"\D", "", typed)) not in counts.values():
            yield typed, count


_SIGNS = "[%％٪]|per ?cent|pour cent|por ciento|por cento|процент|في المئة|بالمئة"
_PERCENT = re.compile(rf"(\d+(?:[.,٫]\d+)?)[\s\u00a0\u202f]*(?:{_SIGNS})|百分之(\d+(?:\.\d+)?)")
# the level of an interval, which is not a result
_INTERVAL = re.compile(r"interval|интервал|区间|فترة|مجال|\b[CI][IC]\b", re.IGNORECASE)
_LEVEL = 95
_DELETE = "delete the number: the figure is printed with its own"


def check_typed(
    written: WrittenText,
    sentence: str,
    named: Sequence[NamedFigure],
    found: Sequence[FoundValue | None],
) -> Iterator[Diagnostic]:
    plain = sentence
    for braces in named:
        plain = plain.replace(f"{{{braces.written}}}", " ")
    yield from _shares(written, plain, found)
    pairs = zip(named, found, strict=True)
    counts = {
        braces.written: value.value
        for braces, value in pairs
        if value is not None and isinstance(value.value, int)
    }
    for text, count in contradicting(sentence, named, counts):
        message = f"`{text}` contradicts the figure beside it, which is {count}"
        yield Diagnostic("W713", message, written.path, _DELETE)


def _shares(
    written: WrittenText, sentence: str, found: Sequence[FoundValue | None]
) -> Iterator[Diagnostic]:
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


def _percents(sentence: str) -> Iterator[tuple[str, float]]:
    """Yield the percentages of a sentence as they are typed, and as numbers."""
    has_level = _INTERVAL.search(sentence) is not None
    for groups in _PERCENT.findall(sentence):
        text = "".join(groups)
        number = float(text.replace(",", ".").replace("٫", "."))
        if not has_level or number != _LEVEL:
            yield text, number


def _ranges(found: FoundValue) -> list[tuple[float, float]]:
    value = found.value
    if isinstance(value, Share) and value.percent is not None:
        ends = [end for end in (value.low, value.high) if end is not None]
        return [(end, end) for end in (float(percent_of(value) or 0), *ends)]
    return [(value.low, value.high)] if isinstance(value, Rough) else []


def _told(found: FoundValue | None) -> str:
    value = found.value if found else None
    if isinstance(value, Rough):
        return f"{value.low:g} to {value.high:g} %"
    if not isinstance(value, Share) or value.percent is None:
        return ""
    ends = _ranges(found)[1:] if found else []
    interval = f" (95 % interval: {ends[0][0]:.0f} to {ends[1][0]:.0f} %)" if len(ends) == 2 else ""
    return f"{percent_of(value)} %{interval}"
