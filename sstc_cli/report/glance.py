"""The results at a glance: a row for each indicator, with its n, interval and target."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sstc_cli.errors import SstcError
from sstc_cli.model.report import read_name
from sstc_cli.numbers.labels import Caption, ReportLabel
from sstc_cli.numbers.statistics import Mean, Rough, Share
from sstc_cli.numbers.tables.table import Line, Table, Value
from sstc_cli.report.names import caption_of, column_name, line_names, question_name
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import find_value, interval_text, n_of, value_text
from sstc_cli.views.reports import IndicatorLine

_SIGNED = ("gain", "score")
_CLOSE = 1e-9  # a sum of fractions is not exact


@dataclass(frozen=True, slots=True)
class Indicator:
    """A value under its name, and the codes by which targets name it."""

    name: str
    table: Table
    line: Line
    value: Value
    column: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.table.id, self.line.key, self.column


def glance_of(setting: Setting) -> tuple[IndicatorLine, ...]:
    targets = dict(_targets(setting))
    found = {indicator.key: indicator for indicator in _indicators(setting)}
    for key, (named, _) in targets.items():
        found.setdefault(key, named)
    at_least = {key: value for key, (_, value) in targets.items()}
    told = (key for key, each in found.items() if each.value is not None or key in targets)
    return tuple(_row(setting, found[key], at_least) for key in told)


def _row(
    setting: Setting, indicator: Indicator, targets: Mapping[tuple[str, str, str], float]
) -> IndicatorLine:
    words, value, target = setting.words, indicator.value, targets.get(indicator.key)
    is_share = isinstance(value, Share | Rough)
    is_hidden = isinstance(value, Mean) and value.missing == "hidden"
    text = value_text(words, value)
    if isinstance(value, Mean) and indicator.line.key in _SIGNED:
        text = words.decimal(value.value, "+.1f")
    people = n_of(indicator.line, value)
    label = ReportLabel.AT_LEAST_PERCENT if is_share else ReportLabel.AT_LEAST
    aim = words.decimal(target, "g") if isinstance(target, float) else str(target)
    return IndicatorLine(
        name=indicator.name[:1].upper() + indicator.name[1:],
        value=text,
        n="" if people is None or isinstance(value, int) else str(people),
        interval=words.say("hidden") if is_hidden else interval_text(words, value),
        target="" if target is None else words.say(label, value=aim),
        reached=None if target is None else _is_reached(value, target),
    )


def _is_reached(value: Value, target: float) -> bool | None:
    """Return whether a value reached its target; None if that cannot be said."""
    match value:
        case Share(percent=float() as percent):
            return percent >= target
        case Rough(low=low, high=high) | Mean(low=float(low), high=float(high), missing="mean"):
            return True if low >= target else False if high < target else None
        case Mean(value=mean):
            return mean >= target - _CLOSE
        case int():
            return value >= target
    return None


def _indicators(setting: Setting) -> Iterator[Indicator]:
    say = setting.words.say
    for key in ("registered", "attended", "answered"):
        yield from _shown(setting, "reach", key, column_name(setting, key))
    yield from _shown(setting, "response", "all", say(Caption.RESPONSE))
    for table in setting.tables.values():
        question = setting.question(table)
        if question and question.role == "satisfaction" and "." not in table.id:
            name = say(ReportLabel.BEST_OF, question=question_name(setting, table))
            yield from _shown(setting, table.id, "two_best", name)
    yield from _shown(setting, "recommend", "score", column_name(setting, "score"))
    yield from _shown(setting, "gain", "gain", say(ReportLabel.GAIN_TESTED))


def _shown(setting: Setting, table_id: str, key: str, name: str) -> Iterator[Indicator]:
    table = setting.tables.get(table_id)
    if table is None or table.too_few:
        return
    for line in table.lines:
        if line.key == key:
            yield Indicator(name, table, line, line.values[0], table.columns[0])


def _targets(setting: Setting) -> Iterator[tuple[tuple[str, str, str], tuple[Indicator, float]]]:
    for target in setting.written.targets:
        name = read_name(target.figure)
        try:
            found = find_value(setting.tables, name) if name else None
        except SstcError:  # the check of the report says so
            continue
        # a number of people is that of the whole series, and not of a webinar
        if found is not None and not (setting.webinar and isinstance(found.value, int)):
            caption = caption_of(setting, found.table)
            label = line_names(setting, found.table)[found.line.key]
            shown = setting.words.say(ReportLabel.SHOWS_ROW, name=caption, values=label)
            indicator = Indicator(shown, found.table, found.line, found.value, found.column)
            yield indicator.key, (indicator, target.at_least)
