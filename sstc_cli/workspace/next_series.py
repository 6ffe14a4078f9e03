"""The files of the series after another one: its people, texts and rules, with empty webinars."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path as FilePath
from typing import Any

from sstc_cli.diagnostics import Edit, Path, RemoveItems, RemoveKey, SetValue
from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import is_noise
from sstc_cli.model import WEEKDAYS, Series, Survey, Text
from sstc_cli.source import build, edited, parse, write
from sstc_cli.source.layout import entry, filled, items
from sstc_cli.workspace.data_files import DataFile, Photos
from sstc_cli.workspace.open import DATA, Workspace
from sstc_cli.workspace.starter import NewSeries, for_each, in_languages

_YEAR = timedelta(weeks=52)
_CHANGED = (  # all else must be as it was
    "id", "title", "revised", "count", "window", "cadence", "breaks", "site_url", "waivers",
    "webinars", "surveys", "deadlines", "messages",
)  # fmt: skip
_PAST = ("surveys", "deadlines", "messages", "waivers")
_OF_WEBINARS = ("webinars", "window", "breaks", "count")


def usual_after(series: Series) -> NewSeries:
    """Return the series a year later: as many webinars, on the same weekday at the same time."""
    held = series.in_time_order or series.webinars
    clock = Counter(one.starts.time() for one in held).most_common(1)[0][0]
    minutes = Counter(map(series.minutes_of, held)).most_common(1)[0][0]
    office, languages = series.organisers[0], series.languages
    return NewSeries(
        series.id, _each(series.title, languages), languages, series.zone, series.audience_zones,
        _first_day(series) + _YEAR, clock, minutes, len(held),
        _each(office.name, languages), office.email or "", series.cadence,
    )  # fmt: skip


def _first_day(series: Series) -> date:
    """Return the day of the first webinar, or the regular one of its week if it was moved."""
    day = min(one.starts.date() for one in series.in_time_order or series.webinars)
    monday = day - timedelta(days=day.weekday())
    names = series.cadence.weekday if series.cadence else ()
    regular = [monday + timedelta(days=WEEKDAYS.index(name)) for name in names]
    return min(regular, key=lambda one: abs(one - day), default=day)


def _each(text: Text, languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.pick(code) for code in languages))


def files_after(
    workspace: Workspace, series: Series, own: NewSeries, now: datetime
) -> dict[str, bytes]:
    """Return the plan, surveys, templates and pictures of a series after another one, by path."""
    surveys = {
        f"data/surveys/{file.stem}.yaml": _without_webinars(file).encode()
        for file in workspace.survey_files
    }
    pictures = [workspace.root / name for name in Photos(workspace.root, series)]
    copied = {
        file.relative_to(workspace.root).as_posix(): _bytes_of(file)
        for file in (*sorted(workspace.templates.rglob("*")), *pictures)
        if file.is_file() and not file.is_symlink() and not is_noise(file.name)
    }
    plan = _plan_after(workspace, series, own, now)
    return {**surveys, **copied, DATA.as_posix(): plan.encode()}


def _bytes_of(file: FilePath) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        hint = "check that you have permission to read it"
        raise SstcError(f"cannot read {file}: {explained(error)}", hint) from error


def left_out_questions(workspace: Workspace) -> int:
    """Return how many questions are about single webinars, which the series after it lacks."""
    forms = (file.model for file in workspace.survey_files if file.model)
    return sum(bool(question.webinars) for form in forms for question in form.questions)


def _without_webinars(file: DataFile[Survey]) -> str:
    """Return the text of a survey without its questions about single webinars."""
    questions = file.model.questions if file.model else ()
    about = tuple(at for at, question in enumerate(questions) if question.webinars)
    edits = [RemoveItems(("questions",), about)] if about else []
    return (
        edited(file.tree, edits, Survey).text if 0 < len(about) < len(questions) else file.tree.text
    )


def _plan_after(workspace: Workspace, series: Series, own: NewSeries, now: datetime) -> str:
    slots = [*own.slots()]
    usual = Counter(len(one.talks) for one in series.webinars).most_common(1)[0][0]
    talks = [{"id": f"talk-{at}"} for at in range(1, 1 + (series.talks_per_webinar or usual))]
    webinars: list[dict[str, Any]] = [
        {
            "id": f"webinar-{number}",
            "number": str(number),
            "title": in_languages(f"Webinar {number}", own.languages),
            "starts": f"{starts:%Y-%m-%d %H:%M}",
            "ends": f"{ends:%Y-%m-%d %H:%M}",
            **({"talks": talks} if talks else {}),
        }
        for number, (starts, ends) in enumerate(slots, 1)
    ]
    window = {"starts": f"{slots[0][0].date()}", "ends": f"{slots[-1][0].date()}"}
    cadence: dict[str, Any] = {"weekday": [*own.regular.weekday]}
    if len(own.regular.weekday) == 1:
        cadence["weekday"] = own.regular.weekday[0]
    if own.regular.weeks > 1:
        cadence["weeks"] = str(own.regular.weeks)
    later = slots[0][0].date() - _first_day(series)
    tree = edited(workspace.main.tree, [*_edits(series, later)], Series)
    parts: dict[str, str | None] = {
        "id": entry("id", own.identity),
        "revised": entry("revised", f"{now:%Y-%m-%d %H:%M}"),
        "count": entry("count", str(own.count)),
        "window": entry("window", window),
        "breaks": None,
        "site_url": None,
        "webinars": items("webinars", webinars, [()] * len(webinars)),
    }
    if series.cadence:
        parts["cadence"] = entry("cadence", cadence)
    if own.titles != _each(series.title, series.languages):
        parts["title"] = entry("title", for_each(own.titles, own.languages))
    text = filled(tree.text, parts)
    built, _ = build(parse(text, ""), Series)
    if built is None or any(
        getattr(built, name) != getattr(series, name)
        for name in Series.fields
        if name not in _CHANGED
    ):
        message = f"{workspace.root / DATA} is not written in a way that can be edited safely"
        raise SstcError(message, "begin each key of the series on a line of its own")
    return text


def parts_of_the_past(root: Mapping[str, Any], series: Series, later: timedelta) -> dict[str, Any]:
    """Return the lists of a plan that its past has changed, as they are in a series after it."""
    tree = parse(write({key: root[key] for key in _PAST if key in root}, "parts"), "")
    changed: Any = edited(tree, [*_edits(series, later)], Series).root
    return dict(changed)


def _edits(series: Series, later: timedelta) -> Iterator[Edit]:
    """Yield the edits of what was done, of links, and of days, which are as much later."""
    for at, use in enumerate(series.surveys):
        if use.url:
            yield RemoveKey(("surveys", at, "url"))
    for at, deadline in enumerate(series.deadlines):
        if deadline.done:
            yield RemoveKey(("deadlines", at, "done"))
        yield from _moved(("deadlines", at, "due"), deadline.due, later)
    for at, message in enumerate(series.messages):
        yield from _moved(("messages", at, "send"), message.send, later)
        yield from _moved(("messages", at, "until"), message.until, later)
    over = tuple(
        at
        for at, waiver in enumerate(series.waivers)
        if waiver.until or (waiver.path or "").startswith(_OF_WEBINARS)
    )
    if over:
        all_over = len(over) == len(series.waivers)
        yield RemoveKey(("waivers",)) if all_over else RemoveItems(("waivers",), over)


def _moved(path: Path, due: object, later: timedelta) -> Iterator[Edit]:
    if isinstance(due, date):
        yield SetValue(path, str(due + later))
