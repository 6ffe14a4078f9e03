"""The parts of knowledge notes in one language: only what is written and may be printed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sstc_cli.model import Text, Webinar
from sstc_cli.model.knowledge import Citation, Evidence, KeyMessage, KnowledgeNote
from sstc_cli.model.languages import language_name
from sstc_cli.model.report import read_name
from sstc_cli.model.text import is_of_starter, pick
from sstc_cli.report.names import caption_of, line_names
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import (
    HiddenFigureError,
    UnknownFigureError,
    as_item,
    find_value,
    named_value,
    unbroken,
)
from sstc_cli.report.written import filled
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.fixed_labels import KnowledgeLabel
from sstc_cli.views.knowledge import (
    EvidenceLine,
    MaterialLine,
    MessageLine,
    NoteTalk,
    QuestionLine,
    RapporteurLine,
    StepLine,
)
from sstc_cli.views.people import name_of


@dataclass(frozen=True)
class NoteSetting:
    """What is written about a webinar, and its public tables, in one language."""

    note: KnowledgeNote
    setting: Setting

    @property
    def language(self) -> str:
        return self.setting.language

    @property
    def webinar(self) -> Webinar:
        assert self.setting.webinar is not None  # noqa: S101 notes are about one
        return self.setting.webinar

    def is_written(self, text: Text | None) -> bool:
        return text is not None and not is_of_starter(text.pick(self.language))

    def filled(self, text: Text) -> str:
        return filled(self.setting, text)

    def say(self, label: str, **values: object) -> str:
        return self.setting.words.say(label, **values)


NumberOf = Callable[[Citation], int | None]


def evidence_lines(
    noted: NoteSetting, items: Iterable[Evidence], number_of: NumberOf
) -> tuple[EvidenceLine, ...]:
    """Return what a statement rests on; a source has a number if there is a list of them."""
    return tuple(line for item in items for line in _lines(noted, item, number_of))


def _lines(noted: NoteSetting, item: Evidence, number_of: NumberOf) -> Iterator[EvidenceLine]:
    if item.figure is not None and (text := _figure(noted, item.figure)):
        yield EvidenceLine(text, None, None)
    if item.talk is not None:
        yield EvidenceLine(_talk(noted, item.talk), None, None)
    if item.source is not None:
        title = item.source.title.pick(noted.language)
        yield EvidenceLine(title, item.source.url, number_of(item.source))


def _figure(noted: NoteSetting, written: str) -> str:
    """Return a figure with its value; nothing if the public report does not show it."""
    name = read_name(written)
    if name is None:
        return ""
    setting = noted.setting
    try:
        found = find_value(setting.tables_of(name.webinar), name)
        value = named_value(setting, name)
    except (HiddenFigureError, UnknownFigureError):
        return ""
    line = line_names(setting, found.table)[found.line.key]
    caption = as_item(caption_of(setting, found.table) + noted.say(", ")).rstrip("，, 、،")
    return noted.say(KnowledgeLabel.FIGURE, caption=caption, line=line, value=value)


def _talk(noted: NoteSetting, id_: str) -> str:
    """Return a talk by its title and speaker, as far as they are known."""
    talks = noted.webinar.talks
    number, talk = next((at, talk) for at, talk in enumerate(talks, 1) if talk.id == id_)
    person = noted.setting.series.person(talk.speaker)
    speaker = name_of(person, noted.language) if person else ""
    if talk.title is None and speaker:
        return noted.say(KnowledgeLabel.TALK_OF, speaker=speaker)
    if talk.title is None:
        return noted.say(KnowledgeLabel.TALK_NUMBER, number=number)
    told = noted.say(KnowledgeLabel.TALK, title=talk.title.pick(noted.language))
    if not speaker:
        return told
    return noted.say(KnowledgeLabel.TALK_WITH_SPEAKER, talk=told, speaker=speaker)


def rapporteur_line(noted: NoteSetting) -> RapporteurLine | None:
    who = noted.note.rapporteur
    if who is None or not noted.is_written(who.name):
        return None
    role = who.role if noted.is_written(who.role) else None
    return RapporteurLine(who.name.pick_name(noted.language), pick(role, noted.language))


def message_lines(noted: NoteSetting) -> list[MessageLine]:
    """Return the messages, in a document without a numbered list of sources."""
    return [message_line(noted, message, lambda _: None) for message in written_messages(noted)]


def written_messages(noted: NoteSetting) -> list[KeyMessage]:
    return [message for message in noted.note.messages if noted.is_written(message.text)]


def message_line(noted: NoteSetting, message: KeyMessage, number_of: NumberOf) -> MessageLine:
    evidence = evidence_lines(noted, message.evidence, number_of)
    return MessageLine(noted.filled(message.text), evidence, noted.webinar.number)


def question_lines(noted: NoteSetting) -> tuple[QuestionLine, ...]:
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
    return tuple(
        StepLine(
            noted.filled(step.text),
            pick(step.to, noted.language),
            unbroken(plain_day_text(step.by, noted.language)) if step.by else None,
        )
        for step in noted.note.next_steps
        if noted.is_written(step.text)
    )


def talk_lines(noted: NoteSetting) -> tuple[NoteTalk, ...]:
    """Return the talks about which a person has written, in the order of the webinar."""
    told = {talk.id: talk for talk in noted.note.talks if noted.is_written(talk.summary)}
    series, language = noted.setting.series, noted.language
    lines = []
    for talk in noted.webinar.talks:
        if talk.id in told:
            person = series.person(talk.speaker)
            speaker = name_of(person, language) if person else None
            summary = noted.filled(told[talk.id].summary)
            lines.append(NoteTalk(pick(talk.title, language), speaker, summary))
    return tuple(lines)
