"""The view of the compendium: what all notes say, by theme, goal, city and webinar."""

from collections.abc import Iterator, Sequence

from sstc_cli.model.knowledge.citation import Citation
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.report.knowledge.lines import (
    material_lines,
    message_line,
    question_lines,
    rapporteur_line,
    step_lines,
    talk_lines,
    written_messages,
)
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.report.knowledge.practices import Told, city_lines, goal_parts, told_practices
from sstc_cli.report.setting import Setting
from sstc_cli.views.facts import revised_text, series_facts, webinar_facts
from sstc_cli.views.knowledge.compendium import (
    CompendiumView,
    IndexLine,
    SourceLine,
    ThemePart,
    WebinarPart,
)
from sstc_cli.views.sdgs import sdg_title


def compendium_view(setting: Setting, notes: Sequence[NoteSetting]) -> CompendiumView:
    """Return the compendium of the series, given the notes in the order of their webinars."""
    series, language = setting.series, setting.language
    told, sources = told_practices(notes), _Sources(notes, language)
    return CompendiumView(
        language=language,
        direction=setting.direction,
        revised=revised_text(series),
        series=series_facts(series, language),
        organisers=tuple(office.name.pick(language) for office in series.organisers),
        covered=_covered(setting, notes),
        themes=tuple(_themes(setting, notes, sources)),
        goals=goal_parts(told, sources.number),
        cities=city_lines(told),
        webinars=tuple(map(_webinar, notes)),
        sources=sources.lines,
        index=_index(setting, notes, told),
    )


class _Sources:
    """The sources of all evidence, each once, in the order in which messages and practices cite."""

    def __init__(self, notes: Sequence[NoteSetting], language: str) -> None:
        cited = [
            item.source
            for key in ("messages", "practices")
            for noted in notes
            for told in getattr(noted.note, key)
            for item in told.evidence
            if item.source is not None
        ]
        self._numbers = {source: number for number, source in enumerate(dict.fromkeys(cited), 1)}
        self.lines = tuple(
            SourceLine(number, source.title.pick(language), source.url)
            for source, number in self._numbers.items()
        )

    def number(self, source: Citation) -> int:
        """Return the number of a source."""
        return self._numbers[source]


def _covered(setting: Setting, notes: Sequence[NoteSetting]) -> str:
    numbers = [noted.note.webinar for noted in notes]
    webinars = setting.words.webinars(numbers)
    count = setting.series.count
    if len(numbers) >= count:
        return str(count)
    return setting.words.say(
        ReportLabel.COVERED, covered=len(numbers), count=count, webinars=webinars
    )


def _themes(
    setting: Setting, notes: Sequence[NoteSetting], sources: _Sources
) -> Iterator[ThemePart]:
    """Yield the messages of each theme of the series, and those without one at the end."""
    found = [
        (message.theme, message_line(noted, message, sources.number))
        for noted in notes
        for message in written_messages(noted)
    ]
    for theme in setting.series.themes:
        if lines := [line for id_, line in found if id_ == theme.id]:
            yield ThemePart(theme.name.pick(setting.language), tuple(lines))
    if lines := [line for id_, line in found if id_ is None]:
        yield ThemePart(None, tuple(lines))


def _webinar(noted: NoteSetting) -> WebinarPart:
    facts = webinar_facts(noted.setting.series, noted.webinar, noted.language)
    return WebinarPart(
        number=facts.number,
        title=facts.title,
        date=facts.date,
        rapporteur=rapporteur_line(noted),
        talks=talk_lines(noted),
        questions=question_lines(noted),
        materials=material_lines(noted),
        steps=step_lines(noted),
    )


def _index(
    setting: Setting, notes: Sequence[NoteSetting], told: Sequence[Told]
) -> tuple[IndexLine, ...]:
    """Return where themes, goals, practices, cities and countries are told."""
    found: dict[str, set[int]] = {}
    for term, webinar in (*_themes_told(setting, notes), *_terms(told)):
        found.setdefault(term, set()).add(webinar)
    ordered = sorted(found, key=lambda term: (term.casefold(), term))
    return tuple(IndexLine(term, tuple(sorted(found[term]))) for term in ordered)


def _themes_told(setting: Setting, notes: Sequence[NoteSetting]) -> Iterator[tuple[str, int]]:
    names = {theme.id: theme.name.pick(setting.language) for theme in setting.series.themes}
    for noted in notes:
        for message in written_messages(noted):
            if message.theme in names:
                yield names[message.theme], noted.note.webinar


def _terms(told: Sequence[Told]) -> Iterator[tuple[str, int]]:
    for item in told:
        language, webinar = item.noted.language, item.noted.note.webinar
        places = filter(None, (item.city, item.country))
        goals = (sdg_title(goal, language) for goal in item.practice.sdgs)
        for term in (item.practice.title.pick(language), *places, *goals):
            yield term, webinar
