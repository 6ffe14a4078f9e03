"""Qualtrics: a header row of names, one of texts, and (since 2016) one of `{"ImportId":…}`.

The third row says the zone of the times. Previews and tests of the form are no responses, and
what was not finished is none yet. Several choices are joined by commas, or have a column each,
`question - option`.
"""

import json
import re
from collections.abc import Sequence

from sstc_cli.survey.cells import Value, text_of
from sstc_cli.survey.platforms.platform import Platform, Shape, Use
from sstc_cli.survey.sheet import Rows
from sstc_cli.survey.wording import fold

_USES = {
    "startdate": Use.STARTED,
    "enddate": Use.NOTHING,
    "recordeddate": Use.SUBMITTED,
    "responseid": Use.ID,
    "recipientemail": Use.EMAIL,
    "recipientfirstname": Use.NAME,
    "recipientlastname": Use.SURNAME,
    "status": Use.NOTHING,
    "progress": Use.NOTHING,
    "duration (in seconds)": Use.NOTHING,
    "finished": Use.NOTHING,
    "externalreference": Use.NOTHING,
    "externaldatareference": Use.NOTHING,
    "distributionchannel": Use.NOTHING,
    "userlanguage": Use.NOTHING,
}
_ZONE = "timeZone"


def _recognises(header: Sequence[str]) -> bool:
    return {"startdate", "enddate", "responseid"} <= set(header)


def _shape(rows: Rows, header: int) -> Shape:
    """The names of its own columns, and the texts of the questions, in one row."""
    names = [text_of(each) for each in rows[header]]
    texts = [text_of(each) for each in rows[header + 1]] if header + 1 < len(rows) else []
    at = next(index for index, name in enumerate(names) if fold(name) == "responseid")
    if len(texts) <= at or fold(texts[at]) not in ("response id", "responseid"):
        return Shape(rows, header)
    texts += [""] * (len(names) - len(texts))
    titles = [
        name if fold(name) in _USES or not text else text.replace(" - Selected Choice", "")
        for name, text in zip(names, texts, strict=False)
    ]
    ids = rows[header + 2] if header + 2 < len(rows) else []
    extra = 1 if any("ImportId" in text_of(each) for each in ids) else 0
    zone = _zone(ids) if extra else None
    blank: list[list[Value]] = [[]] * (1 + extra)
    return Shape([*rows[:header], titles, *blank, *rows[header + 2 + extra :]], header, zone)


def _zone(ids: Sequence[Value]) -> str | None:
    """The zone that the third row names."""
    for each in ids:
        if _ZONE in (text := text_of(each)):
            try:
                about = json.loads(text)
            except ValueError:
                continue
            return str(about.get(_ZONE)) if isinstance(about, dict) else None
    return None


PLATFORM = Platform(
    name="qualtrics",
    title="Qualtrics",
    recognises=_recognises,
    uses=_USES,
    key=(Use.ID,),
    separator=r",",
    option=re.compile(r"(?P<question>.+?) - (?P<option>.+)", re.DOTALL),
    leaves_out={
        "status": re.compile(r"survey preview|survey test|spam|1|2|8|9|17"),
        "finished": re.compile(r"false|0|否"),
    },
    shape=_shape,
)
