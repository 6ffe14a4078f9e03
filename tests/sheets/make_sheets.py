"""Write the workbooks among the sheets: `python tests/sheets/make_sheets.py`, by hand.

They have the shapes of the tools' own exports; the people in them do not exist.
"""

from datetime import datetime
from pathlib import Path

from sstc_cli.survey.xlsx import write_workbook

HERE = Path(__file__).parent

FORMS_EN = [
    ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time",
     "Do you agree that the organisers keep your answers to evaluate this webinar series?",
     "Email2", "Gender", "Points - Gender", "Feedback - Gender",
     "How satisfied are you with the content?",
     "What was most useful to you? Choose all that apply.", "Device"],
    [1.0, datetime(2020, 10, 9, 17, 2), datetime(2020, 10, 9, 17, 5, 30), "anonymous", "", "",
     "Yes, I agree", "one@example.org", "Woman", "", "", "Very satisfied",
     "Talks, lectures and presentations;New contacts for cooperation;", "Phone"],
    [2.0, datetime(2020, 10, 9, 17, 3), datetime(2020, 10, 9, 17, 9), "anonymous", "", "",
     "Yes, I agree", "", "Prefer not to say", "", "", 3.0, "The music, and the jokes;", "Tablet"],
    [3.0, datetime(2020, 10, 9, 17, 4), datetime(2020, 10, 9, 17, 7), "anonymous", "", "",
     "No, I do not agree", "three@example.org", "Man", "", "", 1.0, "", "Phone"],
]  # fmt: skip
FORMS_ZH = [
    ["ID", "开始时间", "完成时间", "电子邮件", "姓名", "上次修改时间",
     "您是否同意主办方为评估本系列网络研讨会而保存您的回答？", "1. 您在哪个国家工作？", "您的性别*",
     "您对研讨会内容的满意度如何？", "哪些内容对您最有帮助？可多选。"],
    [1.0, datetime(2020, 10, 9, 17, 2), datetime(2020, 10, 9, 17, 5), "yi@example.org", "样例一",
     "", "同意", "中国", "女", 5.0, "演讲、讲座和报告;结识新的合作伙伴;"],
    [2.0, datetime(2020, 10, 9, 17, 3), datetime(2020, 10, 9, 17, 6), "匿名", "", "",
     "同意", "肯尼亚", "男", "满意", "问答与城市间对话;"],
]  # fmt: skip
WORKBOOK = [
    ["webinar", "consent", "full_name", "email", "country", "gender", "content", "most_useful"],
    ["Webinar", "Consent", "Your full name", "Your e-mail address", "Country", "Gender",
     "How satisfied are you with the content?",
     "What was most useful to you? Choose all that apply."],
    [7.0, "yes", "Sample One", "one@example.org", "NA", "woman", 4.0, "talks;cases"],
    ["Webinar 8", "yes", "样例二", "two@example.org", "NO", "其他", "5",
     "Talks, lectures and presentations, 其他城市的良好做法"],
]  # fmt: skip
PLAIN = [
    ["Sustainable Logistic Solutions in Cross-Border E-Commerce: Spotlighting Good Practices of "
     "City-to-City Cooperation"],
    [],
    ["No.", "Country / 国家", "Q2. Gender:", "E-mail", "Content", "Mobile", "IP Address"],
    [1.0, "Côte d’Ivoire", "Female / 女", "one@example.org", 4.0, "+225 00 00 00", "192.0.2.1"],
    [2.0, "Congo", "Man", "TWO@example.org\u00a0", "5 - Very satisfied", "", "192.0.2.2"],
    ["", "", "\u00a0", "", "", "", ""],
]  # fmt: skip


def write(name: str, rows: list[list[object]], sheet: str, header: int) -> None:
    (HERE / name).write_bytes(write_workbook({sheet: (rows, header)}))


if __name__ == "__main__":
    write("microsoft_forms/exit-webinar-7.xlsx", FORMS_EN, "Sheet1", 1)
    write("microsoft_forms/chinese-webinar-7.xlsx", FORMS_ZH, "Sheet1", 1)
    write("workbook/two-webinars.xlsx", WORKBOOK, "responses", 2)
    write("plain/title-above.xlsx", PLAIN, "Answers", 3)
