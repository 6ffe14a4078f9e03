"""Words for the status of a webinar: planned, held, cancelled, and whether a speaker comes."""

import re

from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.planning.foreign.spelling.words import plain_words

_CANCELLED = (
    r"cancel+ed|cancel+ad[oa]|annule(?:e|es|s)?|отмен[её]н[ао]?|отмена|已取消|取消|ملغاه?|الغيت"
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


def status_of(text: str) -> str | None:
    """Return the status of a webinar that a word means, or None for other words."""
    word = plain(text).strip(" .!")
    if word in _HELD:
        return "held"
    if word in _PLANNED:
        return "planned"
    return "cancelled" if _IS_CANCELLED.fullmatch(word) else None


def is_confirmed(text: str) -> bool:
    """Return whether a word says that a speaker has confirmed."""
    return plain(text).strip(" .!") in _CONFIRMED
