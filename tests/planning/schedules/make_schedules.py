"""Write the schedules of this folder anew: `python tests/planning/schedules/make_schedules.py`.

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


def text(name: str, lines: str, encoding: str = "utf-8") -> None:
    (HERE / name).write_bytes(lines.lstrip("\n").encode(encoding))


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


def csv_files() -> None:
    text(
        "01-seminars-online.csv",
        """
Date,Time,Presenter,Moderator,Title,Paper,Registration
4/22/2026,2:30 PM EDT,Ana Ferreira,Samuel Okoye,Cold chains for small farms ,papers/ferreira.pdf,https://example.org/r/1
5/6/2026,2:30 PM EDT,Tomas Lindqvist (Harbour Institute),Mei Tan,Paying for shade: trees in dry cities,No paper available,https://example.org/r/2
5/20/2026,2:30 PM EDT,"Ivo Marin, Hana Sato",Samuel Okoye,"Water meters: what, where, and how?",https://example.org/papers/meters.pdf,No link yet
6/3/2026,2:30 PM EDT,"PortData, ShipWatch, QuayLab",,Ships that report by themselves,,https://example.org/r/4
6/17/2026,2:30 PM EDT,Lea D'Arcy and Noor Haddad,https://example.org/mods,Closing panel,,
""",
    )
    text(
        "02-seminars-without-times.csv",
        """
date,speaker,affiliation,title,abstract,paper,slides
17/03/2026,Rosa Quispe,Andes School,Getting the picture,"People see the parts, and miss the whole.

We show why, and what helps.",,
24/03/2026,Bram de Wit,Delta Institute,Musings on mediation,"A mediator begins with what is fair.",,https://example.org/slides/2.pdf
7/04/2026,<b> Semester Break</b>,,,,,
14/04/2026,,,,,,
21/04/2026,Yara Nasser,Gulf College,Complex contagions,"Abstract ",,
28/04/2026,Piotr Zielinski,UNS,,"Abstract ",,
5/05/2026,Oluchi Eze,Lagos Hub,Title,Abstract,,
""",
    )
    text(
        "03-month-and-hour.csv",
        """
date,location,speaker,topic
SEPTEMBER 6 - 3pm,Willow G.03,Lisa Thorne,Intersectional profiles of small harbours in the southern islands: a study of their cases
SEPTEMBER 20 - 3pm,Oak Place 3.204,,Discussion of a published article
OCTOBER 4 - 3pm,Oak Place 3.204,Ben Palford-Wade,Errors of measurement in networks
JANUARY 17 - 3pm,Oak Place 6.208,Sid Ghulati,Living without passwords
""",
    )
    text(
        "04-weekday-and-range.csv",
        """
date,field,location,organizer,presenter,time,title
"Tuesday,  7 July 2026",S.W.E.A.T.,"Maple House, room 106",Michel Serra,Jo  Chen (University of the North),13:10-14:00,Any port in a storm
"Wednesday,  8 July 2026",Industry,"Maple House, room 106",Avi Gold and Yu Luo,Jun  Suzu (University of the North)   Cancelled,12:00-13:00,TBA
"Tuesday, 15 September 2026",Brown bag,"Maple House, room 106",Arthur Blum,Jose  Tess (Pontificia Universidad),1:10- 2:00,Small firms and knowledge
"Tuesday, 15 September 2026",Theory,"Birch, room 157",Colin Stern,Tai-Wei  Hua (West University),16:10-17:30,What can be learned
"Wednesday, 24 September 2026",Theory,"Birch, room 151",Kunal Das,Peter  Schotte (Coast University),15:40-17:00,Supply chains
""",
    )
    text(
        "05-training-sessions.csv",
        """
Session Number,Session Date,Module,Session Name,Description,Competency,Recording,GitHub,Notebook
1,22/04/2026,N/A,Re-launch,Showing what is new,,,https://github.com/example/club,
2,01/05/2026,On-boarding, Getting started,"What to install, and why",S21 : Proficiency,,,x
3,15/05/2026,On-boarding,Notebooks,Demonstration of notebooks,S21 : Proficiency,https://example.org/rec/3,,x
4,29/05/2026,Exploration,Tables,Reading tables,S4 : Analytics,,,x
""",
    )
    text(
        "06-days-of-talks.csv",
        """
day,date,time,type,title,speaker
1,4/21,TBA (afternoon),keynote,Keynote: quick rivers,Vera F. Tamm (Coastal University)
1,4/21,TBA (afternoon),break,Coffee Break,
1,4/21,TBA (afternoon),plenary,The shape of delay,Mario Gunther (Lake Institute)
2,4/22,09:00 – 10:00,keynote,Keynote: two sides of a wall,Kazuo Makita (Hill University)
2,4/22,10:00 – 10:20,break,Coffee Break,
2,4/22,10:20 – 11:10,plenary,Colours of bridges,Mika Zlatan (Palm College)
2,4/22,12:00 – 13:30,panel,Panel,Ting Chang (NCU) and Yu Yen (NCU)
3,4/23,09:00 – 10:00,keynote,Keynote: obstacles,Hee Ahn (POS)
3,4/23,10:20 – 11:10,plenary,,Will Umber (South University)
3,4/23,16:00 - 18:00,break,Excursion,
""",
    )
    text(
        "12-russian.csv",
        """
№;Дата;Время (МСК);Тема;Спикер;Организация;Ссылка на вебинар
1;5 марта 2027 г.;14:00–15:30;Порты и климат;Иванова Анна;Институт моря;https://example.org/j/1
2;12.03.2027;14:00–15:30;Дороги без дыма;Петров Олег, Сидорова Мария;Центр дорог;https://example.org/j/2
3;19.03.2027;14:00–15:30;Уточняется;уточняется;;
""",
        "cp1251",
    )
    text(
        "13-arabic.csv",
        """
التاريخ\tالوقت (بتوقيت القاهرة)\tالموضوع\tالمتحدث\tالمؤسسة
٥ يونيو ٢٠٢٧\tمن 14:00 إلى 15:30\tالموانئ الخضراء\tد. ليلى حسن\tمعهد البحار
١٢ يونيو ٢٠٢٧\tمن 14:00 إلى 15:30\tالطاقة الشمسية\tيحدد لاحقا\t
""",
        "utf-16",
    )
    text(
        "14-portuguese.csv",
        """
Data;Horário;Tema;Palestrante;Instituição;Inscrição;Observações
04/06/2027;14h00 às 15h30 (horário de Brasília);Portos e cidades;Dra. Joana Prado;Instituto do Mar;https://example.org/i/1;Confirmar sala
11/06/2027;14h00 às 15h30 (horário de Brasília);Águas limpas;A confirmar;;;
25/06/2027;14h00 às 15h30 (horário de Brasília);Ruas para pessoas;João Reis e Lia Costa;;https://example.org/i/3;
""",
        "cp1252",
    )
    text(
        "17-chinese-gbk.csv",
        """
场次,日期,时间,主题,主讲人,单位
第1场,2027年3月5日,下午3:00-4:30,绿色港口,王芳、李雷,海洋研究所
第2场,2027年3月12日,下午3:00-4:30,低碳出行,待定,
""",
        "gbk",
    )


def workbooks() -> None:
    workbook(
        "07-blank-below.xlsx",
        {
            "Sheet1": [
                [None, "Papers", "Presenters", None, "Exercises", None, None, "Participants"],
                [
                    date(2026, 5, 22),
                    "Adler_Stevens_2017",
                    "Zara Chim",
                    None,
                    "Yue Lin",
                    date(2026, 5, 29),
                    None,
                    "Zara Chim",
                    "zara@example.org",
                ],
                [None, None, "Mark Noss", None, "Dan Xi", None, None, "Mark Noss"],
                [None, None, None, None, None, None, None, "Sofia Vale"],
                [
                    date(2026, 6, 5),
                    "Lowe_2024",
                    "Helen Rey",
                    None,
                    "Wan Zhao",
                    date(2026, 6, 5),
                    None,
                    "Rory Xu",
                ],
                [None, None, "Ling Dean", None, "Hong Shen"],
                [],
                [date(2026, 6, 12), "Ruiz_Ortega", "Sofia Vale", None, "?", date(2026, 6, 12)],
            ]
        },
    )
    tracks: list[list[Any]] = [
        ["SessionId", "Date", "StartTime", "EndTime", "Name", "Abstract", "Track", "Presenter1", "Company1", "Position1", "Speaker1Headshot", "Presenter2", "Company2", "Position2"],
        [1001, datetime(2026, 10, 6), time(13, 0), time(14, 15), "Opening keynote", None, None, "Bob Wied", "Sofa", "CEO", "https://example.org/h/1.png", "Ravi Maya", "Sofa", "SVP Products"],
        [1002, datetime(2026, 10, 6), time(14, 15), time(14, 30), "Break"],
        [1003, datetime(2026, 10, 6), time(14, 30), time(15, 15), "Apps that are always there", None, "Mobile", "Wayne Cart", "Sofa", None, "https://example.org/h/2.png"],
        [1004, datetime(2026, 10, 6), time(14, 30), time(15, 15), "Under the covers", "Come and see.", "Architecture", "Steve Yan", "Sofa", "Co-Founder", "https://example.org/h/3.png"],
        [1005, datetime(2026, 10, 7), time(15, 20), time(16, 5), "A deep dive", "What is new?", "Architecture", "Cihan Bey", "Sofa", "Product Manager, Server", None],
    ]  # fmt: skip
    workbook(
        "08-tracks.xlsx",
        {"sessions": tracks, "photos": [["Wayne Cart", "https://example.org/h/2.png"]],
         "tracks": [["TrackId", "Name", "Background"], [1000, "Mobile", "fcfcfc"]]},
    )  # fmt: skip
    workbook(
        "09-titles-and-sections.xlsx",
        {
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
                [
                    None,
                    1,
                    time(9, 0),
                    time(10, 30),
                    "Amina Otieno",
                    "Port Office",
                    "From idea to plan",
                ],
                [None, "Friday, 12 March 2027"],
                [None, 2, time(9, 0), time(10, 30), "Bo Chen", "Trade House", "Money and banks"],
                [None, "Module 2: Practice"],
                [None, "Friday, 19 March 2027"],
                [None, 3, 9.3, 11, "TBC", None, "A first customer"],
            ]
        },
        {"Programme": ["B2:G2", "B3:G3", "B4:G4", "C6:D6", "E6:F6", "B8:G8", "B9:G9"]},
    )
    workbook(
        "10-sheets-by-month.xlsx",
        {
            "三月": [
                ["2027年绿色城市系列网络研讨会"],
                [
                    "日期",
                    "时间（北京时间）",
                    "英文题目",
                    "中文题目",
                    "主讲人",
                    "单位",
                    "会议链接",
                    "密码",
                ],
                [
                    "3月5日 周五",
                    "15:00-16:30",
                    "Green ports",
                    "绿色港口",
                    "王芳（商务部）",
                    None,
                    "https://example.org/j/1",
                    "481516",
                ],
                [
                    "3月12日 周五",
                    "15:00-16:30",
                    "Clean air",
                    "清洁空气",
                    "李雷\n韩梅梅",
                    "环境所",
                    "https://example.org/j/2",
                    "234242",
                ],
            ],
            "四月": [
                [
                    "日期",
                    "时间（北京时间）",
                    "英文题目",
                    "中文题目",
                    "主讲人",
                    "单位",
                    "会议链接",
                    "密码",
                ],
                [
                    "4月2日 周五",
                    "15:00-16:30",
                    "Quiet streets",
                    "安静的街道",
                    "待定",
                    None,
                    None,
                    None,
                ],
            ],
            "联系人": [["姓名", "电话"], ["王芳", "13800000000"]],
        },
    )
    workbook(
        "11-merged-webinars.xlsx",
        {
            "Feuil1": [
                ["Cycle de webinaires : commerce équitable"],
                [
                    "Date",
                    "Horaire",
                    "Webinaire",
                    "Intervention",
                    "Intervenant(e)",
                    "Structure",
                    "Pays",
                    "Courriel",
                    "Téléphone",
                    "Salle",
                ],
                [
                    date(2027, 3, 4),
                    "14h00 – 15h30",
                    "Le café",
                    "Du grain à la tasse",
                    "Mme Aïcha Diallo",
                    "Coop Nord",
                    "Sénégal",
                    "aicha@example.org",
                    "+221 33 000 00 00",
                    "A",
                ],
                [
                    None,
                    None,
                    None,
                    "Les prix",
                    "M. Luc Petit",
                    "Institut des prix",
                    "France",
                    "luc@example.org",
                    "appeler le matin",
                    "B",
                ],
                [
                    date(2027, 3, 11),
                    "14h00 – 15h30",
                    "Le cacao",
                    "Les forêts",
                    "Dr Kofi Mensah",
                    "Univ. du Sud",
                    "Atlantide",
                    "kofi@example.org",
                    None,
                    "A",
                ],
                [None, None, None, "Les labels", "à confirmer"],
            ]
        },
        {"Feuil1": ["A1:J1", "A3:A4", "B3:B4", "C3:C4", "A5:A6", "B5:B6", "C5:C6"]},
    )
    workbook(
        "15-bilingual.xlsx",
        {
            "Plan": [
                [
                    "Webinar no.",
                    "Date",
                    "Start (UTC)",
                    "Minutes",
                    "Topic / 主题",
                    "Speakers",
                    "Audience",
                    "Status",
                ],
                [
                    1,
                    datetime(2027, 3, 5),
                    time(7, 0),
                    90,
                    "Green ports / 绿色港口",
                    "Li Wei; Ana Silva",
                    "Officials; Private sector",
                    "Held",
                ],
                [
                    2,
                    datetime(2027, 3, 12),
                    time(7, 0),
                    90,
                    "Clean air / 清洁空气",
                    "Li Wei",
                    "Officials",
                    "Confirmed",
                ],
                [
                    3,
                    datetime(2027, 3, 19),
                    time(23, 30),
                    60,
                    "Night lights / 夜间照明",
                    "TBC",
                    None,
                    "Cancelled",
                ],
            ]
        },
    )
    workbook(
        "16-reading-group.xlsx",
        {
            "Tabelle1": [
                ["Date", "Time", "Paper", "Presenter(s)", "Files"],
                [
                    datetime(2027, 4, 22),
                    "5 pm",
                    '<a href = "paper/Regression.pdf">Regression with gaps</a>',
                    "Timo Pusch",
                ],
                [
                    datetime(2027, 5, 6),
                    "5 pm",
                    '<a href="paper/Choice.pdf">Choice of models</a>',
                    "Eva Oes & Len Massen",
                    "https://example.org/files",
                ],
            ]
        },
    )


if __name__ == "__main__":
    csv_files()
    workbooks()
