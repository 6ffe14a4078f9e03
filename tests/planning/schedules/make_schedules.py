"""Write the workbooks of this folder anew: `python tests/planning/schedules/make_schedules.py`.

Each has the shape of a public schedule, which README.md names, and invented contents.
"""
# ruff: noqa: E501

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
Rows = Sequence[Sequence[Any]]


def workbook(
    name: str, sheets: dict[str, Rows], merged: dict[str, Sequence[str]] | None = None
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)
    for title, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(title, ()):
            sheet.merge_cells(area)
    book.save(HERE / name)


# fmt: off
def workbooks() -> None:
    workbook("07-blank-below.xlsx", {
        "Sheet1": [
            [None, "Papers", "Presenters", None, "Exercises", None, None, "Participants"],
            [date(2026, 5, 22), "Adler_Stevens_2017", "Zara Chim", None, "Yue Lin", date(2026, 5, 29), None, "Zara Chim", "zara@example.org"],
            [None, None, "Mark Noss", None, "Dan Xi", None, None, "Mark Noss"],
            [None, None, None, None, None, None, None, "Sofia Vale"],
            [date(2026, 6, 5), "Lowe_2024", "Helen Rey", None, "Wan Zhao", date(2026, 6, 5), None, "Rory Xu"],
            [None, None, "Ling Dean", None, "Hong Shen"],
            [],
            [date(2026, 6, 12), "Ruiz_Ortega", "Sofia Vale", None, "?", date(2026, 6, 12)],
        ],
    })
    tracks: list[list[Any]] = [
        ["SessionId", "Date", "StartTime", "EndTime", "Name", "Abstract", "Track", "Presenter1", "Company1", "Position1", "Speaker1Headshot", "Presenter2", "Company2", "Position2"],
        [1001, datetime(2026, 10, 6), time(13, 0), time(14, 15), "Opening keynote", None, None, "Bob Wied", "Sofa", "CEO", "https://example.org/h/1.png", "Ravi Maya", "Sofa", "SVP Products"],
        [1002, datetime(2026, 10, 6), time(14, 15), time(14, 30), "Break"],
        [1003, datetime(2026, 10, 6), time(14, 30), time(15, 15), "Apps that are always there", None, "Mobile", "Wayne Cart", "Sofa", None, "https://example.org/h/2.png"],
        [1004, datetime(2026, 10, 6), time(14, 30), time(15, 15), "Under the covers", "Come and see.", "Architecture", "Steve Yan", "Sofa", "Co-Founder", "https://example.org/h/3.png"],
        [1005, datetime(2026, 10, 7), time(15, 20), time(16, 5), "A deep dive", "What is new?", "Architecture", "Cihan Bey", "Sofa", "Product Manager, Server", None],
    ]
    workbook("08-tracks.xlsx", {
        "sessions": tracks,
        "photos": [["Wayne Cart", "https://example.org/h/2.png"]],
        "tracks": [["TrackId", "Name", "Background"], [1000, "Mobile", "fcfcfc"]],
    })
    workbook("09-titles-and-sections.xlsx", {
        "Programme": [
            [],
            [None, "HILL INSTITUTE OF TRADE"],
            [None, "New entrepreneurs: an online training for young people"],
            [None, "All times are Nairobi time"],
            [],
            [None, "No", "Time", None, "Speaker", None, "Topic"],
            [None, None, "Start", "End", "Name", "Organisation", None],
            [None, "Module 1: Basics"],
            [None, "Friday, 5 March 2027"],
            [None, 1, time(9, 0), time(10, 30), "Amina Otieno", "Port Office", "From idea to plan"],
            [None, "Friday, 12 March 2027"],
            [None, 2, time(9, 0), time(10, 30), "Bo Chen", "Trade House", "Money and banks"],
            [None, "Module 2: Practice"],
            [None, "Friday, 19 March 2027"],
            [None, 3, 9.3, 11, "TBC", None, "A first customer"],
        ],
    }, {"Programme": ["B2:G2", "B3:G3", "B4:G4", "C6:D6", "E6:F6", "B8:G8", "B9:G9"]})
    workbook("10-sheets-by-month.xlsx", {
        "三月": [
            ["2027年绿色城市系列网络研讨会"],
            ["日期", "时间（北京时间）", "英文题目", "中文题目", "主讲人", "单位", "会议链接", "密码"],
            ["3月5日 周五", "15:00-16:30", "Green ports", "绿色港口", "王芳（商务部）", None, "https://example.org/j/1", "481516"],
            ["3月12日 周五", "15:00-16:30", "Clean air", "清洁空气", "李雷\n韩梅梅", "环境所", "https://example.org/j/2", "234242"],
        ],
        "四月": [
            ["日期", "时间（北京时间）", "英文题目", "中文题目", "主讲人", "单位", "会议链接", "密码"],
            ["4月2日 周五", "15:00-16:30", "Quiet streets", "安静的街道", "待定", None, None, None],
        ],
        "联系人": [["姓名", "电话"], ["王芳", "13800000000"]],
    })
    workbook("11-merged-webinars.xlsx", {
        "Feuil1": [
            ["Cycle de webinaires : commerce équitable"],
            ["Date", "Horaire", "Webinaire", "Intervention", "Intervenant(e)", "Structure", "Pays", "Courriel", "Téléphone", "Salle"],
            [date(2027, 3, 4), "14h00 – 15h30", "Le café", "Du grain à la tasse", "Mme Aïcha Diallo", "Coop Nord", "Sénégal", "aicha@example.org", "+221 33 000 00 00", "A"],
            [None, None, None, "Les prix", "M. Luc Petit", "Institut des prix", "France", "luc@example.org", "appeler le matin", "B"],
            [date(2027, 3, 11), "14h00 – 15h30", "Le cacao", "Les forêts", "Dr Kofi Mensah", "Univ. du Sud", "Atlantide", "kofi@example.org", None, "A"],
            [None, None, None, "Les labels", "à confirmer"],
        ],
    }, {"Feuil1": ["A1:J1", "A3:A4", "B3:B4", "C3:C4", "A5:A6", "B5:B6", "C5:C6"]})
    workbook("15-bilingual.xlsx", {
        "Plan": [
            ["Webinar no.", "Date", "Start (UTC)", "Minutes", "Topic / 主题", "Speakers", "Audience", "Status"],
            [1, datetime(2027, 3, 5), time(7, 0), 90, "Green ports / 绿色港口", "Li Wei; Ana Silva", "Officials; Private sector", "Held"],
            [2, datetime(2027, 3, 12), time(7, 0), 90, "Clean air / 清洁空气", "Li Wei", "Officials", "Confirmed"],
            [3, datetime(2027, 3, 19), time(23, 30), 60, "Night lights / 夜间照明", "TBC", None, "Cancelled"],
        ],
    })
    workbook("16-reading-group.xlsx", {
        "Tabelle1": [
            ["Date", "Time", "Paper", "Presenter(s)", "Files"],
            [datetime(2027, 4, 22), "5 pm", '<a href = "paper/Regression.pdf">Regression with gaps</a>', "Timo Pusch"],
            [datetime(2027, 5, 6), "5 pm", '<a href="paper/Choice.pdf">Choice of models</a>', "Eva Oes & Len Massen", "https://example.org/files"],
        ],
    })
# fmt: on


if __name__ == "__main__":
    workbooks()
