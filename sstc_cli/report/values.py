"""Values of tables as a report writes them, and the values that texts name in braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sstc_cli.errors import SstcError
from sstc_cli.model.report import FigureName
from sstc_cli.numbers.labels import ReportLabel
from sstc_cli.numbers.statistics import About, Mean, Rough, Share
from sstc_cli.numbers.tables.table import Line, Table, Tables, Value
from sstc_cli.numbers.words import Words
from sstc_cli.render.escape import isolate_ends
from sstc_cli.report.setting import Setting
from sstc_cli.views.dates import direction_of

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"  # in Chinese LibreOffice ends a line inside of `n = 66）` with the other one
_GAP = re.compile(r"(?<=\d) (?=%)|(?<=\bn) (?== \d)|(?<=\bn =) (?=\d)|(?<=\bp) (?=[=<] \d)")
_ASKED = re.compile("(?<=[?!？！؟])([\u200e\u200f]?)[\\s\u00a0]?[:;：；؛]")
_STOPPED = re.compile("[.。]([\u200e\u200f]?)(?=[\\s\u00a0]?[:;：；؛])")
_MINUS = re.compile(r"-(?=\d)")


def unbroken(text: str) -> str:
    """Return a short value that stays on one line."""
    return text.replace(" ", _NO_BREAK)


def as_item(text: str) -> str:
    """Return an item of a list, or the whole list, with one mark after a question: not `?;`."""
    return _STOPPED.sub(r"\1", _ASKED.sub(r"\1", text))


@dataclass(frozen=True)
class UnbrokenWords(Words):
    """Words as they are printed: values stay whole, and a minus is not a hyphen."""

    def say(self, label: str, **values: object) -> str:
        """Return a label with its names filled in, also by words that run the other way."""
        direction = direction_of(self.language)
        filled = {
            name: isolate_ends(value, direction) if isinstance(value, str) else value
            for name, value in values.items()
        }
        text = isolate_ends(super().say(label, **filled), direction)
        return _GAP.sub(_NARROW if self.language.startswith("zh") else _NO_BREAK, text)

    def decimal(self, value: float, form: str = ".1f") -> str:
        return _MINUS.sub("\u2212", super().decimal(value, form))


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value, with its table and line."""

    table: Table
    line: Line
    column: str
    value: Value


class UnknownFigureError(SstcError):
    """A text names a figure that the report does not have; `known` are those that are near it."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"the report has no figure `{name[:80]}`", "")
        self.known = known


class HiddenFigureError(SstcError):
    """A text names a figure that is about too few people to be shown."""


def percent_of(share: Share) -> int | None:
    """Return a share in whole per cent, halves upwards; None if n is 0."""
    if share.percent is None:
        return None
    return (200 * share.count + share.n) // (2 * share.n)


def value_text(words: Words, value: Value) -> str:
    """Return a value without its n: `77 %`, `about 75 %`, `3.7 to 3.9`, `47`, or `hidden`."""
    if value is None:
        return words.say("hidden")
    if isinstance(value, Share):
        percent = percent_of(value)
        return "–" if percent is None else words.say(ReportLabel.PERCENT, percent=percent)
    if isinstance(value, Rough):
        return words.rough(value)
    if isinstance(value, Mean):
        return _between(words, value) if value.missing == "mean" else words.decimal(value.value)
    if isinstance(value, About):
        return words.say(ReportLabel.ABOUT, value=value)
    return str(value)


def level_text(words: Words, value: Value) -> str:
    """Return a mean of per cent as `61.2 %`."""
    if isinstance(value, Mean):
        return words.say(ReportLabel.PERCENT, percent=words.decimal(value.value))
    return value_text(words, value)


def interval_text(words: Words, value: Value) -> str:
    """Return the 95 % interval of a value, or an empty text: bounds have none."""
    if isinstance(value, Rough) and value.percent is None:
        return ""
    if isinstance(value, Share | Rough) and value.low is not None and value.high is not None:
        ends = {"low": round(value.low), "high": round(value.high)}
        return unbroken(words.say(ReportLabel.INTERVAL, **ends))
    return _between(words, value) if isinstance(value, Mean) and value.missing != "mean" else ""


def _between(words: Words, mean: Mean) -> str:
    if mean.low is None or mean.high is None:
        return ""
    ends = {"low": words.decimal(mean.low), "high": words.decimal(mean.high)}
    return words.say(ReportLabel.INTERVAL_OF_POINTS, **ends)


def n_of(line: Line, value: Value) -> int | None:
    return value.n if isinstance(value, Share | Rough) else line.n


def people_text(words: Words, line: Line) -> str:
    """Return how many people are behind a line; before and after they may be others."""
    each = [value.n for value in line.values if isinstance(value, Share | Rough)]
    if len(set(each)) > 1:
        return words.say(ReportLabel.N_OF_CHANGE, before=each[0], after=each[-1])
    people = line.n if line.n is not None else next(iter(each), "")
    return str(people)


def named_value(setting: Setting, name: FigureName) -> str:
    """Return the value that a text names, with its n: `77 % (n = 47)`."""
    found = find_value(setting.tables_of(name.webinar), name)
    value, people = found.value, n_of(found.line, found.value)
    if value is None:
        raise _hidden(name)
    text = value_text(setting.words, value)
    if isinstance(value, int) or people is None:
        return text
    return setting.words.say(ReportLabel.VALUE_OF_N, value=text, n=people)


def find_value(tables: Tables, name: FigureName) -> FoundValue:
    """Return the value of a name, or raise UnknownFigureError or HiddenFigureError."""
    for table, rest in _candidates(tables, name.path):
        if table.too_few:
            raise _hidden(name)
        key, column = _line_and_column(table, rest)
        line = next((line for line in table.lines if line.key == key), None)
        if line is not None and column in table.columns:
            return FoundValue(table, line, column, line.values[table.columns.index(column)])
    raise UnknownFigureError(str(name), tuple(known_names(tables)))


def _hidden(name: FigureName) -> HiddenFigureError:
    return HiddenFigureError(f"`{name}` is hidden, because it is about few people", "")


def response_rate(setting: Setting) -> Share | Rough | None:
    """Return the share of the attendees who answered, if it is known and shown."""
    table = setting.tables.get("response")
    shown = table.lines if table and not table.too_few else ()
    rates = (line.values[0] for line in shown[:1])
    return next((rate for rate in rates if isinstance(rate, Share | Rough)), None)


def known_names(tables: Tables) -> Iterator[str]:
    """Yield every name of a value, the short form first."""
    for table in tables.values():
        for line in table.lines:
            yield f"{table.id}.{line.key}"
            if len(table.columns) > 1:
                yield from (f"{table.id}.{line.key}.{column}" for column in table.columns)


def _candidates(tables: Tables, path: str) -> Iterator[tuple[Table, list[str]]]:
    steps = path.split(".")
    for end in range(len(steps), 0, -1):
        table = tables.get(".".join(steps[:end]))
        if table is not None:
            yield table, steps[end:]


def _line_and_column(table: Table, rest: list[str]) -> tuple[str, str]:
    """Return the codes of a line and a column; a table of one line needs no name of it."""
    first = table.columns[0] if table.columns else ""
    match rest:
        case []:
            only = table.lines[0].key if len(table.lines) == 1 else _main(table)
            return only, first
        case [key]:
            return key, first
        case [key, column]:
            return key, column
    return "", ""


def _main(table: Table) -> str:
    keys = [line.key for line in table.lines]
    return next((key for key in ("two_best", "correct", "gain", "score") if key in keys), "")
