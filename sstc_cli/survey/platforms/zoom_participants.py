"""Zoom's participants of a meeting: a row a visit, or a row a person with the total minutes.

Above the header may stand a block about the meeting. E-mail addresses may be blank.
"""

import re
from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Platform, Use

_USES = {
    "name (original name)": Use.NAME,
    "名称(原始名称)": Use.NAME,
    "姓名(原始姓名)": Use.NAME,
    "user email": Use.EMAIL,
    "email": Use.EMAIL,
    "用户电子邮件": Use.EMAIL,
    "用户邮箱": Use.EMAIL,
    "join time": Use.JOINED,
    "加入时间": Use.JOINED,
    "leave time": Use.LEFT,
    "离开时间": Use.LEFT,
    "duration (minutes)": Use.MINUTES,
    "total duration (minutes)": Use.MINUTES,
    "时长(分钟)": Use.MINUTES,
    "总时长(分钟)": Use.MINUTES,
    "持续时间(分钟)": Use.MINUTES,
    "guest": Use.NOTHING,
    "访客": Use.NOTHING,
    "recording consent": Use.NOTHING,
    "recording disclaimer response": Use.NOTHING,
    "in waiting room": Use.NOTHING,
    "等候室": Use.NOTHING,
}


def _recognises(header: Sequence[str]) -> bool:
    uses = [_USES.get(each) for each in header]
    return uses[:2] == [Use.NAME, Use.EMAIL] and Use.MINUTES in uses


PLATFORM = Platform(
    name="zoom_participants",
    title="a Zoom participants report",
    recognises=_recognises,
    uses=_USES,
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    blanks=frozenset({"--"}),
    leaves_out={"in waiting room": re.compile(r"yes"), "等候室": re.compile(r"是")},
    attends=True,
)
