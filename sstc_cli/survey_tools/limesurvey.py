"""LimeSurvey: `id, submitdate, lastpage` or `Response ID, Date submitted, Last page`.

Each choice has its own column, `question [option]` with `Yes` or `Y`. Headers are texts, the codes
of our form (`mostUseful[talks]`, or `mostUseful_talks`), or both. A response without the date of
its submission was never finished. Times are in the server's zone. An edit changes the time of
submission, but not the seed.
"""

from sstc_cli.survey_tools.platform import Headers, OurForm, Platform, Use

_NAMED = {
    "id": Use.ID,
    "response id": Use.ID,
    "submitdate": Use.SUBMITTED,
    "date submitted": Use.SUBMITTED,
    "startdate": Use.STARTED,
    "date started": Use.STARTED,
    "seed": Use.SEED,
    **dict.fromkeys(
        ("lastpage", "last page", "startlanguage", "start language", "token", "access code",
         "datestamp", "date last action", "refurl", "referrer url", "interviewtime", "total time"),
        Use.NOTHING,
    ),
}  # fmt: skip
_USES = _NAMED | {name.replace(" ", "_"): use for name, use in _NAMED.items()}


OUR_FORM = OurForm(question_code=20, answer_code=5)
_NEVER = r"|1980-01-01.*|n/a"

_PLATFORM = Platform(
    name="limesurvey",
    title="LimeSurvey",
    recognises=lambda header: [_USES.get(name) for name in header[:2]] == [Use.ID, Use.SUBMITTED],
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
PLATFORMS = (_PLATFORM,)
