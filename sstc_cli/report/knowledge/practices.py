"""The practices of all notes, numbered: by goal and by city."""

from collections.abc import Sequence
from dataclasses import dataclass

from sstc_cli.model.countries import country_name
from sstc_cli.model.knowledge.note import Practice
from sstc_cli.model.text import pick
from sstc_cli.report.knowledge.evidence_lines import NumberOf, evidence_lines
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.views.knowledge.compendium import CityLine, GoalPart
from sstc_cli.views.knowledge.labels import KnowledgeLabel
from sstc_cli.views.knowledge.parts import PracticeLine
from sstc_cli.views.sdgs import sdg_title


@dataclass(frozen=True, slots=True)
class Told:
    """A practice, and the note that tells it."""

    number: int
    noted: NoteSetting
    practice: Practice

    @property
    def city(self) -> str | None:
        """The name of its city."""
        return pick(self.practice.city, self.noted.language)

    @property
    def country(self) -> str | None:
        """The name of its country."""
        code = self.practice.country
        return country_name(code, self.noted.language) if code else None


def told_practices(notes: Sequence[NoteSetting]) -> list[Told]:
    """Return the practices that somebody has written, webinar by webinar."""
    found = [
        (noted, practice)
        for noted in notes
        for practice in noted.note.practices
        if all(map(noted.is_written, (practice.title, practice.challenge, practice.results)))
    ]
    return [Told(number, *pair) for number, pair in enumerate(found, 1)]


def goal_parts(told: Sequence[Told], number_of: NumberOf) -> tuple[GoalPart, ...]:
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


def city_lines(told: Sequence[Told]) -> tuple[CityLine, ...]:
    """Return the cities in the order of their names, with their practices."""
    found: dict[tuple[str, str | None], list[int]] = {}
    for item in told:
        if item.city is not None:
            found.setdefault((item.city, item.country), []).append(item.number)
    ordered = sorted(found.items(), key=lambda item: (item[0][0].casefold(), item[0][1] or ""))
    return tuple(CityLine(city, country, tuple(numbers)) for (city, country), numbers in ordered)


def place_of(told: Told) -> str | None:
    """Return city and country."""
    if told.city and told.country:
        return told.noted.say(KnowledgeLabel.PLACE, city=told.city, country=told.country)
    return told.city or told.country


def _line(told: Told, number_of: NumberOf) -> PracticeLine:
    noted, practice = told.noted, told.practice
    conditions = practice.conditions if noted.is_written(practice.conditions) else None
    return PracticeLine(
        number=told.number,
        title=practice.title.pick(noted.language),
        place=place_of(told),
        webinar=noted.note.webinar,
        challenge=noted.filled(practice.challenge),
        done=noted.filled(practice.done),
        results=noted.filled(practice.results),
        conditions=noted.filled(conditions) if conditions else None,
        evidence=evidence_lines(noted, practice.evidence, number_of),
        goals=practice.sdgs,
    )
