"""腾讯问卷 (Tencent): `编号, 开始答题时间, 结束答题时间, 答题时长`, then `1.题目`.

No public file shows how it writes several choices. So all characters that cannot be part of an
option separate them, or each choice has its own column, `1.题目:选项` or `1.题目-选项`. Times are
in China's zone.
"""

from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Headers, Platform, Use

_OTHERS = ("答题时长", "语言", "清洗数据结果", "智能清洗数据结果", "用户类型", "自定义字段",
           "来源渠道")  # fmt: skip


def _recognises(header: Sequence[str]) -> bool:
    return header[:1] == ["编号"] and {"开始答题时间", "结束答题时间"} <= set(header)


PLATFORM = Platform(
    name="tencent",
    title="腾讯问卷",
    recognises=_recognises,
    key=(Use.ID, Use.STARTED),
    separator=r"[┋|;；\n,，]",
    headers=Headers(
        uses={
            **dict.fromkeys(_OTHERS, Use.NOTHING),
            "编号": Use.ID,
            "开始答题时间": Use.STARTED,
            "结束答题时间": Use.SUBMITTED,
        },
        option=r"(?s)(?P<question>.+)[:：-](?P<option>[^:：-]+)",
    ),
    zone="Asia/Shanghai",
)
