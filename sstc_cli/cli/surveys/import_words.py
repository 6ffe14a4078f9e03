"""The words for an import: what a table is, what was done with its rows, and its webinar."""

from collections.abc import Sequence

from sstc_cli.quantity import numbered, quantity
from sstc_cli.sheets import Source
from sstc_cli.store import ImportCounts, Reading
from sstc_cli.survey import ReadyTable


def heading(source: Source, table: ReadyTable, reading: Reading) -> str:
    """Return `exit.xlsx: survey exit, webinar 7, from the workbook of sstc`."""
    responses = {response.webinar for response in reading.responses}
    webinars = sorted(responses | {attendance.webinar for attendance in reading.attendances})
    numbers = [table.webinar] if table.webinar is not None else webinars
    shown = f", {numbered('webinar', numbers)}" if numbers else ""
    sheet = f" [{table.sheet.name}]" if len(source.sheets) > 1 else ""
    title = table.platform.title
    if table.platform.is_attendance:
        return f"{source.file.name}{sheet}: attendance{shown}, from {title}"
    return f"{source.file.name}{sheet}: survey {table.survey.id}{shown}, from {title}"


def counted(table: ReadyTable, counts: ImportCounts) -> str:
    """Return `24 rows: 24 new, 0 changed, 0 unchanged, 0 superseded, …`."""
    parts = [f"{counts.new} new", f"{counts.changed} changed", f"{counts.unchanged} unchanged"]
    if not table.platform.is_attendance:
        parts.append(f"{counts.superseded} superseded")
    parts.append(f"{counts.rejected} rejected")
    if not table.platform.is_attendance:
        parts.append(f"{counts.refused} without consent")
    if counts.withdrawn:
        parts[-1] += f" ({counts.withdrawn} deleted from the store)"
    if counts.forgotten:
        parts.append(f"{counts.forgotten} left out")
    nouns = ("person", "people") if table.platform.is_attendance else ("row", "rows")
    return f"{quantity(counts.rows, *nouns)}: {', '.join(parts)}"


def webinar_flag(tables: Sequence[ReadyTable]) -> str:
    """Return the option that names the webinar of all tables, if they have the same."""
    numbers = {table.webinar for table in tables}
    number = numbers.pop() if len(numbers) == 1 else None
    return f" --webinar {number}" if number is not None else ""
