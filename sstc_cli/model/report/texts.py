"""The model of `data/report.yaml`: the parts of a report that no program can write.

Its texts name figures in braces: `{content.two_best}` becomes "77 % (n = 47)".
"""

import re
from collections.abc import Iterable
from typing import Annotated, Literal

from sstc_cli.model.base import Model, field, repeated
from sstc_cli.model.readers import Value
from sstc_cli.model.text import Text
from sstc_cli.model.values import Day, Id, Line, Name, Number, read_text, refuse

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


Least = Annotated[float, Value(read_least, {"type": "number", "minimum": 0})]
Priority = Literal["high", "medium", "low"]

_IN_BRACES = "; figures in braces: `{content.two_best}`"


class Evaluator(Model):
    """A person or an office that evaluated the series, and answers for the report."""

    name: Text = field(description="the name as it is printed")
    role: Text | None = field(default=None, description="for example, independent evaluator")


class Target(Model):
    """The value that an indicator should reach."""

    figure: Line = field(
        description="the figure that is measured, of the series and of each webinar, for example "
        "`content.two_best`"
    )
    at_least: Least = field(
        description="the value that should be reached: people of the whole series, points, per "
        "cent, or a mean such as `4.2`"
    )


class Conclusion(Model):
    """A judgement that rests on findings."""

    id: Id = field(description="stable id, which recommendations name")
    text: Text = field(description=f"the conclusion{_IN_BRACES}")
    figures: tuple[Line, ...] = field(
        default=(), description="figures that it rests on, if its text does not name them"
    )


class Recommendation(Model):
    """A task for somebody, and the conclusions or figures that say why."""

    id: Id = field(description="stable id")
    text: Text = field(description=f"the recommendation{_IN_BRACES}")
    rests_on: tuple[Line, ...] = field(
        default=(), description="ids of conclusions, or figures, for example `content.two_best`"
    )
    to: Text | None = field(default=None, description="who should do it")
    by: Day | None = field(default=None, description="until when")
    priority: Priority | None = field(default=None, description="how urgent it is")


class Theme(Model):
    """A theme under which people code comments."""

    id: Name = field(description="stable code, which the workbook of comments has")
    text: Text = field(description="the theme as it is printed")


class WebinarTexts(Model):
    """The texts about one webinar, for its own report."""

    number: Number = field(description="the number of the webinar")
    summary: Text | None = field(default=None, description=f"in a few sentences{_IN_BRACES}")
    conclusions: tuple[Text, ...] = field(default=(), description=f"conclusions{_IN_BRACES}")
    lessons: tuple[Text, ...] = field(default=(), description=f"lessons{_IN_BRACES}")


class ReportTexts(Model):
    """The texts that people write for the evaluation report of a series."""

    title: Text | None = field(
        default=None, description="title of the report [default: Evaluation report]"
    )
    evaluators: tuple[Evaluator, ...] = field(default=(), description="who evaluated the series")
    purpose: Text | None = field(
        default=None, description="why the series was evaluated, and for whom"
    )
    summary: Text | None = field(
        default=None, description=f"what a reader with two minutes must know{_IN_BRACES}"
    )
    conclusions: tuple[Conclusion, ...] = field(
        default=(), description="judgements that rest on findings"
    )
    recommendations: tuple[Recommendation, ...] = field(
        default=(), description="what should be done"
    )
    lessons: tuple[Text, ...] = field(default=(), description=f"what others can learn{_IN_BRACES}")
    limits: tuple[Text, ...] = field(
        default=(), description="limits of the evaluation, besides those that are always printed"
    )
    targets: tuple[Target, ...] = field(default=(), description="what should have been reached")
    themes: tuple[Theme, ...] = field(default=(), description="themes of comments")
    webinars: tuple[WebinarTexts, ...] = field(
        default=(), description="what is said about single webinars"
    )

    def check(self) -> None:
        """Refuse two items under one name, of which a report would have one (E113)."""
        lists: dict[str, Iterable[str]] = {
            "conclusions": (conclusion.id for conclusion in self.conclusions),
            "recommendations": (recommendation.id for recommendation in self.recommendations),
            "targets": (target.figure for target in self.targets),
            "themes": (theme.id for theme in self.themes),
            "webinars": (str(webinar.number) for webinar in self.webinars),
        }
        for key, names in lists.items():
            if name := repeated(names):
                hint = "join the two, or delete one"
                refuse("E113", f"two items of `{key}` are for `{{value}}`", hint, name, key=key)
