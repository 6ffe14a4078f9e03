"""Qualtrics: a header row of names, one of texts, and (since 2016) one of `{"ImportId":…}`.

The third row has the zone of the times. Previews and tests of the form, and unfinished responses,
are left out. Several choices are separated by commas, or have columns of their own,
`question - option`.
"""

import json
from collections.abc import Sequence
from itertools import zip_longest

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, text_of
from sstc_cli.survey_tools.platform import Headers, Platform, Shape, Use

_USES = {
    "startdate": Use.STARTED,
    "recordeddate": Use.SUBMITTED,
    "responseid": Use.ID,
    "recipientemail": Use.EMAIL,
    "recipientfirstname": Use.NAME,
    "recipientlastname": Use.SURNAME,
    **dict.fromkeys(
        ("enddate", "status", "progress", "duration (in seconds)", "finished", "externalreference",
         "externaldatareference", "distributionchannel", "userlanguage"),
        Use.NOTHING,
    ),
}  # fmt: skip
_ID = '"ImportId"'


def _shape(rows: Rows, header: int) -> Shape:
    """Return a sheet with the names of the tool's columns and the texts of questions in one row."""
    names = [text_of(value) for value in rows[header]]
    at = next(index for index, name in enumerate(names) if fold(name) == "responseid")
    below = [[text_of(value) for value in row] for row in rows[header + 1 : header + 3]]
    ids = next((row for row in below if any(_ID in text for text in row)), None)
    skipped = below.index(ids) + 1 if ids else 0
    texts = below[0] if below and below[0][at : at + 1] in (["Response ID"], ["ResponseId"]) else []
    titles = [
        name if fold(name) in _USES or not text else text.replace(" - Selected Choice", "")
        for name, text in zip_longest(names, texts, fillvalue="")
    ]
    emptied: Rows = [[]] if texts else []
    rest = rows[header + 1 + len(emptied) :]
    return Shape([*rows[:header], titles, *emptied, *rest], header, _zone(ids or []), skipped)


def _zone(ids: Sequence[str]) -> str | None:
    for text in ids:
        try:
            about = json.loads(text)
        except ValueError:
            continue
        if isinstance(about, dict) and isinstance(about.get("timeZone"), str):
            return str(about["timeZone"])
    return None


_PLATFORM = Platform(
    name="qualtrics",
    title="Qualtrics",
    recognises=lambda header: {"startdate", "enddate", "responseid"} <= set(header),
    key=(Use.ID,),
    separator=r",",
    headers=Headers(
        uses=_USES,
        option=r"(?s)(?P<question>.+?) - (?P<option>.+)",
    ),
    shape=_shape,
    excluded_rows={
        "status": r"survey preview|survey test|spam|1|2|8|9|17",
        "finished": r"false|0|否",
    },
    how_to_export_texts="export it anew with *Use choice text*",
)
PLATFORMS = (_PLATFORM,)
