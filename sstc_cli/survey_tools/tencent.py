"""腾讯问卷 (Tencent) and 腾讯会议 (Tencent Meeting, VooV).

腾讯问卷 (Tencent): `编号, 开始答题时间, 结束答题时间, 答题时长`, then `1.题目`.
No public file shows how it writes several choices. So all characters that cannot be part of an
option separate them, or each choice has its own column, `1.题目:选项` or `1.题目-选项`. Times are
in China's zone.

腾讯会议 (Tencent Meeting, VooV): the meeting, a header, a row for each person or visit.
A role follows the name in brackets: `样例(主持人)`. In the column 用户昵称(入会昵称), the name at
the meeting does, after that of the account, under which a person may come with several names, or
which a guest has not. There are telephone numbers, which are not kept, and no e-mail addresses. No
public file shows a whole report: this follows programs that read one.
"""

import re

from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.survey_tools.platform import Headers, Platform, Shape, Use, folded

_OTHERS = ("答题时长", "语言", "清洗数据结果", "智能清洗数据结果", "用户类型", "自定义字段",
           "来源渠道")  # fmt: skip


TENCENT = Platform(
    name="tencent",
    title="腾讯问卷",
    recognises=lambda header: (
        header[:1] == ["编号"] and {"开始答题时间", "结束答题时间"} <= set(header)
    ),
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


_TWO_NAMES, _ACCOUNT = "用户昵称(入会昵称)", "账号"
_NAMES = ("姓名", "用户昵称", "昵称", _TWO_NAMES, "参会者", "参会者名称", "参会人",
          "成员姓名")  # fmt: skip
_ROLES = ("主持人", "联席主持人", "发起人", "嘉宾", "观众", "成员")
_USES = {
    **dict.fromkeys(_NAMES, Use.NAME),
    **dict.fromkeys(("首次入会时间", "入会时间", "加入时间"), Use.JOINED),
    **dict.fromkeys(("最后退会时间", "退会时间", "离会时间", "离开时间"), Use.LEFT),
    **dict.fromkeys(("累计参会时长", "参会时长", "入会时长"), Use.MINUTES),
    **dict.fromkeys(("身份", "角色", "成员身份"), Use.ROLE),
    **dict.fromkeys(("手机号", "手机号码", "序号", "设备", "入会方式"), Use.NOTHING),
    **dict.fromkeys((_ACCOUNT, "用户id"), Use.USER),
}


def _shape(rows: Rows, header: int) -> Shape:
    """Return a sheet with the two names of each person in columns of their own."""
    names = folded(rows[header])
    if _TWO_NAMES not in names:
        return Shape(rows, header)
    at, width = names.index(_TWO_NAMES), max(map(len, rows[header:]))
    found: list[list[Value]] = []
    for place, row in enumerate(rows[header:]):
        cells = [*row, *[""] * (width - len(row))]
        both = re.fullmatch(r"(?s)(.*?)\s*[(（](.+)[)）]", text_of(cells[at]))
        if place and both and both[2] not in _ROLES:
            cells[at] = both[2]
        account = _ACCOUNT if not place else both[1] if both else cells[at]
        found.append([*cells, account])
    return Shape([*rows[:header], *found], header)


TENCENT_MEETING = Platform(
    name="tencent_meeting",
    title="an attendance report of 腾讯会议",
    recognises=lambda header: (
        {Use.NAME, Use.JOINED, Use.MINUTES} <= {_USES.get(name) for name in header}
    ),
    key=(Use.NAME,),
    separator=r";",
    headers=Headers(uses=_USES),
    shape=_shape,
    blank_answers=frozenset({"--", "-"}),
    is_attendance=True,
)

PLATFORMS = (TENCENT, TENCENT_MEETING)
