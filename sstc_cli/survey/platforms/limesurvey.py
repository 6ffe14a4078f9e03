"""LimeSurvey: `id, submitdate, lastpage` or `Response ID, Date submitted, Last page`.

Each choice has its own column, `question [option]` with `Yes` or `Y`. Headers are texts, the codes
of our form (`mostUseful[talks]`, or `mostUseful_talks`), or both. A response without the date of
its submission was never finished. Times are in the server's zone. An edit changes the time of
submission, but not the seed.
"""

from collections.abc import Sequence

from sstc_cli.choices import SurveyTool
from sstc_cli.survey.platforms.platform import Headers, OurForm, Platform, Use

_NAMED = {
    "id": Use.ID,
    "response id": Use.ID,
    "submitdate": Use.SUBMITTED,
    "date submitted": Use.SUBMITTED,
    "startdate": Use.STARTED,
    "date started": Use.STARTED,
    "lastpage": Use.NOTHING,
    "last page": Use.NOTHING,
    "startlanguage": Use.NOTHING,
    "start language": Use.NOTHING,
    "seed": Use.SEED,
    "token": Use.NOTHING,
    "access code": Use.NOTHING,
    "datestamp": Use.NOTHING,
    "date last action": Use.NOTHING,
    "refurl": Use.NOTHING,
    "referrer url": Use.NOTHING,
    "interviewtime": Use.NOTHING,
    "total time": Use.NOTHING,
}
_USES = _NAMED | {name.replace(" ", "_"): use for name, use in _NAMED.items()}


def _recognises(header: Sequence[str]) -> bool:
    return [_USES.get(name) for name in header[:2]] == [Use.ID, Use.SUBMITTED]


OUR_FORM = OurForm(question_code=20, answer_code=5)
_NEVER = r"|1980-01-01.*|n/a"

PLATFORM = Platform(
    name=SurveyTool.LIMESURVEY,
    title="LimeSurvey",
    recognises=_recognises,
    key=(Use.ID, Use.SEED),
    other_keys=((Use.ID, Use.SUBMITTED),),
    separator=r"[;,|]",
    headers=Headers(
        uses=_USES,
        # the code before the text, if both are exported
        renamed=r"^[A-Za-z][A-Za-z0-9]*(\[\w+\])?\. +",
        option=(
            r"(?is)(?P<question>.+?) ?\[(?P<option>[^\[\]]+)\]"
            r"|(?P<asked>[a-z]\w*?)_(?P<answer>[^\W_]+)"
        ),
        space="_",  # an option of its export
    ),
    blank_answers=frozenset({"n/a"}),
    excluded_rows=dict.fromkeys(("submitdate", "date submitted", "date_submitted"), _NEVER),
    our_form=OUR_FORM,
    how_to_export_texts="export it anew with *Full answers*",
)
