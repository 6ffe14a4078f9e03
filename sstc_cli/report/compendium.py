"""The compendium of all knowledge notes, and the documents of notes and compendium."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sstc_cli.model import Webinar
from sstc_cli.model.countries import country_name
from sstc_cli.model.knowledge import Citation, KnowledgeNote, Practice
from sstc_cli.model.text import pick
from sstc_cli.numbers.labels import ReportLabel
from sstc_cli.numbers.words import Words
from sstc_cli.report.evidence import ReportEvidence
from sstc_cli.report.knowledge_note import note_view
from sstc_cli.report.note_lines import (
    NoteSetting,
    NumberOf,
    evidence_lines,
    material_lines,
    message_line,
    question_lines,
    rapporteur_line,
    step_lines,
    talk_lines,
    written_messages,
)
from sstc_cli.report.setting import Setting
from sstc_cli.views.facts import revised_text, series_facts, webinar_facts
from sstc_cli.views.file_names import Made, stem_of
from sstc_cli.views.fixed_labels import KnowledgeLabel
from sstc_cli.views.knowledge import (
    CityLine,
    CompendiumSource,
    CompendiumView,
    GoalPart,
    IndexLine,
    KnowledgeNoteView,
    PracticeLine,
    ThemePart,
    WebinarPart,
)
from sstc_cli.views.sdgs import sdg_title


@dataclass(frozen=True, slots=True)
class NumberedPractice:
    """A practice, and the note that tells it."""

    number: int
    noted: NoteSetting
    practice: Practice

    @property
    def city(self) -> str | None:
        return pick(self.practice.city, self.noted.language)

    @property
    def country(self) -> str | None:
        code = self.practice.country
        return country_name(code, self.noted.language) if code else None


def told_practices(notes: Sequence[NoteSetting]) -> list[NumberedPractice]:
    found = [
        (noted, practice)
        for noted in notes
        for practice in noted.note.practices
        if all(map(noted.is_written, (practice.title, practice.challenge, practice.results)))
    ]
    return [NumberedPractice(number, *pair) for number, pair in enumerate(found, 1)]


def goal_parts(told: Sequence[NumberedPractice], number_of: NumberOf) -> tuple[GoalPart, ...]:
    """Return the practices by goal, each under the first one that it names."""
    parts = []
    language = told[0].noted.language if told else ""
    for goal in sorted({goal for item in told for goal in item.practice.sdgs}):
        first = [_line(item, number_of) for item in told if item.practice.sdgs[:1] == (goal,)]
        also = [item.number for item in told if goal in item.practice.sdgs[1:]]
        parts.append(GoalPart(goal, sdg_title(goal, language), tuple(first), tuple(also)))
    if others := [_line(item, number_of) for item in told if not item.practice.sdgs]:
        parts.append(GoalPart(None, None, tuple(others), ()))
    return tuple(parts)


def city_lines(told: Sequence[NumberedPractice]) -> tuple[CityLine, ...]:
    found: dict[tuple[str, str | None], list[int]] = {}
    for item in told:
        if item.city is not None:
            found.setdefault((item.city, item.country), []).append(item.number)
    ordered = sorted(found.items(), key=lambda item: (item[0][0].casefold(), item[0][1] or ""))
    return tuple(CityLine(city, country, tuple(numbers)) for (city, country), numbers in ordered)


def place_of(told: NumberedPractice) -> str | None:
    if told.city and told.country:
        return told.noted.say(KnowledgeLabel.PLACE, city=told.city, country=told.country)
    return told.city or told.country


def _line(told: NumberedPractice, number_of: NumberOf) -> PracticeLine:
    noted, practice = told.noted, told.practice
    conditions = practice.conditions if noted.is_written(practice.conditions) else None
    return PracticeLine(
        number=told.number,
        title=practice.title.pick(noted.language),
        place=place_of(told),
        webinar=noted.webinar.number,
        challenge=noted.filled(practice.challenge),
        done=noted.filled(practice.done),
        results=noted.filled(practice.results),
        conditions=noted.filled(conditions) if conditions else None,
        evidence=evidence_lines(noted, practice.evidence, number_of),
        goals=practice.sdgs,
    )


def compendium_view(setting: Setting, notes: Sequence[NoteSetting]) -> CompendiumView:
    series, language = setting.series, setting.language
    told, numbers = told_practices(notes), _sources(notes)
    return CompendiumView(
        language=language,
        direction=setting.direction,
        revised=revised_text(series),
        series=series_facts(series, language),
        organisers=tuple(office.name.pick_name(language) for office in series.organisers),
        covered=_covered(setting, notes),
        themes=tuple(_themes(setting, notes, numbers.__getitem__)),
        goals=goal_parts(told, numbers.__getitem__),
        cities=city_lines(told),
        webinars=tuple(map(_webinar, notes)),
        sources=tuple(
            CompendiumSource(number, source.title.pick(language), source.url)
            for source, number in numbers.items()
        ),
        index=_index(setting, notes, told),
    )


def _sources(notes: Sequence[NoteSetting]) -> dict[Citation, int]:
    """Return the number of each source, in the order in which messages and practices cite."""
    cited = [
        item.source
        for key in ("messages", "practices")
        for noted in notes
        for told in getattr(noted.note, key)
        for item in told.evidence
        if item.source is not None
    ]
    return {source: number for number, source in enumerate(dict.fromkeys(cited), 1)}


def _covered(setting: Setting, notes: Sequence[NoteSetting]) -> str:
    numbers = [noted.webinar.number for noted in notes]
    webinars = setting.words.webinars(numbers)
    count = setting.series.count
    if len(numbers) >= count:
        return str(count)
    return setting.words.say(
        ReportLabel.COVERED, covered=len(numbers), count=count, webinars=webinars
    )


def _themes(
    setting: Setting, notes: Sequence[NoteSetting], number_of: NumberOf
) -> Iterator[ThemePart]:
    found = [
        (message.theme, message_line(noted, message, number_of))
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
    setting: Setting, notes: Sequence[NoteSetting], told: Sequence[NumberedPractice]
) -> tuple[IndexLine, ...]:
    found: dict[str, set[int]] = {}
    names = {theme.id: theme.name.pick(setting.language) for theme in setting.series.themes}
    messages = ((noted, message) for noted in notes for message in written_messages(noted))
    themes = ((names[message.theme], noted.webinar.number) for noted, message in messages
              if message.theme in names)  # fmt: skip
    for term, webinar in (*themes, *_terms(told)):
        found.setdefault(term, set()).add(webinar)
    ordered = sorted(found, key=lambda term: (term.casefold(), term))
    return tuple(IndexLine(term, tuple(sorted(found[term]))) for term in ordered)


def _terms(told: Sequence[NumberedPractice]) -> Iterator[tuple[str, int]]:
    for item in told:
        language, webinar = item.noted.language, item.noted.webinar.number
        places = filter(None, (item.city, item.country))
        goals = (sdg_title(goal, language) for goal in item.practice.sdgs)
        for term in (item.practice.title.pick(language), *places, *goals):
            yield term, webinar


SERIES_STEM = "compendium"


def knowledge_makes(
    evidence: ReportEvidence,
    notes: Mapping[str, KnowledgeNote],
    webinars: Sequence[Webinar],
    words_of: Callable[[str], Words],
) -> dict[str, Callable[[str], Made]]:

    def of_webinars(language: str) -> Made:
        words = words_of(language)
        for webinar in webinars:
            yield stem_of(webinar), partial(_note, evidence, notes[webinar.id], words)

    def of_series(language: str) -> Made:
        yield SERIES_STEM, partial(_compendium, evidence, notes, words_of(language))

    return {"knowledge-note": of_webinars, "compendium": of_series}


def note_setting(evidence: ReportEvidence, note: KnowledgeNote, words: Words) -> NoteSetting:
    return NoteSetting(note, evidence.setting(words, evidence.series.webinar_of(note.webinar)))


def _note(evidence: ReportEvidence, note: KnowledgeNote, words: Words) -> KnowledgeNoteView:
    return note_view(note_setting(evidence, note, words))


def _compendium(
    evidence: ReportEvidence, notes: Mapping[str, KnowledgeNote], words: Words
) -> CompendiumView:
    settings = [note_setting(evidence, note, words) for note in notes.values()]
    return compendium_view(evidence.setting(words), settings)
