"""The items of a webinar's run of show as VEVENTs, in addition to the webinar's own."""

from collections.abc import Iterator

from icalendar import Event

from sstc_cli.ics.description import speaker_of
from sstc_cli.ics.event import (
    add_join,
    organizer_of,
    set_free,
    set_texts,
    set_times,
    summary_of,
)
from sstc_cli.ics.identity import set_identity, uid_of
from sstc_cli.ics.labels import Label
from sstc_cli.ics.style import Style
from sstc_cli.ics.text import PlainText, clean
from sstc_cli.model import Entry, Revision, Series, Webinar, run_of_show


def parts_of(
    series: Series, webinar: Webinar, revision: Revision, language: str, style: Style
) -> Iterator[Event]:
    """Yield an event for each item, or for each talk if an item contains the talks.

    They are shown as free time, because the webinar itself fills it already, and have no reminders.
    """
    for entry in run_of_show(series, webinar):
        event = Event()
        talk = [entry.talk.id] if entry.talk else []
        set_identity(event, uid_of(series, webinar, "item", entry.item.id, *talk), revision)
        set_times(event, series, (entry.starts, entry.ends), style)
        summary = summary_of(webinar, _title(entry, language, style), language, style)
        set_texts(event, webinar, summary, _description(series, webinar, entry, language, style))
        event["ORGANIZER"] = organizer_of(series, webinar, language, style)
        event["RELATED-TO"] = PlainText(uid_of(series, webinar))
        set_free(event)
        if not webinar.cancelled and webinar.join_for(named=style.named):
            add_join(event, series, webinar, str(event["SUMMARY"]), style)
        yield event


def _title(entry: Entry, language: str, style: Style) -> str:
    """Return the item's name, or the number and title of a talk."""
    if entry.talk is None:
        return entry.item.name.pick(language)
    title = entry.talk.title.pick(language) if entry.talk.title else None
    title = title or style.say(Label.UNKNOWN, language)
    return style.say(Label.TALK, language, number=entry.talk_number, title=title)


def _description(
    series: Series, webinar: Webinar, entry: Entry, language: str, style: Style
) -> str:
    """Return the speaker, and the webinar to which the item belongs."""
    speaker = speaker_of(series, entry.talk, language) if entry.talk else ""
    words = {"number": webinar.number, "title": webinar.title.pick(language)}
    title = style.say(Label.WEBINAR, language, **words)
    return "\n\n".join(filter(None, (clean(speaker), clean(title))))
