"""Examples of both documents with made-up words, to try their templates before there is a note."""

from sstc_cli.model import Series
from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import revised_text, series_facts, webinar_facts
from sstc_cli.views.knowledge.compendium import (
    CityLine,
    CompendiumView,
    GoalPart,
    IndexLine,
    SourceLine,
    ThemePart,
    WebinarPart,
)
from sstc_cli.views.knowledge.note import KnowledgeNoteView
from sstc_cli.views.knowledge.parts import (
    EvidenceLine,
    MaterialLine,
    MessageLine,
    PracticeLine,
    QuestionLine,
    RapporteurLine,
    StepLine,
    TalkLine,
)
from sstc_cli.views.reports.example import example_figure

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
    """Return a note about the first webinar with every part."""
    webinar = series.webinars[0]
    return KnowledgeNoteView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series, webinar),
        figures={_FIGURE: example_figure(language)},
        series=series_facts(series, language),
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
    """Return a compendium with every part."""
    webinar = series.webinars[0]
    facts = webinar_facts(series, webinar, language)
    return CompendiumView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series),
        series=series_facts(series, language),
        organisers=tuple(office.name.pick(language) for office in series.organisers),
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
                (TalkLine("A talk", "A speaker", _TEXT), TalkLine(None, None, _TEXT)),
                (_QUESTION,),
                (_MATERIAL,),
                (_STEP,),
            ),
        ),
        sources=(SourceLine(1, "A source", "https://example.org/source"),),
        index=(IndexLine("A city", (1,)),),
    )
