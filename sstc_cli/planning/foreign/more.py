"""The texts of columns that the plan has no key for: they are kept in `more`, unless private."""

import re
from collections.abc import Sequence

from sstc_cli.model.wording import fold
from sstc_cli.planning.foreign.cells import Cell
from sstc_cli.planning.foreign.entry import Entry
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.notes import Notes
from sstc_cli.planning.foreign.private import has_private
from sstc_cli.planning.foreign.texts import clean
from sstc_cli.survey.personal import CONTACT
from sstc_cli.workspace.start import series_id

_PRIVATE_WORDS = re.compile(
    r"(?i)participants?|attendees|invite[de]|guests?|students|参加|学员|名单|участник|المشارك|"
    r"e-?mail|phone|mobile|whatsapp|wechat|passw|passcode|meeting id|contact|passport|birth|"
    r"salary|fee|honorari|account|bank|邮箱|电话|手机|密码|微信|联系|身份|会议号|tel[eé]fono|correo|"
    r"телефон|почта|контакт|парол|هاتف|بريد|كلمة"
)


def may_be_private(cell: Cell) -> bool:
    """Return whether a cell of an unknown column may be for few people only."""
    header, text = cell.column.header, cell.text
    if fold(header) in CONTACT or _PRIVATE_WORDS.search(header):
        return True
    return has_private(text)


def key_of(cell: Cell) -> str:
    """Return a key that templates can name, for example `room`, or `column_g`."""
    words = series_id(cell.column.header).replace("-", "_")[:40].strip("_")
    return words if words[:1].isalpha() else f"column_{cell.column.letters.lower()}"


def more_of(entries: Sequence[Entry], facts: Sequence[Fact | None], notes: Notes) -> dict[str, str]:
    """Return the texts of the columns with these facts in some lines, by key.

    Private ones are left out, and noted.
    """
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
                    hint = "say with `--column` what the column has, or add it to the plan yourself"
                    notes.add("W777", message, cell.spot, hint)
                elif text := clean(cell, notes):
                    more.setdefault(key_of(cell), {})[text] = None
    return {key: "; ".join(texts) for key, texts in more.items()}
