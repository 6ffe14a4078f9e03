"""The numbers of sources in the text of the background."""

import re

from sstc_cli.model import Citation, Foreign
from sstc_cli.model.languages import locale_of
from sstc_cli.model.series import SOURCE_MARK, Paragraph, source_numbers

# brackets around the numbers of sources, and what is between two numbers
_USUAL = (" [{}]", ", ")
_BRACKETS = {"zh": ("［{}］", "、"), "ar": (" [{}]", "، ")}


def marked(part: Paragraph, numbers: dict[Citation, int], language: str) -> str:
    """Return a paragraph with the numbers that its sources have in the whole background.

    `[2]` in its text is its own second source. Sources without a mark follow at the end.
    """
    text = part.text.pick(language)
    seen: set[int] = set()

    def mark(found: re.Match[str]) -> str:
        own = source_numbers(found)
        if max(own) > len(part.sources) or min(own) < 1:
            return found[0]
        seen.update(own)
        return _brackets([part.sources[number - 1] for number in own], numbers, text, language)

    words = SOURCE_MARK.sub(mark, text)
    left = [source for at, source in enumerate(part.sources, 1) if at not in seen]
    words += _brackets(left, numbers, text, language) if left else ""
    return text.part(words) if isinstance(text, Foreign) else words


def _brackets(
    sources: list[Citation], numbers: dict[Citation, int], text: str, language: str
) -> str:
    """Return the numbers of sources in the brackets of the text's own language."""
    for source in sources:
        numbers.setdefault(source, len(numbers) + 1)
    own = text.language if isinstance(text, Foreign) else language
    form, between = _BRACKETS.get(locale_of(own).language, _USUAL)
    return form.format(
        between.join(str(number) for number in sorted({numbers[s] for s in sources}))
    )
