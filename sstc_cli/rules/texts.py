"""The characters and the length of texts."""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path, SetValue, display_width
from sstc_cli.rules.plan import Plan, rule
from sstc_cli.rules.rule import problem
from sstc_cli.rules.wordings import PlacedText
from sstc_cli.unseen import described

_LATIN, _WIDE = ",;:?!()", "，；：？！（）"
_BRACKETS = "()（）"
_COUNTERPARTS = str.maketrans(_LATIN + _WIDE, _WIDE + _LATIN)
_HAN = r"[\u3400-\u9fff]"
_ADDRESS = r"https?://[^\s，。；、）]+"


# compiled on first use: sets of thousands of letters take milliseconds, and most texts need none
_LATIN_IN_HAN = rf"(?<={_HAN})[,;:?!()]|[,;:?!()](?={_HAN})"
_WIDE_IN_LATIN = rf"(?<!{_HAN})(?<![》”])[{_WIDE}](?!{_HAN})(?![《“])"


@rule("W503")
def mixed_punctuation(plan: Plan) -> Iterator[Diagnostic]:
    """Latin punctuation is next to Chinese characters, or full-width punctuation in a Latin text.

    Chinese uses `，；：？！（）`, which include their own space. Latin punctuation is too close to the
    characters. Times, numbers, web addresses and Latin words inside a Chinese text keep Latin
    punctuation.

    Wrong:
      languages: [en, zh]
      webinars:
        - id: a
          number: 1
          title:
            en: Payment solutions
            zh: 支付解决方案:城市的经验 # <- W503
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
    Instead:
            zh: 支付解决方案：城市的经验
    """
    latin, wide = frozenset(_LATIN), frozenset(_WIDE)
    for path, language, words in plan.wordings:
        if language.startswith("zh"):
            if not latin.isdisjoint(words):
                yield from _misplaced(path, words, _LATIN_IN_HAN, "Chinese")
        elif not wide.isdisjoint(words) and not language.startswith(("ja", "ko")):
            yield from _misplaced(path, words, _WIDE_IN_LATIN, "Latin")


def _misplaced(path: Path, words: str, pattern: str, kind: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for the first wrong punctuation of a text."""
    plain = re.sub(_ADDRESS, lambda address: " " * len(address[0]), words)
    if match := re.search(pattern, plain):
        near = " ".join(plain[max(0, match.start() - 6) : match.end() + 6].split())
        message = f"`{match[0]}` does not belong next to {kind} characters: `{near}`"
        hint = f"write `{match[0].translate(_COUNTERPARTS)}`"
        yield problem(message, path, hint, fix=_punctuation_fix(path, words, plain, pattern))


def _punctuation_fix(path: Path, words: str, plain: str, pattern: str) -> tuple[SetValue, ...]:
    """Return the fix of all wrong punctuation except brackets, whose partner may be elsewhere."""
    matches = re.finditer(pattern, plain)
    wrong = [match.start() for match in matches if match[0] not in _BRACKETS]
    characters = list(words)
    for at in wrong:
        characters[at] = characters[at].translate(_COUNTERPARTS)
    return (SetValue(path, "".join(characters)),) if wrong and "\n" not in words else ()


LONGEST_TITLE = 2 * 78 - len("Subject: Webinar 99: ")


@rule("W504")
def title_too_long(plan: Plan) -> Iterator[Diagnostic]:
    """A title is too long for the subject line of an invitation.

    `Subject: Webinar 99: ` and the title should fit into two lines of 78 characters, the recommended
    length in mail (RFC 5322, section 2.1.1). Most inboxes cut longer subjects. This leaves 135 columns
    for the title; a Chinese character takes two.

    Wrong:
      webinars:
        - id: a
          number: 1
          title: > # <- W504
            The Role of the Belt and Road Initiative in Advancing Fintech in the Cross-Border E-Commerce
            Sector in the Developing Countries of the Global South
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
    Right:
      webinars:
        - The Belt and Road Initiative and Fintech in Cross-Border E-Commerce …
    """
    for index, webinar in enumerate(plan.series.webinars):
        title = PlacedText(("webinars", index, "title"), webinar.title)
        for path, _, words in title.wordings(plan.main):
            width = len(words) if words.isascii() else display_width(words)
            if width > LONGEST_TITLE:
                message = f"the title takes {width} columns, but a subject line has room for {LONGEST_TITLE}"
                hint = "shorten it, and move details to the `summary`"
                yield problem(message, path, hint)


# compiled on first use, which few texts need
_UNREADABLE = (
    r"[\u200b\u2060"  # zero width
    r"\ue000-\uf8ff\ufffd]"  # private use, and the replacement of a lost character
    r"|(?<=[\x00-\u058f])[\u200c\u200d]"  # joiners after letters that never join
)


@rule("W505")
def unreadable_character(plan: Plan) -> Iterator[Diagnostic]:
    r"""A text has an invisible character, or the replacement of a lost one.

    Such characters are those without width, those for private use, and `U+FFFD`. They often come with
    text copied from a PDF, a chat or a damaged file. They break search and links, and can make a text
    look different from what it is. Joiners between letters that need them (in Persian, Hindi and emoji)
    are allowed.

    Wrong:
      webinars:
        - "Pay\u200Bment" … # <- W505
    Instead:
        - Payment …
    """
    for path, _, words in plan.wordings:
        if words.replace("\n", "").isprintable() and "\ufffd" not in words:
            continue
        if (match := re.search(_UNREADABLE, words)) is not None:
            message = f"the text has {described(words, match)}"
            hint = "delete it, or type the text again if it was copied"
            yield problem(message, path, hint)


_SPACES = re.compile(r"(\S)( +)(?=(\S))")
_MARKS = "，。、；：？！"


@rule("W506")
def space_in_chinese(plan: Plan) -> Iterator[Diagnostic]:
    """A text has a space between two Chinese characters.

    Chinese has no spaces there. Usually YAML added it, because each line end in a text becomes a space.
    Write a Chinese text on one line, even if it is long.

    Wrong:
      languages: [en, zh]
      webinars:
        - id: a
          number: 1
          title:
            en: Payment solutions
            zh: >- # <- W506
              可持续支付
              解决方案
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
    Right:
      languages: [en, zh]
      webinars:
        - id: a
          number: 1
          title:
            en: Payment solutions
            zh: 可持续支付解决方案
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
    """
    for path, language, words in plan.wordings:
        if not language.startswith("zh") or " " not in words:
            continue
        if match := next(filter(_is_in_chinese, _SPACES.finditer(words)), None):
            near = words[max(0, match.start(2) - 6) : match.end() + 6]
            message = f"the text has a space between Chinese characters: `{near}`"
            closed = _SPACES.sub(lambda it: it[1] if _is_in_chinese(it) else it[0], words)
            fix = (SetValue(path, closed),) if "\n" not in words else ()
            yield problem(message, path, "write the text on one line", fix=fix)


def _is_in_chinese(match: re.Match[str]) -> bool:
    """Return whether spaces are before a Chinese character, and behind one or its punctuation."""
    return (_is_chinese(match[1]) or match[1] in _MARKS) and _is_chinese(match[3])


def _is_chinese(character: str) -> bool:
    """Compare numbers: a set of all these characters takes a millisecond to compile."""
    return "\u3400" <= character <= "\u4dbf" or "\u4e00" <= character <= "\u9fff"
