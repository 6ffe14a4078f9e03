"""Texts for the plan: on one line, in one or several languages, without what it cannot have."""

import re
from collections.abc import Sequence

from sstc_cli.model.values import LONGEST
from sstc_cli.planning.foreign.cells import Cell
from sstc_cli.planning.foreign.notes import Notes
from sstc_cli.sheets.cells import text_of
from sstc_cli.unseen import unseen_in, with_unseen_as

_SCRIPTS = {"zh": "[\u3400-\u9fff]", "ru": "[\u0400-\u04ff]", "ar": "[\u0600-\u06ff]"}
_BOTH = re.compile(r"\s*(?:\n+|\s[/|｜]\s|｜)\s*")

Words = str | dict[str, str]


def script_of(text: str) -> str:
    """Return `zh`, `ru` or `ar` for a text mostly in their letters, `latin`, or an empty text."""
    counts = {code: len(re.findall(letters, text)) for code, letters in _SCRIPTS.items()}
    counts["latin"] = len(re.findall(r"[A-Za-zÀ-ÿ]", text)) // 3  # one sign of Chinese is a word
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "latin" if re.search("[A-Za-z]", text) else ""


def words_of(
    cells: Sequence[Cell], languages: Sequence[str], notes: Notes, *, lines: bool = False
) -> Words:
    """Return the text of cells: by language if headers name several, or if one cell has two.

    `lines` keeps the lines of a paragraph apart.
    """
    texts = [(cell.column.language, clean(cell, notes, lines=lines)) for cell in cells]
    texts = [(language, text) for language, text in texts if text]
    if not texts:
        return ""
    named = {language: text for language, text in texts if language}
    if len(named) > 1:
        order = [*languages, *named]
        return {code: named[code] for code in dict.fromkeys(order) if code in named}
    text = texts[0][1]
    if len(languages) > 1 and len(texts) > 1:
        by_script = {_language(text, languages): text for _, text in texts}
        if len(by_script) > 1:
            return {code: by_script[code] for code in languages if code in by_script}
    return _split(cells[0].text, languages) or text


def parts_in_languages(text: str) -> list[str]:
    """Return the parts of a text that may be in languages of their own."""
    return [part for part in _BOTH.split(text) if part]


def _split(text: str, languages: Sequence[str]) -> dict[str, str] | None:
    """Return both texts of `Opening / 开幕`, if each is in a script of one of the languages."""
    parts = parts_in_languages(text)
    if len(languages) < 2 or len(parts) != 2:
        return None
    found = {_language(part, languages): " ".join(part.split()) for part in parts}
    if len({script_of(part) for part in parts}) < 2 or len(found) < 2:
        return None
    return {code: found[code] for code in languages if code in found}


def _language(text: str, languages: Sequence[str]) -> str:
    """Return the language of a text among these, by its script."""
    script = script_of(text)
    if script in languages:
        return script
    return next((code for code in languages if code not in _SCRIPTS), languages[0])


def clean(cell: Cell, notes: Notes, *, lines: bool = False) -> str:
    """Return the text of a cell as the plan can have it; note what that took away."""
    text = cell.text
    if text != (whole := text_of(cell.value)) and "<" in whole:
        notes.add("W772", "the cell has HTML, of which only the text was kept", cell.spot)
    if unseen_in(text.replace("\n", " ")):
        text = "".join(char if char == "\n" else with_unseen_as("", char) for char in text)
        notes.add("W772", "the cell has characters that nobody sees: they were left out", cell.spot)
    paragraphs = [" ".join(line.split()) for line in text.split("\n")]
    text = ("\n" if lines else " ").join(line for line in paragraphs if line)
    if len(text) > LONGEST:
        notes.add(
            "W772", f"the text has more than {LONGEST:,} characters: it was left out", cell.spot
        )
        return ""
    return text if any(char.isalnum() for char in text) else ""
