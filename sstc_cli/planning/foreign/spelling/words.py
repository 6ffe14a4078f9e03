"""Words that office people write into schedules: not known yet, a break, cancelled, held."""

import re

from sstc_cli.model.wording import fold
from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.unseen import with_unseen_as


def plain_words(text: str) -> frozenset[str]:
    """Return the plain forms of words between bars."""
    return frozenset(map(plain, text.split("|")))


_UNKNOWN = plain_words(
    "tba|tbc|tbd|tbn|n/a|na|n.a.|nil|none|-|--|---|–|—|?|??|???|x|xx|xxx|…|...|to be confirmed|"
    "to be announced|to be determined|to be decided|to be defined|coming soon|coming soon…|"
    "coming soon...|title tba|title tbc|title tbd|speaker tba|speaker tbc|not yet known|unknown|"
    "no title|待定|待确认|未定|暂无|无|à confirmer|à définir|à déterminer|a confirmer|s.o.|"
    "por confirmar|por definir|a confirmar|a definir|pendiente|sin confirmar|n/d|a designar|"
    "уточняется|будет объявлено|не определено|нет|на согласовании|يحدد لاحقا|سيحدد لاحقا|"
    "غير محدد|لم يحدد بعد|لا يوجد"
)
_LONGEST_UNKNOWN = 30
_LONGEST_LINE = 300
_BREAK = re.compile(
    r"(?:(?:[a-z]+ ){0,2}break(?:s|fast)?|(?:coffee|tea)(?: break)?|lunch(?: break)?|dinner|recess|"
    r"networking(?: break| lunch)?|welcome reception|reception|group photo|free time|茶歇|午餐|"
    r"午休|"
    r"休息|晚餐|合影|pause(?:[ -](?:cafe|dejeuner))?|dejeuner|diner|almuerzo|receso|pausa(?: .*)?|"
    r"refrigerio|descanso|almoco|intervalo|coffee[- ]break|перерыв|обед|кофе-брейк|кофе[- ]пауза|"
    r"استراحه(?: .*)?|غداء|holidays?|public holiday|no webinar|no session|no meeting|no class|"
    r"vacances|feriado|каникулы|праздник|放假|假期)(?: \(.*\))?\.?"
)
_TAG = re.compile(r"<br ?/?>|</?[a-zA-Z][^<>]*>")


def is_unknown(text: str) -> bool:
    """Return whether a text only says that nothing is known yet."""
    if len(text) > _LONGEST_UNKNOWN:
        return False
    word = plain(text)
    return word in _UNKNOWN or word.strip("()[] .") in _UNKNOWN


def is_break(text: str) -> bool:
    """Return whether a text is the name of a break between talks, or of a pause of the series."""
    return len(text) < 60 and _BREAK.fullmatch(plain(text).strip()) is not None


def without_tags(text: str) -> str:
    """Return a text without the tags of HTML, which some schedules are made for."""
    return " ".join(_TAG.sub(" ", text).split()) if "<" in text and _TAG.search(text) else text


def on_one_line(text: str) -> str:
    """Return a short text without what nobody sees, or an empty one if it has no letter."""
    flat = " ".join(with_unseen_as("", without_tags(text)).split())
    return flat[:_LONGEST_LINE] if any(char.isalnum() for char in flat) else ""


def same(first: str, second: str) -> bool:
    """Return whether two texts are the same but for case, width and spaces."""
    return fold(first) == fold(second)
