"""What someone decided about the columns of an export, to be found again."""

from pydantic import Field

from sstc_cli.model.model import Model
from sstc_cli.model.values import Id, Name


class MappedColumn(Model, defer_build=True):
    """One decision: a column, and the question whose answers stand in it."""

    header: str = Field(description="the column's header, as the export has it")
    question: Name | None = Field(None, description="the id of its question; left out: it has none")


class ColumnMapping(Model, defer_build=True):
    """The decisions about one form: the whole of one `data/surveys/mappings/*.yaml`."""

    platform: Name = Field(description="the survey tool, as `sstc surveys inspect` names it")
    survey: Id = Field(description="the survey whose questions are meant")
    columns: tuple[MappedColumn, ...] = Field((), description="the columns that were decided")

    @property
    def form(self) -> str:
        """By which it is found again, and the name of its file."""
        return f"{self.platform}-{self.survey}"

    @property
    def decided(self) -> dict[str, str | None]:
        """The ids of questions by header; None where a column has none."""
        return {each.header: each.question for each in self.columns}
