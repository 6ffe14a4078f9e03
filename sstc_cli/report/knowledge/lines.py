"""The parts of notes, in one language: only what somebody has written, and may be printed."""

from sstc_cli.model.knowledge.citation import Citation
from sstc_cli.model.knowledge.note import Message
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import pick
from sstc_cli.report.knowledge.evidence_lines import NumberOf, evidence_lines
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.report.unbroken import unbroken
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.knowledge.parts import (
    MaterialLine,
    MessageLine,
    QuestionLine,
    RapporteurLine,
    StepLine,
    TalkLine,
)
from sstc_cli.views.people import name_of


def unnumbered(_: Citation) -> None:
    """Return no number for a source, in a document without a list of them."""


def rapporteur_line(noted: NoteSetting) -> RapporteurLine | None:
    """Return who wrote the note."""
    who = noted.note.rapporteur
    if who is None or not noted.is_written(who.name):
        return None
    role = who.role if noted.is_written(who.role) else None
    return RapporteurLine(who.name.pick(noted.language), pick(role, noted.language))


def message_lines(noted: NoteSetting, number_of: NumberOf = unnumbered) -> list[MessageLine]:
    """Return the messages that somebody has written."""
    return [message_line(noted, message, number_of) for message in written_messages(noted)]


def written_messages(noted: NoteSetting) -> list[Message]:
    """Return the messages that somebody has written."""
    return [message for message in noted.note.messages if noted.is_written(message.text)]


def message_line(noted: NoteSetting, message: Message, number_of: NumberOf) -> MessageLine:
    """Return a message with its evidence."""
    evidence = evidence_lines(noted, message.evidence, number_of)
    return MessageLine(noted.filled(message.text), evidence, noted.note.webinar)


def question_lines(noted: NoteSetting) -> tuple[QuestionLine, ...]:
    """Return the questions that have an answer."""
    lines = []
    for asked in noted.note.questions:
        if asked.answer is not None and noted.is_written(asked.answer):
            person = noted.setting.series.person(asked.by)
            by = name_of(person, noted.language) if person else None
            question = asked.question.pick(noted.language)
            lines.append(QuestionLine(question, noted.filled(asked.answer), by))
    return tuple(lines)


def material_lines(noted: NoteSetting) -> tuple[MaterialLine, ...]:
    """Return the documents that have a licence and a permission."""
    language = noted.language
    return tuple(
        MaterialLine(
            title=material.title.pick(language),
            url=material.url,
            language=language_name(material.language, language) if material.language else None,
            licence=material.licence.pick(language),
            by=material.permission.by.pick(language),
        )
        for material in noted.note.materials
        if material.licence and material.permission
    )


def step_lines(noted: NoteSetting) -> tuple[StepLine, ...]:
    """Return what comes next."""
    return tuple(
        StepLine(
            noted.filled(step.text),
            pick(step.to, noted.language),
            unbroken(plain_day_text(step.by, noted.language)) if step.by else None,
        )
        for step in noted.note.next_steps
        if noted.is_written(step.text)
    )


def talk_lines(noted: NoteSetting) -> tuple[TalkLine, ...]:
    """Return the talks about which somebody has written, in the order of the webinar."""
    told = {talk.id: talk for talk in noted.note.talks if noted.is_written(talk.summary)}
    series, language = noted.setting.series, noted.language
    lines = []
    for talk in noted.webinar.talks:
        if talk.id in told:
            person = series.person(talk.speaker)
            speaker = name_of(person, language) if person else None
            summary = noted.filled(told[talk.id].summary)
            lines.append(TalkLine(pick(talk.title, language), speaker, summary))
    return tuple(lines)
