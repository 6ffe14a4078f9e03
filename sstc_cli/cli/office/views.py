"""What each page of the office shows: facts of the commands, put together for a template."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import wait
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sstc_cli.cli.console.made import RECORD
from sstc_cli.cli.console.mailed import has_store
from sstc_cli.cli.office.prepared import mail_in_words, mails_in_words, state_name
from sstc_cli.cli.office.runner import Outcome, Runner
from sstc_cli.cli.office.words import (
    Facts,
    Reader,
    changes_in_words,
    coming_in_words,
    document_name,
    grouped,
    message_names,
    notices_in_words,
    survey_name,
    task_in_words,
    webinars_in_words,
)
from sstc_cli.cli.release.show import compared
from sstc_cli.documents.outdated_files import documents_in
from sstc_cli.errors import SstcError
from sstc_cli.model import Series, duties_of
from sstc_cli.model.languages import decimal_mark, language_name
from sstc_cli.quantity import one_by_one
from sstc_cli.store import ATTENDANCE_ID
from sstc_cli.views.documents import VIEWS, folder_of
from sstc_cli.workspace import DATA, Workspace

NO_PAGE = "There is no such page."
_REFUSED = "The plan has errors. See the page Problems."
_FORMATS = ("docx", "pdf")
_DIGITS = 9
_MOST = 20  # things of a group that are left to do
_SOON = 0.1  # seconds to wait for what was started in another process
_AS_HTML = ("--format", "html", "-o", "-")
_CHECK = ("validate", "--format", "json")
_COMPARE = ("todo", "--all", "--json")
_OF_FILES = ("files", "earlier")  # kinds of tasks
_WEBINAR = re.compile(r"webinars\[(\d{1,6})\]")


class RefusedError(SstcError):
    """A page cannot be shown, for a reason in its own language."""


class UnknownError(RefusedError):
    """What is asked for is not there."""


@dataclass
class Asked:
    """The workspace, the series and the reader of a page; without a series, the plan has errors."""

    run: Runner
    workspace: Workspace
    reader: Reader
    query: Mapping[str, str]
    notes: list[str] = field(default_factory=list)
    waits: bool = False  # for what takes long, without which the page is shown

    def facts(self, *words: object) -> Facts:
        """Return the JSON of a command, and note what it warns of."""
        return self.noted(self.run.read(*words, "--json")).facts

    def slow(self, *words: object) -> Outcome | None:
        """Return what a command prints that takes long; None as long as that is not known."""
        known = self.run.apart(*words)
        wait([known], _SOON)
        if not known.done():
            self.waits = True
            return None
        return known.result()

    def noted(self, outcome: Outcome) -> Outcome:
        for line in outcome.said.splitlines():
            if line.startswith(("error:", "warning:")) and line not in self.notes:
                self.notes.append(line)
        return outcome

    @property
    def series(self) -> Series:
        """The plan; pages that need one are refused as long as it has errors."""
        if self.workspace.has_errors or self.workspace.series is None:
            raise RefusedError(self.reader.phrases.say(_REFUSED))
        return self.workspace.series


View = Callable[[Asked], Facts]


def slow_commands(workspace: Workspace) -> list[tuple[str, ...]]:
    """Return the commands of pages that take long in this workspace, so that they begin early."""
    made = (workspace.root / RECORD).is_file()
    return [*([_CHECK] if has_store(workspace) else []), *([_COMPARE] if made else [])]


def today(asked: Asked) -> Facts:
    """Return the next webinar, and what is left to do."""
    series, reader = asked.series, asked.reader
    zones = (word for zone in series.audience_zones for word in ("--zone", zone))
    status = asked.run.read("status", "--language", reader.language, *zones, "--json")
    left = _left(asked)
    following = status.facts.get("next")
    ahead = (one for one in status.facts.get("due", ()) if one["day"] > str(asked.workspace.today))
    coming = [coming_in_words(duty, reader) for duty in ahead]  # what is due today is left to do
    surveys = asked.workspace.surveys
    tasks = [task_in_words(task, series, surveys, reader) for task in left]
    return {
        "title": series.title.pick(reader.language),
        "facts": status.facts,
        "problem": status.said if status.failed else "",
        "next": following
        and {
            **_with_times(following, reader, series),
            "done": _done(asked)[following["number"]],
        },
        "groups": [
            (name, found[:_MOST], max(0, len(found) - _MOST))
            for name, found in grouped(tasks, coming)
        ],
    }


def _left(asked: Asked) -> list[Facts]:
    """Return what is left to do; files in `out/` are compared in another process."""
    left: list[Facts] = asked.facts("todo", "--all", "--fast").get("lines", [])
    if _COMPARE not in slow_commands(asked.workspace):
        return left
    known = asked.slow(*_COMPARE)
    found = asked.noted(known).facts.get("lines", []) if known else []
    return [*left, *(task for task in found if task["kind"] in _OF_FILES)]


def _with_times(webinar: Facts, reader: Reader, series: Series) -> Facts:
    """Return a webinar of the schedule with its times in words."""
    local = [
        f"{reader.slot(one['starts'], one['ends'])} {reader.phrases.place(one['zone'])}"
        for one in webinar["local"]
    ]
    when = f"{reader.slot(webinar['starts'], webinar['ends'])} {reader.phrases.zone(series.zone)}"
    return {**webinar, "when": when, "times": local}


def webinars(asked: Asked) -> Facts:
    """Return the schedule, each webinar with what is done about it."""
    zone = asked.query.get("zone", "")
    local = ("--zone", zone) if zone else ()
    reader, series = asked.reader, asked.series
    outcome = asked.run.read("schedule", "list", "--language", reader.language, *local, "--json")
    done = _done(asked)
    return {
        "problem": outcome.said if outcome.failed else "",
        "webinars": [
            {**_with_times(one, reader, series), **done[one["number"]]}
            for one in outcome.facts.get("webinars", [])
        ],
        "zone": zone,
        "zones": [
            (one, reader.phrases.place(one)) for one in (series.zone, *series.audience_zones)
        ],
    }


def _done(asked: Asked) -> dict[int, Facts]:
    """Return by webinar how many were invited and reminded, its documents, and what came in."""
    series = asked.series
    kinds = {message.id: message.document for message in series.messages}
    mails: dict[tuple[object, str], Counter[str]] = defaultdict(Counter)
    for batch in asked.facts("mail", "status").get("batches", []):
        about = batch["webinar"], str(kinds.get(batch["message"], ""))
        mails[about]["sent"] += batch["states"].get("sent", 0)
        mails[about]["all"] += batch["count"]
    whens = {survey.id: str(survey.when) for survey in asked.workspace.surveys.values()}
    whens[ATTENDANCE_ID] = "attended"
    rows = Counter[tuple[object, str]]()
    for one in asked.facts("surveys", "list").get("rows", []):
        rows[one["webinar"], whens.get(one["survey"], "")] += one["rows"]
    ready: dict[int, dict[str, None]] = defaultdict(dict)
    for name in VIEWS:
        for found in documents_in(asked.workspace.out / folder_of(name)):
            number = found["stem"].partition("-")[0]
            if number.isdigit():
                ready[int(number)][name] = None
    return {
        webinar.number: {
            "invited": _mailed(mails[webinar.number, "invitation"], series, webinar, "invitation"),
            "reminded": _mailed(mails[webinar.number, "reminder"], series, webinar, "reminder"),
            "documents": [document_name(one, asked.reader) for one in ready[webinar.number]],
            "registered": rows[webinar.number, "before"],
            "attended": rows[webinar.number, "attended"],
            "answered": rows[webinar.number, "after"],
        }
        for webinar in series.webinars
    }


def _mailed(mails: Mapping[str, int], series: Series, webinar: Any, document: str) -> Facts:
    """Return how many mails of a document have gone, or the day on which it was recorded."""
    messages = {message.id for message in series.messages if message.document == document}
    names = {deadline.id for deadline in series.deadlines if deadline.message in messages}
    done = [duty.done for duty in duties_of(series, webinar) if duty.deadline.id in names]
    return {"sent": mails.get("sent", 0), "all": mails.get("all", 0),
            "done": next((str(day) for day in done if day), "")}  # fmt: skip


def webinar(asked: Asked) -> Facts:
    """Return one webinar, for forms that move, swap or cancel it."""
    number = asked.query["number"]
    series, reader = asked.series, asked.reader
    outcome = asked.run.read("schedule", "show", number, "--language", reader.language, "--json")
    detail = outcome.facts.get("detail")
    return {
        "problem": outcome.said if outcome.failed else "",
        "detail": detail,
        "webinar": detail and _with_times(detail["webinar"], reader, series),
        "done": detail and _done(asked)[detail["webinar"]["number"]],
        "reader": reader,
        "others": [
            (one.number, one.title.pick(reader.language))
            for one in series.webinars
            if str(one.number) != number and not one.cancelled
        ],
        "languages": _languages(series),
        "shown_documents": [one for one in _documents(asked) if one["per"] == "webinar"],
    }


def _languages(series: Series) -> list[tuple[str, str]]:
    return [(code, language_name(code, code)) for code in series.languages]


def _documents(asked: Asked) -> list[Facts]:
    """Return the documents that need the plan alone, and that a browser can show."""
    found = asked.facts("documents", "list").get("documents", [])
    return [
        {**one, "title": document_name(one["name"], asked.reader)}
        for one in found
        if "html" in one["formats"] and VIEWS[one["name"]].command is None
    ]


def _next_number(asked: Asked) -> str:
    """Return the number of the next webinar, or of the last one."""
    held = asked.series.in_time_order
    ahead = [one for one in held if one.ends.date() >= asked.workspace.today]
    return str((ahead or held[-1:])[0].number) if held else ""


def _titles(asked: Asked) -> list[tuple[int, str]]:
    return [(one.number, one.title.pick(asked.reader.language)) for one in asked.series.webinars]


def problems(asked: Asked) -> Facts:
    """Return what is wrong with the data, those of a code together."""
    is_slow = _CHECK in slow_commands(asked.workspace)
    outcome = asked.slow(*_CHECK) if is_slow else asked.run.read(*_CHECK)
    facts = outcome.facts if outcome else {}
    found = facts.get("diagnostics", [])
    order = {"error": 0, "warning": 1, "note": 2}
    found.sort(key=lambda one: (order.get(one["severity"], 3), one["code"]))
    series = asked.workspace.series
    for one in found:
        one["webinar"] = webinar_of(one, series)
    groups = [
        {
            "code": code,
            "severity": group[0]["severity"],
            "found": group,
            "count": asked.reader.phrases.count(len(group), group[0]["severity"]),
        }
        for code, items in groupby(found, lambda one: one["code"])
        for group in [[*items]]
    ]
    counts = Counter(one["severity"] for one in found)
    return {
        "problem": outcome.said if outcome and not facts else "",
        "summary": asked.reader.phrases.listed(
            [asked.reader.phrases.count(counts[one], one) for one in order if counts[one]]
        ),
        "groups": groups,
    }


def webinar_of(problem: Facts, series: Series | None) -> int | None:
    """Return the number of the webinar that a problem of the plan is in."""
    place = problem["place"] or {}
    at = _WEBINAR.match(problem["path"]) if place.get("file") == DATA.as_posix() else None
    if at is None or series is None or int(at[1]) >= len(series.webinars):
        return None
    return series.webinars[int(at[1])].number


def explain(asked: Asked) -> Facts:
    """Return the page of a code."""
    outcome = asked.run.read("explain", asked.query["code"])
    return {"code": asked.query["code"], "text": outcome.text or outcome.said}


def documents(asked: Asked) -> Facts:
    """Return the documents that can be looked at, and the one that is chosen."""
    shown = _documents(asked)
    name = asked.query.get("name") or "agenda"
    chosen = next((one for one in shown if one["name"] == name), None)
    number = asked.query.get("number") or _next_number(asked)
    per_webinar = bool(chosen) and chosen is not None and chosen["per"] == "webinar"
    language = asked.query.get("language") or asked.reader.language
    return {
        "documents": shown,
        "chosen": chosen,
        "number": number if per_webinar else "",
        "webinars": _titles(asked),
        "language": language,
        "languages": _languages(asked.series),
        "formats": [one for one in (chosen or {}).get("formats", ()) if one in _FORMATS],
    }


def changes(asked: Asked) -> Facts:
    """Return what has changed since the last release, and whom notices would tell.

    A plan with errors has only its steps, for the last one may have caused them.
    """
    facts: Facts = {"release": None, "changes": [], "notices": []}
    facts["steps"] = asked.facts("undo", "--list").get("steps", [])
    if asked.workspace.has_errors:
        return {**facts, "refused": _REFUSED}
    series = asked.series
    release, _, differing = compared(asked.workspace.root)
    if release:
        facts["release"] = release.name
        facts["changes"] = changes_in_words(differing, asked.reader.phrases)
        facts["notices"] = notices_in_words(asked.workspace, series, asked.reader)
    return {**facts, "refused": ""}


def answers(asked: Asked) -> Facts:
    """Return what has been imported, its main figures, and for what the report is shown."""
    listed = asked.facts("surveys", "list")
    numbers = [one.number for one in asked.series.webinars]
    number = asked.query.get("number", "")
    number = number if is_number(number) and int(number) in numbers else ""
    imports, missing = listed.get("imports", []), listed.get("missing", {})
    of_one = [number] if number else []
    outcome = asked.slow("surveys", "summary", *of_one, "--json") if imports else None
    surveys = outcome.facts.get("surveys", []) if outcome else []
    reader, surveys_of = asked.reader, asked.workspace.surveys
    names = {id_: survey_name(id_, surveys_of, reader)
             for id_ in (*(one["survey"] for one in imports), *missing)}  # fmt: skip
    return {
        "imports": [
            {**one, "runs": reader.phrases.listed(one_by_one(one.get("webinars", ())))}
            for one in imports
        ],
        "missing": [
            reader.phrases.say(
                "Not yet imported: {survey}, {webinars}",
                survey=names[id_],
                webinars=webinars_in_words(lacking, reader),
            )
            for id_, lacking in missing.items()
            if lacking
        ],
        "names": names,
        "number": number,
        "report": "report" in asked.query,
        "surveys": [*map(_figures(asked), surveys)],
        "webinars": _titles(asked),
    }


def _figures(asked: Asked) -> Callable[[Facts], Facts]:
    """Return what gives the main figure of each question, if enough people have answered it."""
    reader, surveys = asked.reader, asked.workspace.surveys
    mark = decimal_mark(reader.phrases.language)

    def figure(numbers: Facts) -> str:
        for share in (numbers["correct"], None if numbers["promotion"] else numbers["top_two"]):
            if share and share["percent"] is not None:
                return f"{share['percent']:.1f} %".replace(".", mark)
        return "" if numbers["mean"] is None else f"{numbers['mean']:.2f}".replace(".", mark)

    def figures(found: Facts) -> Facts:
        survey = surveys[found["survey"]]
        texts = {question.id: question.text.pick(reader.language) for question in survey.questions}
        rows = [(texts[one["id"]], one["n"], figure(one)) for one in found["questions"]
                if one["n"] >= survey.publish.least and figure(one)]  # fmt: skip
        few = found["n"] < survey.publish.least
        title = survey.title.pick(reader.language)
        return {"title": title, "n": found["n"], "rows": rows, "few": few}

    return figures


def mail(asked: Asked) -> Facts:
    """Return the batches of mails, and the messages that can be looked at."""
    outcome = asked.run.read("mail", "status", "--json")
    batch = asked.query.get("batch", "")
    batches = outcome.facts.get("batches", [])
    chosen = next((one for one in batches if one["batch"] == batch), None)
    about = asked.run.read("mail", "status", batch) if chosen else None
    id_ = asked.query.get("mail", "") if chosen else ""
    letter = mail_in_words(asked.workspace, batch, id_) if id_ else None
    if not outcome.failed and ((batch and not chosen) or (id_ and not letter)):
        raise UnknownError(asked.reader.phrases.say(NO_PAGE))
    listed = {"groups": [], "more": 0}
    if chosen:
        listed = mails_in_words(asked.workspace, batch, asked.series.tz, asked.reader)
    names = message_names(asked.series, asked.reader)
    shown = [(one["batch"], *_of_batch(one, names, asked.reader)) for one in batches]
    return {
        "problem": outcome.said if outcome.failed else "",
        "batches": shown,
        "chosen": next((one for one in shown if chosen and one[0] == batch), None),
        "about": (about.text or about.said) if about else "",
        "letter": letter,
        **listed,
        "messages": [*names.items()],
        "webinars": _titles(asked),
        "message": asked.query.get("message", ""),
        "number": asked.query.get("number") or _next_number(asked),
        "language": asked.query.get("language") or asked.reader.language,
        "languages": _languages(asked.series),
    }


def _of_batch(batch: Facts, names: Mapping[str, str], reader: Reader) -> tuple[str, list[str]]:
    """Return what a batch is, its webinar and day, and what became of its mails."""
    say, number = reader.phrases.say, batch["webinar"]
    counts = Counter[str]()
    for state, count in batch["states"].items():
        counts[state_name(state)] += count
    return names.get(batch["message"], batch["message"]), [
        *([] if number is None else [webinars_in_words([number], reader)]),
        reader.day(batch["prepared"]),
        *(f"{say(state)} ({count})" for state, count in counts.items() if count),
    ]


def translations(asked: Asked) -> Facts:
    """Return how many texts each language has; a series in one language needs none."""
    if len(asked.series.languages) == 1:
        return {"problem": "", "languages": []}
    outcome = asked.run.read("translations", "status", "--json")
    found = outcome.facts.get("languages", [])
    return {
        "problem": outcome.said if outcome.failed else "",
        "languages": [
            {**one, "name": language_name(one["language"], one["language"]), "counts": _counts(one)}
            for one in found
        ],
    }


def _counts(language: Facts) -> Facts:
    """Return how many texts of a language are in each state."""
    states: dict[str, int] = {}
    for by_state in language["files"].values():
        for state, (number, _) in by_state.items():
            states[state] = states.get(state, 0) + number
    return states


# the pages in the order of the menu, each with its name
PAGES: Mapping[str, tuple[str, View]] = {
    "/": ("Today", today),
    "/webinars": ("Webinars", webinars),
    "/problems": ("Problems", problems),
    "/documents": ("Documents", documents),
    "/changes": ("Changes", changes),
    "/answers": ("Answers", answers),
    "/mail": ("Mail", mail),
    "/translations": ("Translations", translations),
}


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < _DIGITS


def frame_words(kind: str, query: Mapping[str, str], series: Series | None) -> Sequence[str]:
    """Return the command that writes a document, a report or a mail as a page, if there is one."""
    number = query.get("number", "")
    numbers = [number] if is_number(number) else []
    language = query.get("language", "")
    in_language = ["--language", language] if series and language in series.languages else []
    match kind:
        case "document":
            name = query.get("name", "agenda")
            if name not in VIEWS:
                return []
            return ["documents", "render", name, *numbers, *in_language, *_AS_HTML]
        case "report":
            return ["report", "render", *numbers, "--edition", "office", *_AS_HTML]
        case "mail" if series and series.message(query.get("message", "")):
            message = query["message"]
            return ["mail", "preview", message, *numbers, *in_language, *_AS_HTML]
    return []
