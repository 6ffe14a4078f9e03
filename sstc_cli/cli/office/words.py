"""The words of the page in its own language: tasks, changes, and whom the office tells."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sstc_cli.cli.console.change import values_of
from sstc_cli.cli.release.show import parts_of
from sstc_cli.documents.notices import notices
from sstc_cli.model import Series, Survey
from sstc_cli.model.phrases import Phrases
from sstc_cli.quantity import one_by_one
from sstc_cli.releases import StateChanges, changes_between, hosts_of, state_of
from sstc_cli.store import ATTENDANCE_ID
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.states import last_state

Facts = dict[str, Any]
# what a task asks for, by its kind, or by the command that does it
_TASKS = {
    "files": "Write files again that are out of date",
    "earlier": "Delete files of an earlier plan that are not needed",
    "calendar export": "Remove a cancelled webinar from people’s calendars",
    "knowledge start": "Begin the knowledge note",
    "mail due": "Prepare mails",
    "mail prepare": "Prepare mails",
    "mail resolve": "Find out which mails have arrived",
    "mail send": "Send the waiting mails",
    "mail withdraw": "Withdraw mails that should no longer leave",
    "release publish": "Publish what has changed",
    "schedule set": "Add the link that is missing in a mail",
    "report render": "Write the report of the series",
    "surveys import": "Import answers or attendance",
}
# the names of documents, as people call them
_DOCUMENTS = {
    "concept-note": "Concept note",
    "programme": "Programme",
    "announcement": "Announcement",
    "poster": "Poster",
    "invitation": "Invitation",
    "speaker-invitation": "Invitation to speak",
    "speaker-confirmation": "Confirmation to speakers",
    "confirmation": "Confirmation of registration",
    "agenda": "Detailed agenda",
    "speaker-brief": "Brief for speakers",
    "run-of-show": "Run of show",
    "title-slides": "Title slides",
    "reminder": "Reminder",
    "join-link-change": "New link to join",
    "notice": "Notice of a change",
    "follow-up": "Follow-up",
    "recording": "Recording",
    "speaker-thanks": "Thanks to speakers",
    "certificate": "Certificate",
    "webinar-report": "Report of a webinar",
    "knowledge-note": "Knowledge note",
}
_MISLED = "Tell people what has changed"
_RECORD = "sstc due done "
_FILES = 3  # that are named
_EVERYBODY = "everybody"


class Reader(NamedTuple):
    """The reader of a page: the words of the page, and the language of the series' texts."""

    phrases: Phrases
    language: str

    def day(self, text: str) -> str:
        return self.phrases.day(date.fromisoformat(text))

    def slot(self, starts: str, ends: str) -> str:
        return self.phrases.slot(datetime.fromisoformat(starts), datetime.fromisoformat(ends))


def task_in_words(
    task: Facts, series: Series, surveys: Mapping[str, Survey], reader: Reader
) -> Facts:
    """Return a line of `sstc todo` with its `title`, `facts` and `advice`.

    In English, and if it is of a kind that has no words, its own text is its title.
    """
    say, command = reader.phrases.say, task["command"] or ""
    numbers = task["webinars"] or [number for number in (task["webinar"],) if number is not None]
    advice = [say(task["fill"])] if task["fill"] else []
    if task["then"]:
        advice.append(
            say("then the same for {webinars}", webinars=webinars_in_words(task["then"], reader))
        )
    shown = {**task, "facts": [], "title": task["text"], "is_english": True, "duty": "",
             "numbers": numbers, "advice": say("; ").join(advice)}  # fmt: skip
    if command.startswith(_RECORD):
        shown["duty"] = command.removeprefix(_RECORD).split()[0]
    title = _title(task, command, series, reader)
    if reader.phrases.language == "en" or not title:
        return shown
    about = [webinars_in_words(numbers, reader)] if numbers else []
    if day := task["day"]:
        about.append(say("due since {day}", day=reader.day(day)))
    if one := task["about"]:
        is_survey = task["kind"] == "answers"
        names = {} if is_survey else message_names(series, reader)
        about.append(survey_name(one, surveys, reader) if is_survey else names.get(one) or one)
    about += [file.rpartition("/")[2] for file in task["files"][:_FILES]]
    if more := task["files"][_FILES:]:
        about.append(say("and {number} more", number=len(more)))
    return {**shown, "title": title, "facts": about, "is_english": False}


def webinar_titles(series: Series | None, reader: Reader) -> list[tuple[str, str]]:
    """Return the webinars to choose from: their numbers, and these with their titles."""
    return [
        (str(one.number), f"{one.number}. {one.title.pick(reader.language)}")
        for one in (series.webinars if series else ())
    ]


def webinars_in_words(numbers: Sequence[int], reader: Reader) -> str:
    """Return webinars by their numbers: `webinar 7`, `webinars 1, 2 and 5`."""
    say = reader.phrases.say
    if len(numbers) == 1:
        return say("webinar {number}", number=numbers[0])
    return say("webinars {numbers}", numbers=reader.phrases.listed(one_by_one(numbers)))


def document_name(name: str, reader: Reader) -> str:
    """Return the name of a document in the language of the page."""
    return reader.phrases.say(_DOCUMENTS.get(name, name))


def message_names(series: Series, reader: Reader) -> dict[str, str]:
    """Return each message by its id: the name of its document, and to whom it goes."""
    names = {}
    for one in series.messages:
        groups = reader.phrases.listed([reader.phrases.say(group) for group in one.to])
        names[one.id] = f"{document_name(one.document, reader)} · {groups}"
    alike = Counter(names.values())
    return {id_: f"{name} · {id_}" if alike[name] > 1 else name for id_, name in names.items()}


def survey_name(id_: str, surveys: Mapping[str, Survey], reader: Reader) -> str:
    """Return the title of a survey, or the name of the reports of who attended."""
    if id_ == ATTENDANCE_ID:
        return reader.phrases.say("Attendance")
    return str(surveys[id_].title.pick(reader.language)) if id_ in surveys else id_


def _title(task: Facts, command: str, series: Series, reader: Reader) -> str:
    """Return what a task asks for, or nothing."""
    if task["kind"] == "duty":
        names = {deadline.id: deadline.name for deadline in series.deadlines}
        id_ = command.removeprefix(_RECORD).partition(" ")[0]
        if id_ in names:
            return str(names[id_].pick(reader.language))
    words = command.split()[1:3]
    label = _TASKS.get(task["kind"]) or _TASKS.get(" ".join(words), "")
    if task["kind"] in ("mail", "due") and task["urgency"] == 0:
        label = _MISLED
    return reader.phrases.say(label) if label else ""


def grouped(left: Sequence[Facts], coming: Sequence[Facts]) -> list[tuple[str, Sequence[Facts]]]:
    """Return what is left by when it should be done; `coming` are the duties of this week."""
    groups = (
        ("Now", [task for task in left if task["urgency"] <= 1]),  # as `sstc todo` counts it
        ("This week", [*coming, *(task for task in left if 1 < task["urgency"] < 4)]),
        ("Less urgent", [task for task in left if task["urgency"] >= 4]),
    )
    return [(name, tasks) for name, tasks in groups if tasks]


def coming_in_words(duty: Facts, reader: Reader) -> Facts:
    """Return a duty of `sstc status` like a task; it cannot be done before it is due."""
    say, number = reader.phrases.say, duty["webinar"]
    about = [] if number is None else [say("webinar {number}", number=number)]
    facts = [*about, reader.day(duty["day"])]
    return {"title": duty["name"], "facts": facts, "is_english": False, "urgency": 2,
            "duty": "", "command": "", "kind": "coming"}  # fmt: skip


def changes_in_words(changes: StateChanges, phrases: Phrases) -> list[Facts]:
    """Return changes by webinar: what has changed, what it was and is, and who is affected."""
    return [
        {"heading": heading, "affected": affected,
         "facts": [{"what": one.phrase, "key": "", "was": one.was, "now": one.now}
                   for one in described]}
        for heading, described, affected in parts_of(changes, phrases)
    ]  # fmt: skip


def difference_in_words(before: Workspace, after: Workspace, phrases: Phrases) -> list[Facts]:
    """Return what an edit changes: in the words of notices, and other values by their keys."""
    found, told = [], set[str]()
    if before.series and after.series:
        was, now = state_of(before.series), state_of(after.series)
        changes = changes_between(was, now, hosts=hosts_of(after.series))
        changes = StateChanges((), changes.webinars)
        found = changes_in_words(changes, phrases)
        told = {f"[{changed.webinar.id}]" for changed in changes.webinars}
    others = [*_values(before, after, told, phrases)]
    return [*found, *([{"heading": "", "affected": "", "facts": others}] if others else [])]


def _values(
    before: Workspace, after: Workspace, told: set[str], phrases: Phrases
) -> Iterator[Facts]:
    """Yield the values that differ, but for those of webinars that were told."""
    series = after.series or before.series
    numbers = {f"[{one.id}]": one.number for one in series.webinars} if series else {}
    names = {one.id: one.name for one in series.deadlines} if series else {}
    for path, was, now in values_of(before, after):
        number = numbers.get(path[1]) if path[0] == "webinars" and len(path) > 1 else None
        keys = path[2:] if number else path
        duty = names.get(keys[1].strip("[]")) if "done" in keys[:-1] else None
        if duty is not None:
            what, key = f"{duty.pick(phrases.language)} · {phrases.say('done')}", ""
        elif number and path[1] in told:
            continue
        else:
            what, key = "", keys[0] + "".join(k if k[0] == "[" else f".{k}" for k in keys[1:])
        where = phrases.say(" (webinar {number})", number=number) if number else ""
        yield {"what": f"{what}{where}", "key": key, "was": was, "now": now}


def notices_in_words(workspace: Workspace, series: Series, reader: Reader) -> list[Facts]:
    """Return whom notices would tell of which changes since the last release."""
    release, say = last_state(workspace.root), reader.phrases.say
    if release is None:
        return []
    told: dict[tuple[int, ...], list[tuple[str, str]]] = {}
    for _, make in notices(workspace, series, release, reader.language):
        view = make()
        about = (*sorted(one.number for one in view.webinars), *([0] if view.facts else []))
        name = view.recipient.name or say(_EVERYBODY)
        told.setdefault(about, []).append((name, say(view.recipient.kind)))
    return [
        {"about": reader.phrases.listed([
            say("webinar {number}", number=number) if number else say("the series")
            for number in about
        ]), "people": people}
        for about, people in told.items()
    ]  # fmt: skip
