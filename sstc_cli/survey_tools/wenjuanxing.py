"""问卷星 (Wenjuanxing): `序号, 提交答卷时间, 所用时间, 来源, …`, then the questions with numbers.

The number before a question changes when another one is inserted, so only its text counts.
Several choices are separated by ┋, or each has its own column with 1 or 0: `6、题目(选项)`. All of
these but the first may have only the number, `6(选项)`, and in older files all do, `第6题(选项)`.
A question without an answer has `(空)`, one that was not asked `(跳过)`, or -3 and -2. Times are
in China's zone.

Answers are texts, or numbers of options (按选项序号), counted from 1 in the order of the form, or
scores of options (按选项分数). The name of the file shows which, for example
`384504415_按序号_…_27_27.xlsx`.
"""

import re

from sstc_cli.sheets.cells import Rows, text_of
from sstc_cli.survey_tools.platform import Headers, Platform, Shape, Use

_OPTION = r"[(（](?P<option>(?:[^()（）]|[(（][^()（）]*[)）])+)[)）]"
_WHOLE = rf"(?s)(?P<question>(?P<number>\d{{1,3}}) ?[、.．].+){_OPTION}"
_BARE = rf"(?s)(?:第 ?)?(?P<number>\d{{1,3}}) ?题? ?{_OPTION}"


def _shape(rows: Rows, header: int) -> Shape:
    """Return a sheet with the question's text in the header of each of its options."""
    titles = [text_of(value) for value in rows[header]]
    asked: dict[str, str] = {}
    for at, title in enumerate(titles):
        if (bare := re.fullmatch(_BARE, title)) and bare["number"] in asked:
            titles[at] = f"{asked[bare['number']]}({bare['option']})"
        elif whole := re.fullmatch(_WHOLE, title):
            asked.setdefault(whole["number"], whole["question"])
    return Shape([*rows[:header], titles, *rows[header + 1 :]], header)


_PLATFORM = Platform(
    name="wenjuanxing",
    title="问卷星",
    recognises=lambda header: header[:1] == ["序号"] and "提交答卷时间" in header[:3],
    key=(Use.ID, Use.SUBMITTED),
    separator=r"[┋;；|]",
    headers=Headers(
        uses={
            "序号": Use.ID,
            "提交答卷时间": Use.SUBMITTED,
            "开始答卷时间": Use.STARTED,
            "所用时间": Use.NOTHING,
            "来源": Use.NOTHING,
            "来源详情": Use.NOTHING,
            "总分": Use.EXTRA,
        },
        option=rf"(?s)(?P<question>.+?) ?{_OPTION}",
    ),
    shape=_shape,
    zone="Asia/Shanghai",
    blank_answers=frozenset({"(空)", "(跳过)", "-2", "-3"}),
    how_to_export_texts="download it anew with 按选项文本下载",
    numbers_are_positions=True,
    score_marker="按分数",
)
PLATFORMS = (_PLATFORM,)
