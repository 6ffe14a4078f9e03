"""Our own template workbook: question ids, under them their texts, under them the answers."""

from collections.abc import Mapping, Sequence

from sstc_cli.model import Survey
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import write_workbook

SHEET = "responses"


def write_responses(
    survey: Survey, language: str, responses: Sequence[Mapping[str, Value]]
) -> bytes:
    """The template of a survey, filled with responses: each maps question ids to cells."""
    ids = ["webinar", *(each.id for each in survey.questions)]
    texts = ["Webinar", *(each.text.pick(language) for each in survey.questions)]
    rows = [[each.get(id_, "") for id_ in ids] for each in responses]
    return write_workbook({SHEET: ([ids, texts, *rows], 2)})
