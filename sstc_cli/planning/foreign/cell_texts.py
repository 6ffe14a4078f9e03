"""Texts, links and leftover columns of a schedule, as the plan can have them."""

import re
from collections.abc import Sequence

from sstc_cli.model.ids import id_from
from sstc_cli.model.readers import InvalidError
from sstc_cli.model.values import LONGEST, read_url
from sstc_cli.model.wording import fold
from sstc_cli.planning.clocks import parts_of
from sstc_cli.planning.foreign.dialogue import CellSpot, Fact, Notes, has_private, quoted
from sstc_cli.planning.foreign.grouping import Levels
from sstc_cli.planning.foreign.schedule import Recognised, ScheduleCell, ScheduleTable, TimedLine
from sstc_cli.planning.foreign.spelling import without_cancelled
from sstc_cli.sheets.cells import text_of
from sstc_cli.survey.match import CONTACT
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
    cells: Sequence[ScheduleCell], languages: Sequence[str], notes: Notes, *, lines: bool = False
) -> Words:
    """Return the text of cells, by language if they have several; `lines` keeps its lines apart."""
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


def title_of(cells: Sequence[ScheduleCell], languages: Sequence[str], notes: Notes) -> Words:
    """Return the title in cells, without a word that says that it was cancelled."""
    title = words_of(cells, languages, notes)
    return without_cancelled(title)[0] if isinstance(title, str) else title


def parts_in_languages(text: str) -> list[str]:
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


def clean(cell: ScheduleCell, notes: Notes, *, lines: bool = False) -> str:
    """Return the text of a cell as the plan can have it; note what that took away."""
    text = cell.text
    if text != (whole := text_of(cell.value)) and "<" in whole:
        notes.add("W772", "the cell has HTML: only its text was kept", cell.spot)
    if unseen_in(text.replace("\n", " ")):
        text = "".join(char if char == "\n" else with_unseen_as("", char) for char in text)
        notes.add("W772", "the cell has invisible characters: they were left out", cell.spot)
    paragraphs = [" ".join(line.split()) for line in text.split("\n")]
    text = ("\n" if lines else " ").join(line for line in paragraphs if line)
    if len(text) > LONGEST:
        message = f"the text has more than {LONGEST:,} characters: it was left out"
        notes.add("W772", message, cell.spot)
        return ""
    return text if any(char.isalnum() for char in text) else ""


_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；）]+|(?<![\w@.])www\.[^\s<>\"'，。；）]+")
_PASSCODE = re.compile(
    r"(?i)(?:passcode|password|pwd|code|密码|mot de passe|contraseña|senha|пароль)\s*[:：=]?\s*"
    r"(\S{3,20})"
)


def link_of(cell: ScheduleCell, notes: Notes) -> str | None:
    """Return the first web address in a cell, or None and a note that does not repeat the text."""
    match = _ADDRESS.search(cell.text)
    address = match[0].rstrip(".,;)") if match else ""
    if address.startswith("www."):
        address = f"https://{address}"
    try:
        link = read_url(address)
    except InvalidError:
        hint = "write the full address, which begins with https://"
        notes.add("W772", "this is not a web address", cell.spot, hint)
        return None
    left = _PASSCODE.sub("", cell.text.replace(match[0] if match else "", "")).strip(" \n.,;:()")
    if left and cell.column.fact is not Fact.MATERIAL:
        message = "only the first web address of the cell was used"
        notes.add("W772", message, cell.spot, "add the rest to data/webinars.yaml")
    return link


def passcode_in(text: str) -> str:
    match = _PASSCODE.search(_ADDRESS.sub(" ", text))
    return match[1] if match else ""


_PRIVATE_WORDS = re.compile(
    r"(?i)participants?|attendees|invite[de]|guests?|students|参加|学员|名单|участник|المشارك|"
    r"e-?mail|phone|mobile|whatsapp|wechat|passw|passcode|meeting id|contact|passport|birth|"
    r"salary|fee|honorari|account|bank|邮箱|电话|手机|密码|微信|联系|身份|会议号|tel[eé]fono|correo|"
    r"телефон|почта|контакт|парол|هاتف|بريد|كلمة"
)


def may_be_private(cell: ScheduleCell) -> bool:
    """Return whether a cell of an unknown column may be for few people only."""
    header, text = cell.column.header, cell.text
    if fold(header) in CONTACT or _PRIVATE_WORDS.search(header):
        return True
    return has_private(text)


def key_of(cell: ScheduleCell) -> str:
    """Return a key that templates can name, for example `room`, or `column_g`."""
    words = id_from(cell.column.header).replace("-", "_")[:40].strip("_")
    return words if words[:1].isalpha() else f"column_{cell.column.letters.lower()}"


def more_of(
    entries: Sequence[TimedLine], facts: Sequence[Fact | None], notes: Notes
) -> dict[str, str]:
    """Return the texts of columns with these facts, by key; note private ones, left out."""
    more: dict[str, dict[str, None]] = {}  # the texts, each once, in their order
    for entry in entries:
        for fact in facts:
            for cell in entry.line.cells.get(fact, ()):
                if not cell.column.header:
                    notes.add("W771", "the cell is below no header: it was left out", cell.spot)
                elif (cell.spot.sheet, cell.spot.column) in notes.left_out:
                    continue
                elif may_be_private(cell):
                    message = f"`{fold(cell.column.header)}` may be private: it was left out"
                    hint = "name the column with `--column`, or add its values to the plan yourself"
                    notes.add("W777", message, cell.spot, hint)
                elif text := clean(cell, notes):
                    more.setdefault(key_of(cell), {})[text] = None
    return {key: "; ".join(texts) for key, texts in more.items()}


def note_columns(tables: Sequence[ScheduleTable], levels: Levels, notes: Notes) -> None:
    """Note each column with texts that the plan has no key for, and what becomes of them."""
    for table in tables:
        for column in table.columns:
            spot = CellSpot(table.sheet.name, max(table.header, 0), column.index)
            texts = [
                ScheduleCell(spot, column, text, text)
                for row in table.rows[table.first :]
                if column.index < len(row) and (text := text_of(row[column.index]))
            ]
            if not texts or (column.fact is not None and column.fact not in levels.others):
                continue
            where = f"kept in `more.{key_of(texts[0])}`"
            if all(map(may_be_private, texts)):
                where = "left out, as it may be private"
                notes.left_out.add((table.sheet.name, column.index))
            repeated = column.how is Recognised.REPEATED
            what = "has the same as another column" if repeated else "is unknown"
            message = f"`{quoted(column.header)}` {what}: {where}"
            hint = _hint(column.suggestion, column.header)
            days = table.column(Fact.DATE)
            if days and any(parts_of(text.text).day for text in texts):
                message += f", and the dates of `{quoted(days.header)}` were taken"
                hint = f'for those of this one, add `--column "date={quoted(column.header)}"`'
            notes.add("W771", message, spot, hint)


def _hint(suggestion: Fact | None, header: str) -> str:
    name = quoted(header)
    quote = '"' if " " in name else ""
    if suggestion is None:
        return f"name it with `--column NAME={quote}{name}{quote}`"
    return (
        f"did you mean {suggestion.value}? add `--column {suggestion.value}={quote}{name}{quote}`"
    )
