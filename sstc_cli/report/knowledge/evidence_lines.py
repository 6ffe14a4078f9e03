"""The evidence of messages and practices, as documents print it."""

from collections.abc import Callable, Iterable, Iterator

from sstc_cli.model.knowledge.citation import Citation
from sstc_cli.model.knowledge.note import Evidence
from sstc_cli.model.report.names import read_name
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.report.names import caption_of, line_names
from sstc_cli.report.unbroken import as_item
from sstc_cli.report.values import (
    HiddenFigureError,
    UnknownFigureError,
    find_value,
    named_value,
)
from sstc_cli.views.knowledge.labels import KnowledgeLabel
from sstc_cli.views.knowledge.parts import EvidenceLine
from sstc_cli.views.people import name_of

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
    return (
        noted.say(KnowledgeLabel.TALK_WITH_SPEAKER, talk=told, speaker=speaker) if speaker else told
    )
