"""Time zones, statuses, breaks and other words as people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from sstc_cli.model.languages import locale_of
from sstc_cli.model.text import LANGUAGES
from sstc_cli.model.wording import fold
from sstc_cli.model.zones import ABBREVIATIONS, CITIES, known_zones, zones_by_place
from sstc_cli.planning.days import plain
from sstc_cli.unseen import with_unseen_as


def plain_words(text: str) -> frozenset[str]:
    """Return the plain forms of words between bars."""
    return frozenset(map(plain, text.split("|")))


_UNKNOWN = plain_words(
    "tba|tbc|tbd|tbn|n/a|na|n.a.|nil|none|-|--|---|–|—|?|??|???|x|xx|xxx|…|...|to be confirmed|"
    "to be announced|to be determined|to be decided|to be defined|coming soon|coming soon…|"
    "coming soon...|title tba|title tbc|title tbd|speaker tba|speaker tbc|not yet known|unknown|"
    "no title|date tba|date tbc|to be agreed|待定|待确认|日期待定|时间待定|未定|"
    "暂无|无|à confirmer|à définir|à déterminer|a confirmer|s.o.|"
    "por confirmar|por definir|a confirmar|a definir|pendiente|sin confirmar|n/d|a designar|"
    "уточняется|будет объявлено|не определено|нет|на согласовании|يحدد لاحقا|سيحدد لاحقا|"
    "غير محدد|لم يحدد بعد|لا يوجد"
)
_LONGEST_UNKNOWN = 30
_LONGEST_LINE = 300
_BREAK = re.compile(
    r"(?:(?:[a-z]+ ){0,2}break(?:s|fast)?|(?:coffee|tea)(?: break)?|lunch(?: break)?|dinner|recess|"
    r"networking(?: break| lunch)?|welcome reception|reception|group photo|free time|茶歇|午餐|"
    r"午休|休息|晚餐|合影|pause(?:[ -](?:cafe|dejeuner))?|dejeuner|diner|almuerzo|receso|"
    r"pausa(?: .*)?|"
    r"refrigerio|descanso|almoco|intervalo|coffee[- ]break|перерыв|обед|кофе-брейк|кофе[- ]пауза|"
    r"استراح[هة](?: .*)?|غداء|holidays?|public holiday|no webinar|no session|no meeting|no class|"
    r"vacances|feriado|каникулы|праздник|放假|假期|registrations?(?: (?:and|&) [a-z]+)?|check-in|"
    r"accueil(?: des participants)?|inscriptions?|credenciamento|acreditacion|registro|inscripcion|"
    r"(?:参会)?(?:签到|注册|报到)|регистрация(?: участников)?|التسجيل|"
    r"تسجيل المشاركين)(?: \(.*\))?\.?"
)
_NO_WEBINAR = re.compile(
    r"no (?:webinar|session|meeting|class)s?|pas de (?:webinaire|seance)|sin (?:seminario|sesion)|"
    r"(?:registrations?|inscriptions?|inscripcion(?:es)?|inscricoes) "
    r"(?:opens?|closes?|deadline|starts|ends|ouvertes|closes|abiertas|abren|cierran|abertas)|"
    r"(?:deadline|last day|date limite|fecha limite|prazo|ouverture|cloture|fin|apertura|cierre|"
    r"abertura) (?:for |to |de |des |da |das |del |d'|l'|la )*(?:regist|inscri).*|"
    r"(?:начало|окончание|конец|срок) регистрации|"
    r"报名(?:截止|开始|开放)(?:日期|时间)?|(?:开始|截止)报名|"
    r"(?:فتح|اغلاق|اخر موعد) ?(?:باب )?ل?(?:ال)?تسجيل"
)
_PARTS = re.compile(r"\s+[-—]\s+|\s*[:;：；]\s*")
_TAG = re.compile(r"<br ?/?>|</?[a-zA-Z][^<>]*>")


def is_unknown(text: str) -> bool:
    """Return whether a text only says that nothing is known yet."""
    if len(text) > _LONGEST_UNKNOWN:
        return False
    word = plain(text)
    return word in _UNKNOWN or word.strip("()[] .") in _UNKNOWN


def is_break(text: str) -> bool:
    """Return whether a text names a break, a registration or a pause: nothing to listen to."""
    whole = plain(text).strip()
    parts = _PARTS.split(whole)
    return len(text) < 60 and (
        _BREAK.fullmatch(whole) is not None
        or _NO_WEBINAR.fullmatch(parts[-1]) is not None
        or all(_BREAK.fullmatch(part) or _NO_WEBINAR.fullmatch(part) for part in parts)
    )


def without_tags(text: str) -> str:
    return " ".join(_TAG.sub(" ", text).split()) if "<" in text and _TAG.search(text) else text


def on_one_line(text: str) -> str:
    """Return a short text without invisible characters, or an empty one if it has no letter."""
    flat = " ".join(with_unseen_as("", without_tags(text)).split())
    return flat[:_LONGEST_LINE] if any(char.isalnum() for char in flat) else ""


def same(first: str, second: str) -> bool:
    return fold(first) == fold(second)


_CANCELLED = (
    r"cancel+ed|cancel+ad[oa]|annule(?:e|es|s)?|отмен[её]н[ао]?|отмена|已取消|取消|ملغا[هة]?|الغيت"
)
_MOVED = re.compile(
    r"\b(?:postponed|reschedul\w+|moved to|new date|reportee?s? (?:au|a)|nouvelle date|aplazad[oa]"
    r"|pospuest[oa]|reprogramad[oa]|nueva fecha|adiad[oa]|nova data"
    r"|перенес\w+|новая дата|отложен\w*)\b|延期|改期|推迟|改至|改到|(?:ت|مو)ا?جل|موعد جديد"
)
_IS_CANCELLED = re.compile(rf"\W*(?:{_CANCELLED})\W*")
_CANCELLED_FIRST = re.compile(rf"\W*(?:{_CANCELLED})\s*[:：)\]）】!–—-]+\s*(.+)", re.DOTALL)
_BEFORE = " ([（【–—-"
_CANCELLED_LAST = re.compile(rf"(?<=[{re.escape(_BEFORE)}])(?:{_CANCELLED})\W*\Z")
_HELD = plain_words(
    "held|done|completed|complete|past|finished|delivered|已举办|已完成|完成|已结束|tenu|"
    "tenue|terminé|réalisé|realizado|realizada|finalizado|concluído|concluída|celebrado|проведен|"
    "проведён|проведено|завершен|завершено|состоялся|انعقدت|تم|منفذ|مكتمل",
)
_PLANNED = plain_words(
    "planned|scheduled|upcoming|confirmed|pending|tentative|open|draft|proposed|ok|yes|"
    "计划|待举办|已确认|未开始|筹备中|prévu|prévue|confirmé|confirmée|planifié|à venir|previsto|"
    "prevista|programado|programada|planificado|confirmado|confirmada|agendado|agendada|planejado|"
    "запланирован|запланировано|подтвержден|подтверждено|план|مخطط|مؤكد|مجدول|oui|sí|sim|да|نعم|是",
)
_CONFIRMED = plain_words(
    "confirmed|yes|ok|已确认|是|confirmé|confirmée|oui|confirmado|confirmada|sí|sim|да|"
    "подтвержден|подтверждено|مؤكد|نعم|true|x|✓|✔",
)


def without_cancelled(text: str) -> tuple[str, bool]:
    """Return a text without its word for cancelled, and whether it had one."""
    text = " ".join(text.split())
    level = plain(text)
    if _IS_CANCELLED.fullmatch(level):
        return "", True
    if len(level) != len(text):
        return text, False
    if first := _CANCELLED_FIRST.fullmatch(level):
        return text[first.start(1) :].strip(), True
    last = _CANCELLED_LAST.search(level)
    before = text[: last.start()].rstrip(_BEFORE) if last else ""
    return before or text, bool(before)


def may_be_moved(text: str, *, or_cancelled: bool = False) -> bool:
    """Return whether a text has words for a webinar that has another date, or none any more."""
    level = plain(text)
    words = re.search(rf"\b(?:{_CANCELLED})\b", level) if or_cancelled else None
    return bool(words or _MOVED.search(level))


def status_of(text: str) -> str | None:
    """Return the status of a webinar that a word means, or None for other words."""
    word = plain(text).strip(" .!")
    if word in _HELD:
        return "held"
    if word in _PLANNED:
        return "planned"
    return "cancelled" if _IS_CANCELLED.fullmatch(word) else None


def is_confirmed(text: str) -> bool:
    return plain(text).strip(" .!") in _CONFIRMED


_UTC = {"utc", "gmt", "utc+0", "gmt+0", "z", "greenwich", "utc0", "tu", "temps universel"}
_ABBREVIATIONS = ABBREVIATIONS | {  # the same in words, without `time`
    name: ABBREVIATIONS[short]
    for name, short in {
        "east africa": "eat", "east african": "eat", "eastern africa": "eat",
        "central africa": "cat", "central african": "cat", "west africa": "wat",
        "west african": "wat", "south african": "sast", "central european": "cet",
        "eastern european": "eet", "western european": "wet",
    }.items()
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-−]) ?(\d{1,2})(?:[: ]?(\d{2}))?h?")
_FARTHEST = 14  # hours from UTC
_NAMED = re.compile(r"[a-z]+(?:/[a-z_+\-0-9]+){1,2}")
_AROUND = re.compile(
    r"\b(?:all times(?: are)?(?: in)?|times?|local|heure|heures|hora|horas|horario|locale?|in"
    r"|de|do|da|du|d'|l'|по|время|времени|standard|daylight|summer|zone|timezone|are)\b"
    r"|时间|时区|当地|بتوقيت|توقيت|[():,（）]"
)


_LONGEST = 200  # characters of a text that may be a zone


@dataclass(frozen=True, slots=True)
class ZoneName:
    """The zone that words name, or the `possible` ones, the likeliest first.

    `offset` is what they say in minutes from UTC, which makes a time an instant.
    """

    words: str
    zone: str | None = None
    possible: tuple[str, ...] = ()
    offset: int | None = None


@cache
def zone_in(words: str) -> ZoneName | None:
    """Return the zone that a short text names, or None if it is about something else."""
    text = plain(words[: _LONGEST + 1]).strip(" .;")
    if match := _NAMED.search(text):
        by_plain = {plain(name): name for name in known_zones()}
        if name := by_plain.get(match[0]):
            return ZoneName(words, name)
    for reading in (text, " ".join(_AROUND.sub(" ", text).split())):
        if found := _zone(reading):
            return replace(found, words=words)
    return None


def _zone(text: str) -> ZoneName | None:
    """Return the zone of a text that is a name, or two of the same: `geneva cest`."""
    parts = text.split()
    if found := _one_zone(text):
        return found
    seasons = [one.possible if (one := _one_zone(part)) else () for part in text.split("/")]
    if common := [zone for zone in seasons[0] if all(zone in season for season in seasons)]:
        return ZoneName(text, possible=tuple(common))  # in winter and in summer: `cet/cest`
    for at in range(1, min(len(parts), 5)):
        both = (_one_zone(" ".join(words)) for words in (parts[:at], parts[at:]))
        pair = sorted(
            filter(None, both), key=lambda one: (one.zone is None, one.offset is not None)
        )
        if len(pair) == 2:
            offset = None if pair[0].zone else pair[1].offset
            return ZoneName(text, pair[0].zone, pair[0].possible, offset)
    return None


def _one_zone(text: str) -> ZoneName | None:
    if text in _UTC:
        return ZoneName(text, "UTC")
    if zone := _places().get(text):
        return ZoneName(text, zone)
    if possible := _ABBREVIATIONS.get(text):
        return ZoneName(text, possible=possible)
    if (match := _OFFSET.fullmatch(text)) and int(match[2]) <= _FARTHEST:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        minutes = -minutes if match[1] in "-−" else minutes
        return ZoneName(text, offset=minutes)
    return None


_NEAR_TIME = re.compile(  # what names a zone in a line about something else
    r"[\u4e00-\u9fff]{2,4}时间|بتوقيت (?:\w+ ){0,2}\w+|\b(?:[A-ZÀ-Þ][\w'’-]+ ){1,2}time\b"
    r"|\b(?:heure|hora|horario|horário) (?:de |d'|do |da )(?:[\w-]+ ){0,2}[\w-]+"
)


def zones_of_line(line: str) -> Iterator[str]:
    """Yield the words of a line that name a zone, such as `北京时间`."""
    for text in _NEAR_TIME.findall(line):
        words, space = (text.split(), " ") if " " in text else ([*text], "")
        ends = (words[:end] for end in range(len(words), 0, -1))
        starts = (words[start:] for start in range(1, len(words)))
        parts = map(space.join, (*ends, *starts))
        yield from islice((part for part in parts if (z := zone_in(part)) and z.zone), 1)


@cache
def _places() -> dict[str, str]:
    """Return zones by the plain names of their cities in seven languages."""
    names = {plain(place): zone for place, zone in zones_by_place().items()}
    for language in LANGUAGES:
        for zone, about in locale_of(language).time_zones.items():
            if zone in known_zones() and "city" in about:
                names.setdefault(plain(str(about["city"])), zone)
    for zone, cities in CITIES.items():
        names |= {plain(city): zone for city in cities.split("|")}
    return names
