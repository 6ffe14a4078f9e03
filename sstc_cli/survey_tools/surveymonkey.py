"""SurveyMonkey: `Respondent ID, Collector ID, …`, and two header rows.

The first has the questions, the second the options. An empty cell in the first one continues the
question to its left. Each option has its own column, which has the option's text if it was chosen.
Questions with one answer have `Response` below them.
"""

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, text_of
from sstc_cli.survey_tools.platform import Headers, Platform, Shape, Use

_USES = {
    "respondent id": Use.ID,
    "respondent_id": Use.ID,
    "start date": Use.STARTED,
    "date_created": Use.STARTED,
    "end date": Use.SUBMITTED,
    "date_modified": Use.SUBMITTED,
    "email address": Use.EMAIL,
    "email_address": Use.EMAIL,
    "first name": Use.NAME,
    "first_name": Use.NAME,
    "last name": Use.SURNAME,
    "last_name": Use.SURNAME,
    **dict.fromkeys(("collector id", "collector_id", "custom data 1", "custom_1"), Use.NOTHING),
}
_WHOLE = ("", "response", "open-ended response", "回复", "开放式回复", "réponse", "respuesta")


def _shape(rows: Rows, header: int) -> Shape:
    """Return a sheet with one header row: `question [option]`."""
    above = [text_of(value) for value in rows[header]]
    below = [text_of(value) for value in rows[header + 1]] if header + 1 < len(rows) else []
    if not below or (below[0] and _USES.get(fold(above[0])) is Use.ID):
        return Shape(rows, header)
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    titles: list[str] = []
    question = ""
    for title, option in zip(above, below, strict=True):
        question = title or question
        titles.append(question if fold(option) in _WHOLE else f"{question} [{option}]")
    return Shape([*rows[:header], titles, [], *rows[header + 2 :]], header)


_PLATFORM = Platform(
    name="surveymonkey",
    title="SurveyMonkey",
    recognises=lambda header: [_USES.get(name) for name in header[:2]] == [Use.ID, Use.NOTHING],
    key=(Use.ID,),
    separator=r"[;,]",
    headers=Headers(
        uses=_USES,
        option=r"(?s)(?P<question>.+) \[(?P<option>.+)\]",
    ),
    shape=_shape,
    how_to_export_texts="export it anew with *Actual answer text*",
)
PLATFORMS = (_PLATFORM,)
