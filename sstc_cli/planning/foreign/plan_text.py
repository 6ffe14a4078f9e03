"""The text of the plan, as a person would have written it from the starter."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from textwrap import wrap
from typing import Any

from sstc_cli.model.languages import english_name, language_name
from sstc_cli.model.values import WEEKDAYS
from sstc_cli.model.zones import zone_place
from sstc_cli.planning.foreign.cell_texts import script_of
from sstc_cli.source.writer import write_scalar
from sstc_cli.unseen import with_unseen_as

_KEY = re.compile(r"([a-z_]+):")


def filled(starter: str, parts: Mapping[str, str | None]) -> str:
    """Return the starter's text with other parts.

    A part replaces its key and what is below it, and its comments stay; None removes both. A part
    that begins with `#` replaces the comments, too.
    """
    lines: list[str] = []
    comments: list[str] = []
    current: str | None = None
    for line in starter.splitlines():
        key = _KEY.match(line)
        if key is None and line.startswith("#"):
            comments.append(line)
            continue
        if key is None and (line.startswith((" ", "-")) or (not line and current in parts)):
            if current not in parts:
                lines.append(line)
            elif not line and current != "webinars" and (not lines or lines[-1]):
                lines.append("")
            continue
        if key is None:  # a blank line between parts
            lines += [*comments, line]
            comments, current = [], None
            continue
        current = key[1]
        part = parts.get(current, line)
        if part is not None:
            lines += [*([] if part.startswith("#") else comments), part]
        comments = []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _comment_in(starter: str, beginning: str) -> list[str]:
    """Return the lines of a comment inside a part of the starter, without their indent."""
    lines = [line.strip() for line in starter.splitlines()]
    at = next(at for at, line in enumerate(lines) if line.startswith(f"# {beginning}"))
    end = next(end for end in range(at, len(lines)) if not lines[end].startswith("#"))
    return lines[at:end]


_WIDTH = 98
_LINK = re.compile(r"https?://[\w./~%+=&-]+[\w/]")


def entry(key: str, value: Any) -> str:
    return "\n".join(_lines(key, value, ""))


def items(
    key: str, values: Sequence[Mapping[str, Any]], remarks: Sequence[Sequence[str]] = ()
) -> str:
    """Return a list of maps below a key; `remarks` about each stand above it, apart."""
    if not values:
        return f"{key}: []"
    blocks = ["\n".join(_item(value, "  ")) for value in values]
    if remarks:
        above = (comment_lines(texts, "  ") for texts in remarks)
        blocks = ["\n".join([*lines, block]) for lines, block in zip(above, blocks, strict=True)]
    return f"{key}:\n" + ("\n\n" if remarks else "\n").join(blocks)


def comment_lines(texts: Sequence[str], indent: str = "") -> list[str]:
    """Return the lines of a comment, which has nothing that nobody sees."""
    width = _WIDTH - len(indent)
    flat = (" ".join(with_unseen_as("", text).split()) for text in texts)
    lines = (wrap(text, width, initial_indent="# ", subsequent_indent="#   ") for text in flat)
    return [f"{indent}{line}" for found in lines for line in found]


def _item(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    lines = [line for key, inner in value.items() for line in _lines(key, inner, f"{indent}  ")]
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _lines(key: str, value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a key and its value: on one line if that is short."""
    if isinstance(value, str):
        yield from _text(key, value, indent)
        return
    flow = f"{indent}{key}: {flowing(value)}"
    is_short = len(flow) <= _WIDTH and "\n" not in str(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{indent}{key}:"
        for inner in value:
            line = f"{indent}  - {flowing(inner)}"
            if len(line) <= _WIDTH and not any(isinstance(part, dict) for part in inner.values()):
                yield line
            else:
                yield from _item(inner, f"{indent}  ")
    elif isinstance(value, dict) and not is_short:
        yield f"{indent}{key}:"
        for name, inner in value.items():
            yield from _lines(name, inner, f"{indent}  ")
    else:
        yield flow


def _text(key: str, value: str, indent: str) -> Iterator[str]:
    """Yield a text: a paragraph is folded, and several ones keep their lines."""
    line = f"{indent}{key}: {write_scalar(value)}"
    if len(line) <= _WIDTH and "\n" not in value:
        yield line
        return
    lines = value.split("\n")
    if len(lines) > 1 and value.isprintable() is False and _is_plain("".join(lines)):
        yield f"{indent}{key}: |-"
        yield from (f"{indent}  {text}" for text in lines)
        return
    folded = wrap(value, _WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False)
    if len(lines) == 1 and _is_plain(value) and " ".join(folded) == value and len(folded) > 1:
        yield f"{indent}{key}: >-"
        yield from (f"{indent}  {text}" for text in folded)
        return
    yield line


def _is_plain(text: str) -> bool:
    """Return whether a text can stand in a block as it is."""
    return text.isprintable() and text[:1].strip() != "" and not text.startswith(("#", "-", "%"))


def flowing(value: Any) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{key}: {_in_map(key, inner)}" for key, inner in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flowing, value)) + "]"
    return value if _LINK.fullmatch(value) else write_scalar(value, flow=True)


def _in_map(key: str, value: Any) -> str:
    """Return a value in a map; a passcode is in quotes, as it is in the starter."""
    return write_scalar(value, quote='"', flow=True) if key == "passcode" else flowing(value)


_PRESENTATIONS = {
    "en": "Presentations", "zh": "主题报告", "fr": "Présentations", "es": "Presentaciones",
    "pt": "Apresentações", "ru": "Выступления", "ar": "العروض",
}  # fmt: skip
_NO_AUDIENCES = """\
# The schedule names no `audiences`, which invitations address. With `audience_zones`, agendas show
# the time in other places, too."""
# the starter's pairs are of its own audiences
_PARTNERS = """\
# How many participants are brought together at once, and the days to answer a request.
# To say who fits whom, add `fits` with pairs of `audiences`.
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


def plan_text(starter: str, facts: PlanFacts) -> str:
    """Return the text of `data/webinars.yaml`."""
    days = sorted(starts.date() for starts, _ in facts.slots)
    last = max(ends for _, ends in facts.slots).date()
    window = {"starts": f"{days[0]}", "ends": f"{max(last, days[-1])}"}
    audiences = [{"id": id_, "name": name} for name, id_ in facts.audiences.items()]
    parts: dict[str, str | None] = {
        "id": entry("id", facts.identity),
        **({"title": entry("title", facts.title)} if facts.title else {}),
        "zone": entry("zone", facts.zone),
        "zone_name": _zone_name(facts),
        "languages": entry("languages", list(facts.languages)),
        "count": entry("count", str(len(facts.webinars))),
        "window": entry("window", window),
        "cadence": _cadence(days),
        "breaks": None,
        "audiences": items("audiences", audiences) if audiences else _NO_AUDIENCES,
        "audience_zones": None,
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


def _cadence(days: Sequence[date]) -> str | None:
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
    names = {code: _PRESENTATIONS[code] for code in facts.languages if code in _PRESENTATIONS}
    name: Any = names if len(names) > 1 else next(iter(names.values()), _PRESENTATIONS["en"])
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
            "# The schedule does not say which speakers have confirmed: write `confirmed: true` in",
            "# their talks, and delete `W302`.",
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


def started(starter: str, title: str | None, zone: str | None, languages: Sequence[str]) -> str:
    """Return the starter's plan with a title, a zone and languages of somebody's own."""
    parts: dict[str, str | None] = {"title": entry("title", title)} if title else {}
    if languages:  # in which the name of the starter's zone is not known
        parts |= {"languages": entry("languages", list(languages)), "zone_name": None}
    if zone:
        is_english = {*languages} <= {"en"} and "/" in zone
        name = entry("zone_name", f"{zone_place(zone)} time") if is_english else None
        parts |= {"zone": entry("zone", zone), "zone_name": name}
    return filled(starter, parts)


_WHICH = {
    "en": "Which language do you prefer?", "zh": "您希望使用哪种语言？",
    "fr": "Quelle langue préférez-vous ?", "es": "¿Qué idioma prefiere?",
    "pt": "Que idioma prefere?", "ru": "Какой язык вы предпочитаете?",
    "ar": "ما اللغة التي تفضلونها؟",
}  # fmt: skip
_BEFORE = "  - id: questions\n"


def asking_language(registration: str, languages: Sequence[str]) -> str:
    """Return the starter's registration, which asks for the language if there are several."""
    if len(languages) == 1:
        return registration
    texts = {code: _WHICH[code] for code in languages if code in _WHICH}
    options = []
    for code in languages:
        name, english = language_name(code, code), english_name(code)
        aliases = {} if english.casefold() == name.casefold() else {"aliases": [english]}
        id_ = code.lower().replace("-", "_")
        options.append({"code": id_, "text": name[:1].upper() + name[1:], **aliases})
    question = {
        "id": "language", "type": "choice", "role": "language", "text": texts or _WHICH["en"],
        "aliases": ["Language", "Preferred language"], "options": options,
    }  # fmt: skip
    asked = "\n".join(_item(question, "  "))
    return registration.replace(_BEFORE, f"{asked}\n{_BEFORE}", 1)
