"""The texts that people wrote for a report, with values instead of the names of figures."""

from collections.abc import Iterable, Iterator
from functools import partial

from sstc_cli.model import Text
from sstc_cli.model.report import Recommendation, WebinarTexts, named_in, read_name, with_values
from sstc_cli.model.text import Foreign, pick
from sstc_cli.report.names import caption_of
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import (
    HiddenFigureError,
    UnknownFigureError,
    find_value,
    named_value,
    unbroken,
)
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.reports import ConclusionLine, EvaluatorLine, RecommendationLine


def filled(setting: Setting, text: Text) -> str:
    words = text.pick(setting.language)
    value = with_values(words, partial(named_value, setting))
    return words.part(value) if isinstance(words, Foreign) else value


def filled_or_none(setting: Setting, text: Text | None) -> str | None:
    return filled(setting, text) if text else None


def filled_all(setting: Setting, texts: Iterable[Text]) -> tuple[str, ...]:
    return tuple(filled(setting, text) for text in texts)


def evaluators_of(setting: Setting) -> tuple[EvaluatorLine, ...]:
    return tuple(
        EvaluatorLine(who.name.pick(setting.language), pick(who.role, setting.language))
        for who in setting.written.evaluators
    )


def conclusions_of(setting: Setting) -> tuple[ConclusionLine, ...]:
    written = enumerate(setting.written.conclusions, start=1)
    return tuple(ConclusionLine(number, filled(setting, each.text)) for number, each in written)


def recommendations_of(setting: Setting) -> tuple[RecommendationLine, ...]:
    written = enumerate(setting.written.recommendations, start=1)
    return tuple(_recommendation(setting, number, each) for number, each in written)


def words_about(setting: Setting) -> WebinarTexts:
    id_ = setting.webinar.id if setting.webinar else ""
    found = (about for about in setting.written.webinars if about.id == id_)
    return next(found, WebinarTexts(id=id_))


def _recommendation(setting: Setting, number: int, written: Recommendation) -> RecommendationLine:
    ids = [conclusion.id for conclusion in setting.written.conclusions]
    figures = [name for name in written.rests_on if name not in ids]
    figures += _of_conclusions(setting, written)
    return RecommendationLine(
        number=number,
        text=filled(setting, written.text),
        to=pick(written.to, setting.language),
        by=unbroken(plain_day_text(written.by, setting.language)) if written.by else None,
        priority=setting.words.say(written.priority) if written.priority else None,
        conclusions=tuple(str(ids.index(id_) + 1) for id_ in written.rests_on if id_ in ids),
        figures=tuple(dict.fromkeys(_captions(setting, figures))),
    )


def _of_conclusions(setting: Setting, written: Recommendation) -> Iterator[str]:
    for conclusion in setting.written.conclusions:
        if conclusion.id in written.rests_on:
            texts = conclusion.text.by_language.values()
            yield from (str(named.name) for text in texts for named in named_in(text) if named.name)
            yield from conclusion.figures


def _captions(setting: Setting, figures: Iterable[str]) -> Iterable[str]:
    for written in figures:
        name = read_name(written)
        if name is None:
            continue
        try:
            yield caption_of(setting, find_value(setting.tables_of(name.webinar), name).table)
        except (HiddenFigureError, UnknownFigureError):
            continue
