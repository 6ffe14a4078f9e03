"""Who a question of the audience may name: words that a reader has to look at."""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path, Severity
from sstc_cli.model import Series
from sstc_cli.model.countries import countries
from sstc_cli.rules.knowledge import Noted, rule
from sstc_cli.rules.rule import problem
from sstc_cli.rules.wordings import texts_in

# the commonest family names of Chinese, each a character
_FAMILIES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁"
    "沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱"
)
TITLES = "(?:老师|先生|女士|小姐|教授|博士|主任|经理|总|处长|局长|主席|同学|院长|部长)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]*[a-zß-öø-ÿа-яё][\w’'-]*"
_NAMES = (  # compiled on first use
    rf"(?<=[\w,;] ){_CAPITAL}(?: {_CAPITAL})+"  # in a sentence, where a single one is often a place
    rf"|\b(?:from|at|chez|из|от) (?:the )?{_CAPITAL}"
    rf"|\b(?:Mr|Mrs|Ms|Dr|Prof|Mme|Sra?|Herr|Frau)\.? {_CAPITAL}"
    rf"|[{_FAMILIES}]{TITLES}"
)
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r"\s+")
_USUAL = {"from", "at", "the", "chez", "из", "от", "mr", "mrs", "ms", "dr", "prof"}


def _known_words(series: Series) -> set[str]:
    """Return the words of the plan's texts and of the names of countries, which are not secret."""
    texts = [words for text in texts_in(series) for _, _, words in text.wordings("")]
    places = (name for country in countries().values() for name in country.names.values())
    return _USUAL | {word for text in (*texts, *places) for word in _words(text)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def place_in(text: str, start: int, end: int) -> str:
    """Return where a name is in a text, without repeating it; Chinese has no words to count."""
    if min(text[start:end].replace(" ", "")) > "\u2e7f":
        return f"characters {start + 1} to {end}"
    first, last = (len(_SPACES.findall(text[:place].lstrip())) + 1 for place in (start, end))
    return f"word {first}" if first == last else f"words {first} to {last}"


@rule("W603")
def question_may_name_a_person(noted: Noted) -> Iterator[Diagnostic]:
    """A question of the audience, or its answer, may name a person or a firm.

    `sstc knowledge questions` masks those who asked, but it cannot know whom else they name. This
    finds capital letters in a row, titles such as *Ms* or 老师, and what follows *from*; words of the
    plan and countries do not count. If it is a name, write what the person does instead.

    Wrong:
      webinar: 1
      questions:
        - question: Can Amina Sesay, who asked last week, join the pilot? # <- W603
          answer: Yes.
    Instead:
        - question: Can a city that asked last week join the pilot?
          answer: Yes.
    """
    found = [
        (path, words, match.span())
        for path, words in _asked(noted)
        for match in re.finditer(_NAMES, words)
    ]
    known = _known_words(noted.series) if found else set()
    places: dict[Path, list[str]] = {}
    for path, words, (start, end) in found:
        if not known.issuperset(_words(words[start:end])):
            places.setdefault(path, []).append(place_in(words, start, end))
    for path, named in places.items():
        message = f"this text may name a person or a firm: {'; '.join(named)}"
        hint = "read it, and leave out the name"
        yield problem(message, path, hint, weight=Severity.NOTE)


def _asked(noted: Noted) -> Iterator[tuple[Path, str]]:
    for placed in noted.texts:
        if placed.path[0] == "questions":
            yield from ((path, words) for path, _, words in placed.wordings(""))
