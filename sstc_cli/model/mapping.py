"""What someone decided about the exports of a form, to be found again."""

from collections.abc import Mapping

from pydantic import Field

from sstc_cli.model.model import Model
from sstc_cli.model.values import Id, Name

# the survey tools that a mapping may name; a test compares them with what surveys can read
SURVEY_TOOLS = (
    "google_forms",
    "kobotoolbox",
    "limesurvey",
    "microsoft_forms",
    "odk_central",
    "plain",
    "qualtrics",
    "surveymonkey",
    "tencent",
    "wenjuanxing",
    "workbook",
    "zoom_attendees",
    "zoom_participants",
    "zoom_poll",
    "zoom_registration",
)


class MappedColumn(Model):
    """One decision: a column, and the question whose answers stand in it."""

    header: str = Field(description="the column's header, as the export has it")
    question: Name | None = Field(None, description="the id of its question; left out: it has none")


class MappedAnswer(Model):
    """One decision: what people wrote, and the option, rating or country that they meant."""

    question: Name = Field(description="the id of the question")
    text: str = Field(description="the answer, as the export has it")
    code: str | None = Field(
        None, description="the code of an option or a country, or a rating; left out: it is none"
    )


class FormMapping(Model):
    """The decisions about one form: the whole of one `data/surveys/mappings/*.yaml`."""

    platform: Name = Field(description="the survey tool, as in `microsoft_forms`")
    survey: Id = Field(description="the survey whose questions are meant")
    columns: tuple[MappedColumn, ...] = Field((), description="the columns that were decided")
    answers: tuple[MappedAnswer, ...] = Field((), description="the answers that were decided")

    @property
    def form(self) -> str:
        """By which it is found again, and the name of its file."""
        return f"{self.platform}-{self.survey}"

    @property
    def questions(self) -> dict[str, str | None]:
        """The ids of questions by header; None where a column has none."""
        return {each.header: each.question for each in self.columns}

    def codes(self, question: str) -> Mapping[str, str | None]:
        """What the answers to a question mean, by their texts; None where it is nothing."""
        return {each.text: each.code for each in self.answers if each.question == question}
