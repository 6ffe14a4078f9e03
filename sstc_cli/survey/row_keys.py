"""The keys by which rows are recognised in later exports."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from sstc_cli.model import Role
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.store.response import Keys, PseudonymKey
from sstc_cli.survey.column import Column, use_of
from sstc_cli.survey.platforms import Use
from sstc_cli.survey.row import Row
from sstc_cli.survey.table import ReadyTable
from sstc_cli.survey.times import Times


class RowKeys:
    """Makes the keys of one table's rows; `seen` counts those of the whole file.

    `columns` are those whose texts identify a row for which the tool has no key.
    """

    def __init__(
        self,
        table: ReadyTable,
        columns: Sequence[Column],
        times: Times,
        pseudonyms: PseudonymKey,
        seen: Counter[str],
    ) -> None:
        self.table, self.times = table, times
        self.headers = [(f"{fold(column.header)}=", column.index) for column in columns]
        self.pseudonyms, self.seen = pseudonyms, seen
        self.person = lru_cache(maxsize=1)(pseudonyms.person)  # a row needs it more than once
        self.by_use = {use: column for column in table.columns if (use := use_of(column))}

    def take(self, row: Row, cells: Sequence[Value]) -> tuple[Keys, bool]:
        """Return the keys of a row, and whether a row above has the same id of the tool."""
        keys = self._keys(row, cells)
        self.seen[keys[0]] += 1
        number = self.seen[keys[0]]
        return self._numbered(keys, number), number > 1 and self.table.platform.has_ids

    def look(self, row: Row, cells: Sequence[Value]) -> Keys:
        """Return the keys that `take` would return, but leave them to another row."""
        keys = self._keys(row, cells)
        return self._numbered(keys, self.seen[keys[0]] + 1)

    def _keys(self, row: Row, cells: Sequence[Value]) -> Keys:
        """Return the keys of a row by the tool's own columns, otherwise by its whole content."""
        table = self.table
        whose = ("key", table.platform.name, table.survey.id, str(row.webinar))
        ways = ([self._native(use, row, cells) for use in key] for key in table.platform.keys)
        complete = [parts for parts in ways if all(parts)] or [self._texts(cells)]
        return tuple(self.pseudonyms.digest(*whose, *parts) for parts in complete)

    def _numbered(self, keys: Keys, number: int) -> Keys:
        """Return the keys with the row's number, if the tool does not tell such rows apart."""
        if self.table.platform.has_ids:
            return keys
        return (self.pseudonyms.digest(keys[0], str(number)),)

    def _texts(self, cells: Sequence[Value]) -> list[str]:
        """Return the texts of a row, which do not depend on the questions of its columns."""
        texts = ((header, text_of(cells[index])) for header, index in self.headers)
        return sorted(header + text for header, text in texts if text)

    def _native(self, use: Use, row: Row, cells: Sequence[Value]) -> str:
        """Return a part of the tool's own key; empty if the row has none."""
        if use is Use.EMAIL:
            address = row.identity.get(Role.EMAIL, "")
            return address and self.person(address)
        if use in (Use.STARTED, Use.SUBMITTED):
            return self.times.written(cells, use) or ""
        column = self.by_use.get(use)
        text = text_of(cells[column.index]) if column else ""
        return text.removeprefix("uuid:") if use is Use.ORIGINAL else text
