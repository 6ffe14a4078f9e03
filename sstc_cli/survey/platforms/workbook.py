"""Our own template workbook: a column `webinar`, then one for each question, named by its id."""

import re
from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Headers, Platform, Use

_NAME = re.compile(r"[a-z][a-z0-9_]*|sstc: .*|")


def _recognises(header: Sequence[str]) -> bool:
    return header[:1] == ["webinar"] and all(_NAME.fullmatch(name) for name in header)


PLATFORM = Platform(
    name="workbook",
    title="the workbook of sstc",
    recognises=_recognises,
    key=(Use.EMAIL,),
    separator=r"[;,、；，┋|\n]",
    headers=Headers(uses={"webinar": Use.WEBINAR}),
)
