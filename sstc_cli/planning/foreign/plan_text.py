"""The text of the plan, as a person would have written it from the starter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sstc_cli.model.values import WEEKDAYS
from sstc_cli.model.zones import zone_place
from sstc_cli.planning.foreign.cell_texts import script_of
from sstc_cli.source.layout import comment_lines, entry, filled, flowing, items
from sstc_cli.workspace.starter import in_languages, starter_plan


def _comment_in(starter: str, beginning: str) -> list[str]:
    """Return the lines of a comment inside a part of the starter, without their indent."""
    lines = [line.strip() for line in starter.splitlines()]
    at = next(at for at, line in enumerate(lines) if line.startswith(f"# {beginning}"))
    end = next(end for end in range(at, len(lines)) if not lines[end].startswith("#"))
    return lines[at:end]


_NO_AUDIENCES = """\
# The schedule names no `audiences`, which invitations address. With `audience_zones`, agendas show
# the time in other places, too."""
# the starter's pairs are of its own audiences
_PARTNERS = """\
# How many participants are brought together at once, and the days to answer a request.
# To name pairs that fit, add `fits` with pairs of `audiences`.
partners:
  at_once: 3
  days: 14"""


@dataclass(frozen=True)
class PlanFacts:
    """What the parts of a plan are made of; `overlaps` if webinars are held at the same time.

    `remarks` about each webinar, and about the rest of the file, say what was not understood.
    """

    file: str
    identity: str
    title: str | None
    zone: str
    zone_name: str
    languages: tuple[str, ...]
    slots: Sequence[tuple[datetime, datetime]]
    people: Sequence[Mapping[str, Any]]
    audiences: Mapping[str, str]
    webinars: Sequence[Mapping[str, Any]]
    remarks: Sequence[Sequence[str]]
    others: Sequence[str]
    overlaps: bool = False
    audience_zones: Sequence[str] = ()


def plan_text(facts: PlanFacts) -> str:
    """Return the text of `data/webinars.yaml`."""
    starter = starter_plan(facts.languages)
    days = sorted(starts.date() for starts, _ in facts.slots)
    window = {"starts": f"{days[0]}", "ends": f"{days[-1]}"}
    zones = facts.audience_zones
    audiences = [{"id": id_, "name": name} for name, id_ in facts.audiences.items()]
    parts: dict[str, str | None] = {
        "id": entry("id", facts.identity),
        **({"title": entry("title", facts.title)} if facts.title else {}),
        "zone": entry("zone", facts.zone),
        "zone_name": _zone_name(facts),
        "languages": entry("languages", list(facts.languages)),
        "count": entry("count", str(len(facts.webinars))),
        "window": entry("window", window),
        "cadence": cadence_part(days),
        "breaks": None,
        "audiences": items("audiences", audiences) if audiences else _NO_AUDIENCES,
        "audience_zones": entry("audience_zones", [*zones]) if zones else None,
        "agenda": _agenda(facts),
        "partners": _PARTNERS,
        "people": items("people", facts.people),
        "webinars": _severities(facts) + _webinars(starter, facts),
    }
    text = filled(starter, parts)
    first, rest = text.split("\n", 1)
    return f"{first}\n# It was made from {facts.file}: check each date and name.\n{rest}"


def _zone_name(facts: PlanFacts) -> str | None:
    """Return the name of the zone as the file has it, or in English by its city."""
    place = "Beijing" if "北京" in facts.zone_name else zone_place(facts.zone)
    english = f"{place} time" if "en" in facts.languages and "/" in facts.zone else ""
    name: Any = facts.zone_name or english
    if "zh" in facts.languages and english and script_of(facts.zone_name) == "zh":
        names = {"en": english, "zh": facts.zone_name}
        name = {code: names[code] for code in facts.languages if code in names}
    elif not facts.zone_name and facts.languages[0] != "en":
        return None
    return entry("zone_name", name) if name else None


def cadence_part(days: Sequence[date]) -> str | None:
    """Return the regular weekday; one with gaps is a comment, until a person names the breaks."""
    if len(days) < 3 or len({day.weekday() for day in days}) > 1:
        return None
    weekday = WEEKDAYS[days[0].weekday()]
    several = sorted(set(days))
    gaps = {(after - before).days // 7 for before, after in pairwise(several)}
    if len(several) > 2 and len(gaps) == 1 and max(gaps) <= 4:
        weeks = {"weeks": str(max(gaps))} if max(gaps) > 1 else {}
        return entry("cadence", {"weekday": weekday, **weeks})
    return (
        f"# All webinars are on {weekday}s, but not every week: name the `breaks` between\n"
        f"# them, each with `name`, `starts` and `ends`, and add\n"
        f"# `cadence: {{weekday: {weekday}}}`."
    )


def _agenda(facts: PlanFacts) -> str:
    """Return an agenda of one item that holds the talks, as long as the webinars are."""
    lengths = [int((ends - starts).total_seconds()) // 60 for starts, ends in facts.slots]
    name: Any = in_languages("Presentations", facts.languages)
    item = {"id": "talks", "name": name, "minutes": str(max(lengths))}
    if min(lengths) < max(lengths):
        item["at_least"] = str(min(lengths))
    lines = ["# The talks take the whole time: add an opening, questions and a closing."]
    return "\n".join([*lines, "agenda:", f"  - {flowing({**item, 'holds': 'talks'})}"])


def _severities(facts: PlanFacts) -> str:
    """Return the severities of what a schedule leaves open, so that commands run meanwhile."""
    talks = [talk for webinar in facts.webinars for talk in webinar.get("talks", ())]
    asked = any("speaker" in talk for talk in talks)
    reasons, severities = [], {}
    if facts.overlaps:
        reasons.append("# Some webinars are at the same time: correct them, and delete `E207`.")
        severities["E207"] = "warning"
    if asked and not any("confirmed" in talk for talk in talks):
        reasons += [
            "# The schedule does not show which speakers have confirmed: write `confirmed: true`",
            "# in their talks, and delete `W302`.",
        ]
        severities["W302"] = "warning"
    if not severities:
        return ""
    return "\n".join([*reasons, entry("severities", severities), "", ""])


def _webinars(starter: str, facts: PlanFacts) -> str:
    """Return the webinars; where a link or a talk is missing, the starter's comment explains it."""
    webinars = facts.webinars
    title = [f"What was not understood of {facts.file}, or is not in it:"] if facts.others else []
    others = comment_lines([*title, *facts.others])
    lines = [*others, *items("webinars", webinars, facts.remarks).split("\n")]
    if not any("join" in webinar for webinar in webinars):
        at = next(at for at, line in enumerate(lines) if line.startswith("    ends: "))
        lines[at + 1 : at + 1] = [
            f"    {line}" for line in _comment_in(starter, "The link to join")
        ]
    talks = (talk for webinar in webinars for talk in webinar.get("talks", ()))
    if any("title" not in talk or "speaker" not in talk for talk in talks):
        at = lines.index("    talks:")
        comment = _comment_in(starter, "Leave title and speaker")
        lines[at + 1 : at + 1] = [f"      {line}" for line in comment]
    return "\n".join(lines)
