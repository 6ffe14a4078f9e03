"""What each page of the office shows: facts of the commands, put together for a template."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sstc_cli.cli.office.runner import Runner
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.model.languages import language_name
from sstc_cli.model.phrases import Phrases
from sstc_cli.model.zones import zone_place
from sstc_cli.views.documents import VIEWS

Facts = dict[str, Any]
_FORMATS = ("docx", "pdf")
_DIGITS = 9
_MOST = 50  # things that are left to do
_AS_HTML = ("--format", "html", "-o", "-")


@dataclass(frozen=True)
class Reader:
    """Who looks at the page: the words of the page, and the language of the series' texts."""

    phrases: Phrases
    language: str

    def day(self, text: str) -> str:
        return self.phrases.day(date.fromisoformat(text))

    def slot(self, starts: str, ends: str) -> str:
        return self.phrases.slot(datetime.fromisoformat(starts), datetime.fromisoformat(ends))


@dataclass(frozen=True)
class Asked:
    """What a page is made of; there is no `plan` if that has errors."""

    run: Runner
    plan: Series | None
    reader: Reader
    query: Mapping[str, str]
    notes: list[str]

    def facts(self, *words: object) -> Facts:
        """Return the JSON of a command, and note what it warns of."""
        outcome = self.run.run(*words, "--json")
        for line in outcome.said.splitlines():
            if line.startswith(("error:", "warning:")) and line not in self.notes:
                self.notes.append(line)
        return outcome.facts

    @property
    def series(self) -> Series:
        """The plan; pages that need one are refused as long as it has errors."""
        if self.plan is None:
            raise SstcError(self.reader.phrases.say("The plan has errors. See the page Problems."))
        return self.plan


View = Callable[[Asked], Facts]


def today(asked: Asked) -> Facts:
    """Return the next webinar, and what is left to do."""
    status = asked.run.run("status", "--language", asked.reader.language, "--json")
    left = asked.facts("todo", "--all").get("left", [])
    following = status.facts.get("next")
    duties = [task["command"] for task in left if task["kind"] == "duty"]
    return {
        "title": asked.series.title.pick(asked.reader.language),
        "facts": status.facts,
        "problem": status.said if status.failed else "",
        "next": following and _with_times(following, asked.reader, asked.series),
        "left": left[:_MOST],
        "more": max(0, len(left) - _MOST),
        "done_by": {one: one.removeprefix("sstc due done ") for one in duties},
    }


def _with_times(webinar: Facts, reader: Reader, series: Series) -> Facts:
    """Return a webinar of the schedule with its times in words."""
    local = [
        f"{reader.slot(one['starts'], one['ends'])} {zone_place(one['zone'])}"
        for one in webinar["local"]
    ]
    when = f"{reader.slot(webinar['starts'], webinar['ends'])} {reader.phrases.zone(series.zone)}"
    return {**webinar, "when": when, "times": local}


def webinars(asked: Asked) -> Facts:
    """Return the schedule, each webinar with the mails and answers about it."""
    zone = asked.query.get("zone", "")
    local = ("--zone", zone) if zone else ()
    outcome = asked.run.run(
        "schedule", "list", "--language", asked.reader.language, *local, "--json"
    )
    mails: dict[int | None, list[str]] = {}
    for batch in asked.facts("mail", "status").get("batches", []):
        mails.setdefault(batch.get("webinar"), []).append(str(batch.get("message")))
    answered: dict[int | None, int] = {}
    for one in asked.facts("surveys", "list").get("imports", []):
        for number in one.get("webinars", []):
            answered[number] = answered.get(number, 0) + 1
    return {
        "problem": outcome.said if outcome.failed else "",
        "webinars": [
            {
                **_with_times(one, asked.reader, asked.series),
                "mails": [*dict.fromkeys(mails.get(one["number"], ()))],
                "imports": answered.get(one["number"], 0),
            }
            for one in outcome.facts.get("webinars", [])
        ],
        "zone": zone,
        "zones": [
            (one, zone_place(one)) for one in (asked.series.zone, *asked.series.audience_zones)
        ],
    }


def webinar(asked: Asked) -> Facts:
    """Return one webinar, for forms that move, swap or cancel it."""
    number = asked.query["number"]
    outcome = asked.run.run(
        "schedule", "show", number, "--language", asked.reader.language, "--json"
    )
    detail = outcome.facts.get("detail")
    return {
        "problem": outcome.said if outcome.failed else "",
        "detail": detail,
        "webinar": detail and _with_times(detail["webinar"], asked.reader, asked.series),
        "reader": asked.reader,
        "others": [
            (one.number, one.title.pick(asked.reader.language))
            for one in asked.series.webinars
            if str(one.number) != number and not one.cancelled
        ],
        "languages": [(code, language_name(code, code)) for code in asked.series.languages],
        "documents": [one for one in _documents(asked) if one["per"] == "webinar"],
    }


def _documents(asked: Asked) -> list[Facts]:
    """Return the documents that a browser can show."""
    found = asked.facts("documents", "list").get("documents", [])
    return [one for one in found if "html" in one["formats"]]


def _titles(asked: Asked) -> list[tuple[int, str]]:
    return [(one.number, one.title.pick(asked.reader.language)) for one in asked.series.webinars]


def problems(asked: Asked) -> Facts:
    """Return what is wrong with the data, those of a code together."""
    outcome = asked.run.run("validate", "--format", "json")
    found = outcome.facts.get("diagnostics", [])
    order = {"error": 0, "warning": 1, "note": 2}
    found.sort(key=lambda one: (order.get(one["severity"], 3), one["code"]))
    groups = [
        {"code": code, "severity": group[0]["severity"], "found": group}
        for code, items in groupby(found, lambda one: one["code"])
        for group in [[*items]]
    ]
    return {"problem": outcome.said if outcome.failed and not found else "", "groups": groups}


def explain(asked: Asked) -> Facts:
    """Return the page of a code."""
    outcome = asked.run.run("explain", asked.query["code"])
    return {"code": asked.query["code"], "text": outcome.text or outcome.said}


def documents(asked: Asked) -> Facts:
    """Return the documents that can be looked at, and the one that is chosen."""
    shown = _documents(asked)
    name = asked.query.get("name") or "agenda"
    chosen = next((one for one in shown if one["name"] == name), None)
    numbers = [one.number for one in asked.series.webinars]
    number = asked.query.get("number") or (str(numbers[0]) if numbers else "")
    per_webinar = bool(chosen) and chosen is not None and chosen["per"] == "webinar"
    language = asked.query.get("language") or asked.reader.language
    return {
        "documents": shown,
        "chosen": chosen,
        "number": number if per_webinar else "",
        "webinars": [
            (one.number, one.title.pick(asked.reader.language)) for one in asked.series.webinars
        ],
        "language": language,
        "languages": [(code, language_name(code, code)) for code in asked.series.languages],
        "formats": [one for one in (chosen or {}).get("formats", ()) if one in _FORMATS],
    }


def changes(asked: Asked) -> Facts:
    """Return the releases, and what has changed since the last one."""
    releases = asked.facts("release", "list").get("releases", [])
    differs = (
        asked.run.run("release", "diff", "--language", asked.reader.language) if releases else None
    )
    return {
        "releases": releases,
        "diff": differs.text if differs else "",
        "problem": differs.said if differs and differs.failed else "",
        "steps": asked.run.run("undo", "--list").text,
    }


def answers(asked: Asked) -> Facts:
    """Return what has been imported, and for which webinar the report is shown."""
    listed = asked.facts("surveys", "list")
    numbers = [one.number for one in asked.series.webinars]
    number = asked.query.get("number", "")
    return {
        "imports": listed.get("imports", []),
        "missing": listed.get("missing", {}),
        "number": number if is_number(number) and int(number) in numbers else "",
        "webinars": [
            (one.number, one.title.pick(asked.reader.language)) for one in asked.series.webinars
        ],
    }


def mail(asked: Asked) -> Facts:
    """Return the batches of mails, and the messages that can be looked at."""
    outcome = asked.run.run("mail", "status", "--json")
    batch = asked.query.get("batch", "")
    known = [one["batch"] for one in outcome.facts.get("batches", [])]
    about = asked.run.run("mail", "status", batch) if batch in known else None
    return {
        "problem": outcome.said if outcome.failed else "",
        "batches": outcome.facts.get("batches", []),
        "batch": batch,
        "about": (about.text or about.said) if about else "",
        "messages": [(one.id, one.is_about_series) for one in asked.series.messages],
        "webinars": [
            (one.number, one.title.pick(asked.reader.language)) for one in asked.series.webinars
        ],
        "message": asked.query.get("message", ""),
        "number": asked.query.get("number", ""),
    }


def translations(asked: Asked) -> Facts:
    """Return how many texts each language has."""
    outcome = asked.run.run("translations", "status", "--json")
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
            return ["mail", "preview", message, *numbers, *_AS_HTML]
    return []
