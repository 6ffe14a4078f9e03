"""The fields of `knowledge-note.md.j2` and `compendium.md.j2`, and examples to try them on."""

from collections.abc import Mapping
from typing import Annotated

from sstc_cli.model import Series
from sstc_cli.model.view import Facts, Figure
from sstc_cli.views.facts import DocumentView, WebinarFacts, document_fields, webinar_facts
from sstc_cli.views.reports import example_figure


class RapporteurLine(Facts):
    """The person or office that wrote a note."""

    name: Annotated[str, "name"]
    role: Annotated[str | None, "position and organisation"]


class EvidenceLine(Facts):
    """A reason to believe a statement."""

    text: Annotated[
        str, "a figure with its value, a talk with its speaker, or the title of a source"
    ]
    url: Annotated[str | None, "web address of a source"]
    number: Annotated[int | None, "number of a source in the compendium"]


class MessageLine(Facts):
    """A statement that readers should remember."""

    text: Annotated[str, "one sentence"]
    evidence: Annotated[tuple[EvidenceLine, ...], "what it rests on"]
    webinar: Annotated[int, "number of its webinar"]


class QuestionLine(Facts):
    """A question of the audience, without the name of the asker."""

    question: Annotated[str, "the question"]
    answer: Annotated[str, "the answer"]
    by: Annotated[str | None, "who answered"]


class MaterialLine(Facts):
    """A document that may be passed on."""

    title: Annotated[str, "its title"]
    url: Annotated[str, "web address, of which the filter `qr` makes a code"]
    language: Annotated[str | None, "name of its language"]
    licence: Annotated[str, "what readers may do with it"]
    by: Annotated[str, "who gave the permission"]


class StepLine(Facts):
    """Something that a person will do."""

    text: Annotated[str, "what will be done"]
    to: Annotated[str | None, "who will do it"]
    by: Annotated[str | None, "until when"]


class NoteTalk(Facts):
    """A talk, and what was said in it."""

    title: Annotated[str | None, "its title, once known"]
    speaker: Annotated[str | None, "name of the speaker"]
    summary: Annotated[str, "a paragraph"]


class PracticeLine(Facts):
    """A practice to learn from."""

    number: Annotated[int, "1, 2, 3 …"]
    title: Annotated[str, "its title"]
    place: Annotated[str | None, "city and country"]
    webinar: Annotated[int, "number of the webinar where it was presented"]
    challenge: Annotated[str, "the problem that it solves"]
    done: Annotated[str, "what was done"]
    results: Annotated[str, "what has changed"]
    conditions: Annotated[str | None, "what others need to repeat it"]
    evidence: Annotated[tuple[EvidenceLine, ...], "evidence for the results"]
    goals: Annotated[tuple[int, ...], "numbers of its Sustainable Development Goals"]


class KnowledgeNoteView(DocumentView):
    """The note about a webinar in one language."""

    figures: Annotated[Mapping[str, Figure], "the figures by their ids, for blocks `figure`"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    rapporteur: Annotated[RapporteurLine | None, "who wrote the note"]
    messages: Annotated[tuple[MessageLine, ...], "what readers should remember"]
    drawn: Annotated[tuple[str, ...], "ids of figures, in order"]
    source: Annotated[str, "where the figures come from"]
    questions: Annotated[tuple[QuestionLine, ...], "the first questions with their answers"]
    materials: Annotated[tuple[MaterialLine, ...], "the first documents that may be passed on"]
    steps: Annotated[tuple[StepLine, ...], "what comes next"]
    is_whole: Annotated[bool, "whether the compendium has no more questions, materials or steps"]


class ThemePart(Facts):
    """The messages of a theme; those without one have no name."""

    name: Annotated[str | None, "name of the theme"]
    messages: Annotated[tuple[MessageLine, ...], "its messages, webinar by webinar"]


class GoalPart(Facts):
    """The practices that serve a Sustainable Development Goal."""

    number: Annotated[int | None, "number of the goal; none for practices without a goal"]
    title: Annotated[str | None, "short title of the goal"]
    practices: Annotated[tuple[PracticeLine, ...], "practices whose first goal it is"]
    also: Annotated[tuple[int, ...], "numbers of practices that serve it besides another one"]


class CityLine(Facts):
    """A city, and its practices."""

    city: Annotated[str, "name of the city"]
    country: Annotated[str | None, "name of the country"]
    practices: Annotated[tuple[int, ...], "numbers of its practices"]


class WebinarPart(Facts):
    """What was said in a webinar, besides messages and practices."""

    number: Annotated[int, "number of the webinar"]
    title: Annotated[str, "its topic"]
    date: Annotated[str, "weekday and date"]
    rapporteur: Annotated[RapporteurLine | None, "who wrote the note"]
    talks: Annotated[tuple[NoteTalk, ...], "its talks"]
    questions: Annotated[tuple[QuestionLine, ...], "questions with their answers"]
    materials: Annotated[tuple[MaterialLine, ...], "documents that may be passed on"]
    steps: Annotated[tuple[StepLine, ...], "what comes next"]


class CompendiumSource(Facts):
    """A source."""

    number: Annotated[int, "1, 2, 3 …"]
    title: Annotated[str, "author, title and page"]
    url: Annotated[str | None, "web address"]


class IndexLine(Facts):
    """A word of the index."""

    term: Annotated[str, "a theme, a goal, a city, a country or a practice"]
    webinars: Annotated[tuple[int, ...], "numbers of the webinars"]


class CompendiumView(DocumentView):
    """The compendium of a series in one language."""

    organisers: Annotated[tuple[str, ...], "names of the organisers"]
    covered: Annotated[str, "which webinars it covers, for example `3 of 15 (webinars 5, 6, 7)`"]
    themes: Annotated[tuple[ThemePart, ...], "messages by theme"]
    goals: Annotated[tuple[GoalPart, ...], "practices by Sustainable Development Goal"]
    cities: Annotated[tuple[CityLine, ...], "practices by city"]
    webinars: Annotated[tuple[WebinarPart, ...], "what was said, webinar by webinar"]
    sources: Annotated[tuple[CompendiumSource, ...], "sources of messages and practices"]
    index: Annotated[tuple[IndexLine, ...], "the index, in order"]


_TEXT, _FIGURE = "A sentence.", "example"
_EVIDENCE = (
    EvidenceLine("A figure: 77 % (n = 47)", None, None),
    EvidenceLine("A source", "https://example.org/source", 1),
)
_WHO = RapporteurLine("A person", "a role")
_MESSAGE = MessageLine(_TEXT, _EVIDENCE, 1)
_QUESTION = QuestionLine("A question?", _TEXT, "A person")
_MATERIAL = MaterialLine("Slides", "https://example.org/slides", "English", "CC BY 4.0", "A person")
_STEP = StepLine(_TEXT, "somebody", "1 January 2020")
_PRACTICE = PracticeLine(
    1, "A practice", "A city, a country", 1, _TEXT, _TEXT, _TEXT, _TEXT, _EVIDENCE, (9, 11)
)


def knowledge_note_example(series: Series, language: str) -> KnowledgeNoteView:
    webinar = series.webinars[0]
    return KnowledgeNoteView(
        **document_fields(series, language, webinar),
        figures={_FIGURE: example_figure(language)},
        webinar=webinar_facts(series, webinar, language),
        rapporteur=_WHO,
        messages=(_MESSAGE,),
        drawn=(_FIGURE,),
        source="Source: a survey",
        questions=(_QUESTION,),
        materials=(_MATERIAL,) * 2,
        steps=(_STEP,),
        is_whole=False,
    )


def compendium_example(series: Series, language: str) -> CompendiumView:
    webinar = series.webinars[0]
    facts = webinar_facts(series, webinar, language)
    return CompendiumView(
        **document_fields(series, language),
        organisers=tuple(office.name.pick_name(language) for office in series.organisers),
        covered="1 of 15 (webinar 1)",
        themes=(ThemePart("A theme", (_MESSAGE,)), ThemePart(None, (_MESSAGE,))),
        goals=(
            GoalPart(9, "A goal", (_PRACTICE,), ()),
            GoalPart(11, "Another goal", (), (1,)),
            GoalPart(None, None, (_PRACTICE,), ()),
        ),
        cities=(CityLine("A city", "a country", (1,)),),
        webinars=(
            WebinarPart(
                facts.number,
                facts.title,
                facts.date,
                _WHO,
                (NoteTalk("A talk", "A speaker", _TEXT), NoteTalk(None, None, _TEXT)),
                (_QUESTION,),
                (_MATERIAL,),
                (_STEP,),
            ),
        ),
        sources=(CompendiumSource(1, "A source", "https://example.org/source"),),
        index=(IndexLine("A city", (1,)),),
    )
