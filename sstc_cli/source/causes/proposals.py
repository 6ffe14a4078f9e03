"""Proposals in place of a refused value, such as dates written in words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sstc_cli.diagnostics import Path, SetValue
from sstc_cli.model import WEEKDAYS
from sstc_cli.model.base import Model
from sstc_cli.model.countries import country_code, suggested_countries
from sstc_cli.model.languages import language_name
from sstc_cli.model.readers import InvalidError
from sstc_cli.model.text import LANGUAGES
from sstc_cli.model.values import MONTHS
from sstc_cli.source.causes.repair import plain
from sstc_cli.source.edit import changed
from sstc_cli.source.paths import model_at
from sstc_cli.source.tree import Mapping, Node, node_at

_YEAR = "(?P<y>(?:19|20|21)[0-9]{2})"
_MONTH = "(?P<m>[0-9]{1,2})"
_DAY = "(?P<d>[0-9]{1,2})"
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_DATES = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}[-/. ]{_MONTH}[-/. ]{_DAY}(?![0-9])",
        rf"{_YEAR} *年 *{_MONTH} *月 *{_DAY} *日?",
        rf"{_DAY}\. ?{_MONTH}\. ?{_YEAR}",
        rf"(?P<a>[0-9]{{1,2}})[-/](?P<b>[0-9]{{1,2}})[-/]{_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th)?[ -]{_NAME}[ ,-]+{_YEAR}",
        rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_CLOCK = re.compile(
    r"T?(?P<half>上午|早上|下午|晚上|中午)? *(?P<h>[0-9]{1,2})"
    r"(?:(?:[:.h]|hrs?|[点點时時])(?P<min>[0-9]{2})?(?::00)?分?)? *(?P<m12>[AaPp]\.?[Mm]\.?)?"
)
_ZONE = re.compile(r" *(?:\(?[A-Z]{1,5}\)?|(?:UTC|GMT)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?)")
_END = re.compile(r" *(?:-|to|到|至|~) *[0-9]{1,2}[:.h][0-9]{2}")


@dataclass(frozen=True, slots=True)
class Spelled:
    """The content of a text: its possible days, its time, and the rest, which is not allowed."""

    days: tuple[str, ...]
    clock: str
    rest: str


def spelled(text: str) -> Spelled | None:
    """Return what a text says in plain characters, or None if it is neither a date nor a time."""
    text = text.strip()
    days: tuple[str, ...] = ()
    for form in _DATES:
        if found := form.match(text):
            days = tuple(dict.fromkeys(_readings(found.groupdict())))
            if not days:
                return None
            text = re.sub(r"^[ ,T]+(?=.)", "", text[found.end() :])
            break
    if not text:
        return Spelled(days, "", "") if days else None
    found = _CLOCK.match(text)
    clock = _clock(found) if found else ""
    rest = text[found.end() :] if found else ""
    known = not rest or _ZONE.fullmatch(rest) or _END.fullmatch(rest)
    return Spelled(days, clock, rest.strip()) if clock and known else None


def _readings(parts: dict[str, str | None]) -> Iterator[str]:
    year, month, day = int(parts["y"] or 0), parts.get("m"), parts.get("d")
    pairs = [(parts.get("b"), parts.get("a")), (parts.get("a"), parts.get("b"))]
    if name := parts.get("name"):
        at = [index for index, full in enumerate(MONTHS, 1) if full.startswith(name.capitalize())]
        month = str(at[0]) if at else None
    for month_text, day_text in [(month, day), *pairs]:
        try:
            yield str(date(year, int(month_text or 0), int(day_text or 0)))
        except ValueError:
            continue


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), int(found["min"] or 0)
    is_bare = found.end("h") == found.end()
    late = (found["m12"] or "").lower().startswith("p") or found["half"] in ("下午", "晚上")
    early = (found["m12"] or "").lower().startswith("a")
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    try:
        return "" if is_bare and not found["half"] else time(hour, minute).strftime("%H:%M")
    except ValueError:
        return ""


_STEPS = {"other": "2", "second": "2", "third": "3", "fourth": "4"}
_ONE = {"a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4"}
_STEP = re.compile(rf"every ({'|'.join(_STEPS)}|[2-9](?:nd|rd|th)?) (week|{'|'.join(WEEKDAYS)})")
_ORDINAL = r"(?:the |day )*([0-9]{1,2})(?:st|nd|rd|th)?"
_MONTHLY = re.compile(
    rf"(?:(?:every|each) month|monthly)(?: on)? {_ORDINAL}|"
    rf"(?:on )?{_ORDINAL}(?: day)? of (?:every|each|the) month"
)
_WEEKS = re.compile(rf"({'|'.join(_ONE)}|[0-9]{{1,2}}) (weeks?|days?) (before|after)")
_HOURS = re.compile(rf"({'|'.join(_ONE)}|[0-9]{{1,3}}) ?(?:hours?|hrs?|h) (before|after)")
_NAMES = re.compile("|".join(WEEKDAYS), re.IGNORECASE)


def spelled_dues(value: str) -> Iterator[tuple[str, bool]]:
    """Yield deadlines that a text may mean, and whether it can hardly mean another.

    The second Monday may be one in two weeks, or the second one of a month.
    """
    words = " ".join(value.lower().split())
    text = _NAMES.sub(lambda name: name[0].capitalize(), words)
    yield text, True
    if found := _STEP.fullmatch(text):
        step = _STEPS.get(found[1], found[1][:1])
        day = "" if found[2] == "week" else f" on {found[2]}"
        yield f"every {step} weeks{day}", not day or found[1] == "other"
    if found := _MONTHLY.fullmatch(text):
        yield f"every month on day {int(found[1] or found[2])}", True
    if found := _WEEKS.fullmatch(text):
        days = int(_ONE.get(found[1], found[1])) * (7 if found[2].startswith("week") else 1)
        yield f"{days} {'day' if days == 1 else 'days'} {found[3]}", True
    if found := _HOURS.fullmatch(text):
        hours = int(_ONE.get(found[1], found[1]))
        yield f"{hours} {'hour' if hours == 1 else 'hours'} {found[2]}", True


_MIDNIGHT = re.compile(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[ T])?24[:.h]00")
_ANY_CLOCK = "15:30"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that the model accepts, and the hint for it; `certain` if no other is likely."""

    value: str
    hint: str
    certain: bool = False


def proposal(root: Node, model: type[Model], path: Path, code: str, value: str) -> Proposal | None:
    """Return the first proposal for a value refused with a code that the model accepts."""
    propose = _PROPOSALS.get(code)
    if propose is None:
        return None
    holder = node_at(root, path[:-1])
    near = holder if isinstance(holder, Mapping) else Mapping()
    found = (made for made in propose(value, near) if accepts(root, model, path, made.value))
    return next(found, None)


def plain_value(root: Node, model: type[Model], path: Path, value: str) -> str | None:
    """Return a value in plain characters, without quotes around it, if only these were wrong."""
    unquoted = re.sub(r"^([\"'])(.*)\1$", r"\2", plain(value).strip())
    candidates = [unquoted, unquoted.rstrip(",;. ")]
    candidates += [found.value for found in _dates(unquoted, Mapping()) if found.certain]
    return next((made for made in candidates if accepts(root, model, path, made)), None)


def accepts(root: Node, model: type[Model], path: Path, value: Any) -> bool:
    """Return whether the model accepts another value at a path, all others being as they are."""
    for cut in range(len(path) - 1, -1, -1):
        owner, node = model_at(model, path[:cut]), node_at(root, path[:cut])
        if owner is None or not isinstance(node, Mapping):
            continue
        rest = path[cut:]
        alone = {str(rest[0]): node.get(str(rest[0]))}
        try:
            owner.read(changed(alone, SetValue(rest, value), *rest))
        except InvalidError as error:
            return not any(problem.path[: len(rest)] == rest for problem in error.problems)
        return True
    return False


def _days(value: str, near: Mapping) -> Iterator[Proposal]:
    yield from _dates(value, near)
    for due, certain in spelled_dues(value):
        yield Proposal(due, f"did you mean `{due}`?", certain)


def _dates(value: str, near: Mapping) -> Iterator[Proposal]:
    if midnight := _MIDNIGHT.fullmatch(value.strip()):
        text = f"{_day_after(midnight[1] or _start_of(value, near)[:10])} 00:00"
        yield Proposal(text, f"write the next day: `{text}`")
    elif found := spelled(plain(value)):
        yield from _spelled_dates(found)
        for day in _days_near(value, found.clock, near):
            text = f"{day} {found.clock}"
            yield Proposal(text, f"add the day, for example `{text}`")


def _spelled_dates(found: Spelled) -> Iterator[Proposal]:
    made = [f"{day} {found.clock}".strip() for day in found.days]
    hint = _hint(found, made)
    for text in made:
        yield Proposal(text, hint, certain=len(made) == 1 and not found.rest)
    for day in found.days:
        clock = f"{day} {_ANY_CLOCK}"
        yield Proposal(day, f"leave the time out: `{day}`")
        yield Proposal(clock, f"add the time, for example `{clock}`")


def _hint(found: Spelled, made: list[str]) -> str:
    if _END.fullmatch(found.rest):
        return f"write the start and the end under keys of their own: `{''.join(made[:1])}`"
    if found.rest:
        return f"leave `{found.rest}` out: times are local times in `zone`"
    return f"did you mean {' or '.join(f'`{text}`' for text in made)}?"


def _start_of(end: str, near: Mapping) -> str:
    """Return the start beside an end, or nothing if the value is not an end."""
    start = near.get("starts") if near.get("ends") == end else None
    return start if isinstance(start, str) else ""


def _days_near(value: str, clock: str, near: Mapping) -> list[str]:
    """Return the days that a time may belong to: after a later start, the next one."""
    start = _start_of(value, near)
    if start and clock <= start[11:]:
        return [_day_after(start[:10])]
    return [text[:10] for text in near.values() if isinstance(text, str)]


def _day_after(day: str) -> str:
    try:
        return str(date.fromisoformat(day) + timedelta(1))
    except (ValueError, OverflowError):
        return ""


def _numbers(value: str, _near: Mapping) -> Iterator[Proposal]:
    if found := re.fullmatch(r"0*([0-9]{1,9})[.,]0*|([0-9]{1,9})[,;.]", value):
        yield Proposal(found[1] or found[2], f"write `{found[1] or found[2]}`", certain=True)
    if found := re.match(r"([0-9]{1,9})\b(?![.,]?[0-9])", value):
        yield Proposal(found[1], f"write the digits only: `{found[1]}`")


def _ids(value: str, _near: Mapping) -> Iterator[Proposal]:
    trimmed = value.rstrip(",;.}] ")
    yield Proposal(trimmed, f"write `{trimmed}`", certain=trimmed + value[-1:] == value)
    for sign in "-_":
        made = re.sub(r"[^a-z0-9]+", sign, value.lower()).strip(sign)[:64]
        if "/" not in value and "\\" not in value:
            yield Proposal(made, f"write for example `{made}`: small letters, digits and `{sign}`")


def _words(value: str, _near: Mapping) -> Iterator[Proposal]:
    made = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
    if flag := made.get(value.lower()):
        yield Proposal(flag, f"did you mean `{flag}`?", certain=True)
    trimmed = value.rstrip(",; ")
    yield Proposal(trimmed, f"write `{trimmed}`", certain=True)
    yield Proposal(value.upper(), f"did you mean `{value.upper()}`?", certain=True)
    code = country_code(value)
    codes = [code] if code else suggested_countries(value)
    hint = f"did you mean {' or '.join(f'`{code}`' for code in codes)}?"
    for near in codes:
        yield Proposal(near, hint, certain=near == code)


def _addresses(value: str, _near: Mapping) -> Iterator[Proposal]:
    trimmed = value.strip("<>,; ").removeprefix("mailto:")
    yield Proposal(trimmed, f"write `{trimmed}`", certain=True)
    if re.match(r"[\w-]+\.[\w.-]+[\w]($|/)", value):
        yield Proposal(f"https://{value}", f"write the full address: `https://{value}`")
    host = re.sub(r"^[a-z]+://|/.*$", "", value.lower())
    yield Proposal(host, f"write the domain only: `{host}`")


def _languages(value: str, _near: Mapping) -> Iterator[Proposal]:
    region = value.replace("_", "-").partition("-")
    code = region[0].lower() + region[1] + region[2].upper()
    yield Proposal(code, f"did you mean `{code}`?", certain=True)
    for code in sorted(LANGUAGES):
        if value.casefold() in {language_name(code, name).casefold() for name in ("en", code)}:
            yield Proposal(code, f"did you mean `{code}`?", certain=True)


_PROPOSALS: dict[str, Callable[[str, Mapping], Iterator[Proposal]]] = {
    "E105": _languages,
    "E107": _days,
    "E108": _numbers,
    "E109": _ids,
    "E110": _words,
    "E111": _addresses,
}
