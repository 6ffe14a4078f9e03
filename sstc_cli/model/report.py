"""The texts of an evaluation report, the figures that they name, and published reports."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from sstc_cli.model.base import Model, field
from sstc_cli.model.readers import Value
from sstc_cli.model.text import Text
from sstc_cli.model.values import (
    Day,
    Id,
    Line,
    Name,
    Number,
    pattern,
    read_text,
    refuse,
    refuse_repeated,
)

_NAME = r"[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_-]+)*"
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_WRITTEN = re.compile(rf"({_NAME})(?:@([a-z0-9-]{{1,64}}))?")


class FigureName(NamedTuple):
    """The path of a value in the tables of a report; `webinar` is the id of another one."""

    path: str
    webinar: str | None = None

    def __str__(self) -> str:
        return self.path if self.webinar is None else f"{self.path}@{self.webinar}"


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """The words in braces at an index of a text; `name` is None if they are not a name."""

    index: int
    written: str
    name: FigureName | None


def read_name(written: str) -> FigureName | None:
    """Return the name of a figure as people write it, or None."""
    found = _WRITTEN.fullmatch(written.strip())
    return FigureName(found[1], found[2]) if found else None


def named_in(text: str) -> Iterator[NamedFigure]:
    """Yield whatever a text has in braces."""
    for found in _BRACES.finditer(text):
        yield NamedFigure(found.start(), found[1], read_name(found[1]))


def with_values(text: str, value_of: Callable[[FigureName], str]) -> str:
    """Return a text with values instead of the names in braces; what is not a name stays."""

    def value(found: re.Match[str]) -> str:
        name = read_name(found[1])
        return found[0] if name is None else value_of(name)

    return _BRACES.sub(value, text)


_LEAST = r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,2})?"  # compiled on first use


def read_least(value: object) -> float:
    """Return the number of a target, which may have two decimals, or refuse the value (E108)."""
    text = read_text(value, "a number")
    point = text.replace(",", ".")
    is_number = re.fullmatch(_LEAST, point) is not None
    if not is_number or point != text:
        hint = "write digits, with at most two decimals after a point, for example `80` or `4.2`"
        meant = point if is_number else None
        refuse("E108", "`{value}` is not the number of a target", hint, text, meant=meant)
    return float(text) if "." in text else int(text)


Least = Annotated[float, Value(read_least, {"type": "number", "minimum": 0}, "number")]
Priority = Literal["high", "medium", "low"]

IN_BRACES = "; figures in braces: `{content.two_best}`"


class Evaluator(Model):
    """A person or an office that evaluated the series, and answers for the report."""

    name: Text = field("the name as it is printed")
    role: Text | None = field("for example, independent evaluator", default=None)


class Target(Model):
    """The value that an indicator should reach."""

    figure: Line = field(
        "the figure that is measured, of the series and of each webinar, for example "
        "`content.two_best`"
    )
    at_least: Least = field(
        "the value that should be reached: people of the whole series, points, per "
        "cent, or a mean such as `4.2`"
    )


class Conclusion(Model):
    """A judgement that rests on findings."""

    id: Id = field("stable id, which recommendations name")
    text: Text = field(f"the conclusion{IN_BRACES}")
    figures: tuple[Line, ...] = field(
        "figures that it rests on, if its text does not name them", default=()
    )


class Recommendation(Model):
    """A task for a person, and the conclusions or figures that say why."""

    id: Id = field("stable id")
    text: Text = field(f"the recommendation{IN_BRACES}")
    rests_on: tuple[Line, ...] = field(
        "ids of conclusions, or figures, for example `content.two_best`", default=()
    )
    to: Text | None = field("who should do it", default=None)
    by: Day | None = field("until when", default=None)
    priority: Priority | None = field("how urgent it is", default=None)


class CommentTheme(Model):
    """A theme under which people code comments."""

    id: Name = field("stable code, which the workbook of comments has")
    text: Text = field("the theme as it is printed")


class WebinarTexts(Model):
    """The texts about one webinar, for its own report."""

    id: Id = field("the id of the webinar")
    summary: Text | None = field(f"in a few sentences{IN_BRACES}", default=None)
    conclusions: tuple[Text, ...] = field(f"conclusions{IN_BRACES}", default=())
    lessons: tuple[Text, ...] = field(f"lessons{IN_BRACES}", default=())


class ReportTexts(Model):
    """The texts that people write for the evaluation report of a series."""

    title: Text | None = field("title of the report [default: Evaluation report]", default=None)
    evaluators: tuple[Evaluator, ...] = field("people who evaluated the series", default=())
    purpose: Text | None = field("why the series was evaluated, and for whom", default=None)
    summary: Text | None = field(
        f"what a reader with two minutes must know{IN_BRACES}", default=None
    )
    conclusions: tuple[Conclusion, ...] = field("judgements that rest on findings", default=())
    recommendations: tuple[Recommendation, ...] = field("what should be done", default=())
    lessons: tuple[Text, ...] = field(f"what others can learn{IN_BRACES}", default=())
    limits: tuple[Text, ...] = field(
        "limits of the evaluation, besides those that are always printed", default=()
    )
    targets: tuple[Target, ...] = field("what should have been reached", default=())
    themes: tuple[CommentTheme, ...] = field("themes of comments", default=())
    webinars: tuple[WebinarTexts, ...] = field("texts about single webinars", default=())

    def check(self) -> None:
        """Refuse two items under one name: a report would have only one of them (E113)."""
        lists: dict[str, Iterable[str]] = {
            "conclusions": (conclusion.id for conclusion in self.conclusions),
            "recommendations": (recommendation.id for recommendation in self.recommendations),
            "targets": (target.figure for target in self.targets),
            "themes": (theme.id for theme in self.themes),
            "webinars": (webinar.id for webinar in self.webinars),
        }
        refuse_repeated(lists)


REPORT_VERSION = 1
_COUNT = r"[0-9]{1,9}"
_DECIMAL = rf"-?{_COUNT}(?:\.[0-9]{{1,9}})?"
# compiled on first use, which only published reports need
_SHOWN = (
    rf"hidden|(?:about )?{_COUNT}|{_COUNT}/{_COUNT}|{_DECIMAL}(?: \({_DECIMAL} to {_DECIMAL}\))?"
    rf"|(?:about {_COUNT}|{_DECIMAL} to {_DECIMAL}) % of {_COUNT}|{_DECIMAL} to {_DECIMAL}"
)


def read_shown(value: object) -> str:
    """Return a value as `publish` writes it, or refuse it (E111): others cannot be compared."""
    text = read_text(value, "a value")
    count, is_share, n = text.partition("/")
    if not re.fullmatch(_SHOWN, text) or (is_share and int(count) > int(n)):
        refuse("E111", "`{value}` is not a value of a report", "restore the file from git", text)
    return text


ShownValue = Annotated[str, Value(read_shown, pattern(_SHOWN), "text")]


class PublishedTable(Model):
    """The values that were shown of one table: of the series, or of a webinar."""

    id: Line = field("id of the table, for example `content`")
    webinar: Id | None = field("the id of the webinar [default: the series]", default=None)
    n: Number | None = field("people behind it, if that was shown", default=None)
    values: dict[Line, ShownValue] = field(
        "its values by line and column, for example `two_best.share: 36/47`", default={}
    )


class PublishedReport(Model):
    """A published report."""

    version: Number = field("version of the format")
    name: Id = field("name of the report")
    published: Day = field("day of publication")
    webinars: tuple[Id, ...] = field("the ids of the webinars that it covers")
    tables: tuple[PublishedTable, ...] = field("what was shown")
