"""问卷星 (Wenjuanxing): `序号, 提交答卷时间, 所用时间, 来源, …`, then the questions with numbers.

A number before a question changes when another one is inserted, so that only its text counts.
Several choices are joined by ┋, or have a column each, `6、题目(选项)` with 1 or 0. What nobody
answered is `(空)`, what was not asked `(跳过)`, or -3 and -2. Times are those of China.
"""

import re
from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Platform, Use


def _recognises(header: Sequence[str]) -> bool:
    return header[:1] == ["序号"] and "提交答卷时间" in header[:3]


PLATFORM = Platform(
    name="wenjuanxing",
    title="问卷星",
    recognises=_recognises,
    uses={
        "序号": Use.ID,
        "提交答卷时间": Use.SUBMITTED,
        "开始答卷时间": Use.STARTED,
        "所用时间": Use.NOTHING,
        "来源": Use.NOTHING,
        "来源详情": Use.NOTHING,
        "总分": Use.EXTRA,
    },
    key=(Use.ID, Use.SUBMITTED),
    separator=r"[┋;；|]",
    option=re.compile(r"(?P<question>.+)[(（](?P<option>.+)[)）]", re.DOTALL),
    blanks=frozenset({"(空)", "(跳过)", "-2", "-3"}),
    zone="Asia/Shanghai",
)
