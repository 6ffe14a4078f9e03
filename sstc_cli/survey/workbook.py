"""Our own template workbook: question ids, under them their texts, under them the answers."""

from collections.abc import Mapping, Sequence

from sstc_cli.model import Survey
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import write_workbook

SHEET = "responses"


def write_responses(
    survey: Survey, language: str, responses: Sequence[Mapping[str, Value]]
) -> bytes:
    """Return the template of a survey, filled with responses, which map question ids to cells."""
    ids = ["webinar", *(question.id for question in survey.questions)]
    texts = ["Webinar", *(question.text.pick(language) for question in survey.questions)]
    rows = [[response.get(id_, "") for id_ in ids] for response in responses]
    return write_workbook({SHEET: ([ids, texts, *rows], 2)})
