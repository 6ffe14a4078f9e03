"""Typed numbers of people that stand in one breath with a count: `130 people ({reach.attended})`.

Only a number right before a word for people is one, and only a count in brackets is its figure:
other numbers are years, days, webinars, or counts of something else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.model.report.names import Named

_PEOPLE = (
    r"people|persons?|participants?|attendees?|respondents?|registrants?|registrations?|answers?"
    r"|responses?|comments?|registered|attended|answered|took part|came"
    r"|personnes?|participante?s?|inscrite?s?|inscriptions?|répondante?s?|réponses?|commentaires?"
    r"|personas?|asistentes?|inscrit[oa]s?|registrad[oa]s?|encuestad[oa]s?|respuestas?|comentarios?"
    r"|pessoas?|respondentes?|respostas?|comentários?"
    r"|человека?|людей|участник\w*|слушател\w+|зарегистрированн\w+|ответ\w*|отзыв\w*"
    r"|شخصا?ً?|أشخاص|مشاركا?ً?|مشاركين|مشاركون|مسجلا?ً?|مسجلين|مجيبا?ً?|مجيبين|إجابة|إجابات"
)
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z.,:/%–-])(\d{{1,3}}(?:[,.\u00a0\u202f ]\d{{3}})+|\d+)"
    rf"(?:[\s\u00a0\u202f]+(?:{_PEOPLE})\b|\s*[人名位份条])",
    re.IGNORECASE,
)
# a number after one of these is not the count: it is rough, or one of which the count is a part
_OTHER = re.compile(
    r"\b(?:of|than|for|from|about|around|over|under|nearly|almost|roughly|some|least|most|to|only"
    r"|approximately|another|every|first|last|further"
    r"|de|des|du|d['’]|sur|pour|environ|près|presque|plus|moins|que|casi|unos|unas|cerca|para|entre"
    r"|quase|uns|umas|dos|das|из|от|до|для|около|почти|более|менее|свыше|примерно"
    r"|من|إلى|نحو|حوالي|قرابة|أكثر|أقل)\s*$|(?:第|约|近|超|过|逾|每|余|前|后|另)[有为达]?\s*$",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:targets?|goals?|aim\w*|planned|expected|invited|capacity|objecti\w+|prévu\w*|invité\w*"
    r"|metas?|previst\w+|invitad\w+|convidad\w+|цел\w+|план\w*|приглаш\w+|هدف|دعوة)\b|目标|计划|预计|邀请",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAK = re.compile(r"[;:()，；：（）、،؛{}]|,(?!\d{3})")


def contradicting(
    sentence: str, named: Sequence[Named], counts: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Yield each typed number that differs from the count beside it, and the count.

    `counts` are the numbers of people by their names in braces.
    """
    if _AIM.search(sentence):
        return
    for braces in named:
        count = counts.get(braces.written)
        end = braces.index + len(braces.written) + 2
        before, after = sentence[: braces.index].rstrip(), sentence[end:].lstrip()
        if count is None or before[-1:] not in ("(", "（") or after[:1] not in (")", "）"):
            continue
        typed = _last(_BREAK.split(before[:-1])[-1])
        if typed and _plain(typed) not in counts.values():
            yield typed, count


def _last(clause: str) -> str:
    """Return the last number of people in a clause, if it is the exact number of all of them."""
    numbers = list(_NUMBER.finditer(clause))
    exact = [found[1] for found in numbers[-1:] if not _OTHER.search(clause[: found.start()])]
    return "".join(text for text in exact if not _YEAR.fullmatch(text))


def _plain(typed: str) -> int:
    return int(re.sub(r"\D", "", typed))
