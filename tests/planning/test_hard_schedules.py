"""Shapes of schedules that are easily misread: each is right, or says by cell what is not."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.planning.foreign.dialogue import Fact, ScheduleOptions
from sstc_cli.planning.foreign.read import ScheduleReading, read_schedule
from sstc_cli.sheets import read_sheets
from sstc_cli.sheets.sheet import Sheet, Source
from sstc_cli.source import build, parse

PARIS, NEW_YORK = {"zone": "Europe/Paris"}, {"zone": "America/New_York"}
SHANGHAI, CAIRO = {"zone": "Asia/Shanghai"}, {"zone": "Africa/Cairo"}
ONE_HOUR = {"starts": "15:00", "minutes": 60}
NOTHING: tuple[str, ...] = ()

# the rows, the options, each webinar that comes of them, and parts of what is said besides
RIGHT = {
    "TBC and no date": (
        "No,Date,Title,Start,End,Speaker\n1,2027-01-12,Ports,15:00,16:00,Ann Bee\n"
        "2,TBC,Trade,15:00,16:00,Bob Cee\n3,,Customs,15:00,16:00,Cy Dee\n",
        PARIS, ["01-12 15:00-16:00 Ports"],
        ["A3: `Trade` has no date", "A4: `Customs` has no date"],
    ),
    "dates that are words": (
        "Date,Title,Start,End\n2027-01-12,Ports,15:00,16:00\nMarch 2027,Trade,15:00,16:00\n"
        "Tuesdays,Customs,15:00,16:00\n12-14 April 2027,Roads,17:00,18:00\n",
        PARIS, ["01-12 15:00-16:00 Ports"],
        ["`March 2027` is not a date", "`Tuesdays` is not a date", "more than one date", "Trade",
         "Customs", "Roads"],
    ),
    "no date in a list with numbers, heads without accents": (
        "Nº,Titulo,Intervenant·e·s,Date\n1,Puertos,Ana Sol,2026-10-14\n2,Vías,Luis Mar,2026-11-11\n"
        "4,Rieles,Eva Río,\n6,Barcos,Leo Paz,2027\n",
        {**PARIS, **ONE_HOUR, "languages": ("es",)},
        ["10-14 15:00-16:00 Puertos", "11-11 15:00-16:00 Vías"],
        ["`Rieles` has no date", "`Barcos` has no date"],
    ),
    "talks whose time goes on below a date": (
        "Date,Title,Start,End,Speaker\n2027-07-13,Cranes,15:00,15:30,Ann Bee\n"
        ",Ships,15:30,16:00,Bo Cee\n"
        "2027-07-20,Cars,15:00,15:30,Cy Dee\n,Bikes,15:30,16:00,Di Eff\n",
        PARIS, ["07-13 15:00-16:00 Webinar 1", "07-20 15:00-16:00 Webinar 2"],
        ["B3: the row has no date: it was read as a further talk", "B5: the row has no date"],
    ),
    "talks below the title of their webinar": (
        "Date,Webinar,Talk,Start,End\n2027-07-13,Ports,Cranes,15:00,15:30\n,,Ships,15:30,16:00\n",
        PARIS, ["07-13 15:00-16:00 Ports"], NOTHING,
    ),
    "the next day, as our own list prints it": (
        "Date,Title,Time\n2027-01-12,Ports,23:30–01:00 +1\n2027-01-13,Roads,23:30-01:00 (+1)\n"
        "2027-01-14,Rails,22:00-11:00⁺¹\n2027-01-19,Cars,23:30–01:00 (+1 day)\n",
        PARIS,
        ["01-12 23:30-01:00 Ports", "01-13 23:30-01:00 Roads", "01-14 22:00-11:00 Rails",
         "01-19 23:30-01:00 Cars"],
        ["C4: from 22:00 to 11:00 are 13 hours"],
    ),
    "the next day of an end in its own column": (
        "Date,Title,Start,End\n2027-01-12,Ports,23:30,01:00 +1\n", CAIRO,
        ["01-12 23:30-01:00 Ports"], NOTHING,
    ),
    "a plus one that may be an offset": (
        "Date,Title,Time\n2027-01-12,Ports,15:00-16:00 +1\n2027-01-13,Roads,15:00 +1\n"
        "2027-01-14,Rails,15:00-16:00 +3\n",
        {**PARIS, "minutes": 60},
        ["01-12 15:00-16:00 Ports", "01-13 15:00-16:00 Roads", "01-14 13:00-14:00 Rails"],
        ["C2: `+1` behind a time may mean the next day", "C3: `+1` behind a time may mean"],
    ),
    "an offset west of UTC that looks like an end": (
        "Date,Title,Time\n2027-01-12,Ports,15:00-05:00\n2027-01-13,Roads,14:00-05:30\n"
        "2027-01-14,Rails,15:00-3:30\n2027-01-15,Cars,-15:00\n",
        {**PARIS, "minutes": 60},
        ["01-12 15:00-17:00 Ports", "01-13 14:00-17:30 Roads", "01-14 15:00-15:30 Rails",
         "01-15 15:00-16:00 Cars"],
        ["C2: the end 5:00 was read as 17:00, but it may be an offset", "C3: the end 5:30 was",
         "C4: the end 3:30 was", "C5: `-15:00`: read as one time"],
    ),
    "ends on a clock with 12 hours": (
        "Date,Title,Time\n2027-01-12,Ports,11:00-1:00\n2027-01-13,Roads,下午3:00-4:30\n", PARIS,
        ["01-12 11:00-13:00 Ports", "01-13 15:00-16:30 Roads"], NOTHING,
    ),
    "rows about the registration and a holiday": (
        "Date,Title,Start,End\n2027-01-11,Registration opens,15:00,16:00\n"
        "2027-01-12,Ports,15:00,16:00\n2027-01-13,Deadline for registration,15:00,16:00\n"
        "2027-01-19,Holiday – no webinar,15:00,16:00\n",
        PARIS, ["01-12 15:00-16:00 Ports"],
        ["A2: `Registration opens` is a break", "A4: `Deadline for registration` is a break",
         "A5: `Holiday – no webinar` is a break"],
    ),
    "words beside names, and names in an unclear order": (
        "Date,Title,Start,End,Speaker\n"
        "2027-01-12,Ports,15:00,16:00,Moderator: Ann Bee; Bo Cee (tbc)\n"
        '2027-01-13,Roads,15:00,16:00,"Ann Lee, UNCTAD, Bob Day, WTO"\n'
        '2027-01-14,Rails,15:00,16:00,"Cy Dee; van der Berg, Jan"\n',
        PARIS,
        ["01-12 15:00-16:00 Ports", "01-13 15:00-16:00 Roads", "01-14 15:00-16:00 Rails"],
        ["E2: `Moderator` is not part of a name", "E2: `tbc` is not part of a name",
         "E3: `Ann Lee, UNCTAD, Bob Day, WTO` was read as one person",
         "E4: `van der Berg, Jan` was read as one person"],
    ),
    "abbreviations of several zones": (
        "Title,Date,Time\nPorts,2027-02-03,15:00-16:00 GMT\nRoads,2027-03-03,15:00-16:00 CET\n"
        "Rails,2027-02-07,15:00-16:00 EST\n",
        {"zone": "Europe/London"},
        ["02-03 15:00-16:00 Ports", "02-07 20:00-21:00 Rails", "03-03 14:00-15:00 Roads"],
        ["15:00 CET became 14:00", "15:00 EST became 20:00"],
    ),
    "the winter's abbreviation in summer": (
        "Date,Title,Time\n2027-07-13,Ports,15:00-16:00 EST\n", NEW_YORK,
        ["07-13 15:00-16:00 Ports"], ["another time than `EST` on 2027-07-13"],
    ),
    "offsets in summer and winter": (
        "Title,Start,End\nPorts,2027-02-03T15:00:00+01:00,2027-02-03T16:30:00+01:00\n"
        "Roads,2027-07-07T15:00:00+02:00,2027-07-07T16:30:00+02:00\n",
        NEW_YORK, ["02-03 09:00-10:30 Ports", "07-07 09:00-10:30 Roads"],
        ["15:00 +01:00 became 09:00", "15:00 +02:00 became 09:00"],
    ),
    "an offset west of UTC is no end": (
        "Title,Start,End\nPorts,2027-02-03T15:00-05:00,2027-02-03 16:30:00-05:00\n",
        NEW_YORK, ["02-03 15:00-16:30 Ports"], NOTHING,
    ),
    "moments in UTC": (
        "Title,Start,End\nPorts,2027-02-03T15:00:00Z,2027-02-03T16:00:00Z\n",
        PARIS, ["02-03 16:00-17:00 Ports"], ["15:00 +00:00 became 16:00"],
    ),
    "a zone for each row": (
        "Date,Title,Time,Time zone\n2027-07-13,Ports,15:00-16:00,Nairobi\n"
        "2027-07-14,Roads,15:00-16:00,XYZ\n2027-07-15,Rails,15:00-16:00,UTC+5:30\n",
        PARIS,
        ["07-13 14:00-15:00 Ports", "07-14 15:00-16:00 Roads", "07-15 11:30-12:30 Rails"],
        ["15:00 Nairobi became 14:00", "`XYZ` is not a time zone", "UTC+5:30 became 11:30"],
    ),
    "a zone in some of the cells": (
        "Date,Title,Time\n2027-07-13,Ports,15:00-16:00 Nairobi\n2027-07-14,Roads,15:00-16:00\n",
        {}, ["07-13 15:00-16:00 Ports", "07-14 15:00-16:00 Roads"],
        ["C3: no time zone is beside `15:00`: read as Africa/Nairobi"],
    ),
    "a zone in some of the cells, and another one by option": (
        "Date,Title,Time\n2027-07-13,Ports,15:00-16:00 Nairobi\n2027-07-14,Roads,15:00-16:00\n",
        PARIS, ["07-13 14:00-15:00 Ports", "07-14 15:00-16:00 Roads"],
        ["15:00 nairobi became 14:00", "C3: no time zone is beside `15:00`: read as Europe/Paris"],
    ),
    "words in the place of a zone": (
        "Date,Title,Time (HQ time)\n2027-07-13,Ports,15:00-16:00\n", PARIS,
        ["07-13 15:00-16:00 Ports"], ["C1: `HQ time` is not a known time zone"],
    ),
    "words in the place of a zone above": (
        "All times are NY time,,\nDate,Title,Time\n2027-07-13,Ports,15:00-16:00\n", PARIS,
        ["07-13 15:00-16:00 Ports"], ["A1: `NY time` is not a known time zone"],
    ),
    "the forms of times in heads": (
        "Date,Title,Start (24h),End (hh:mm)\n2027-07-13,Ports,15:00,16:00\n", PARIS,
        ["07-13 15:00-16:00 Ports"], NOTHING,
    ),
    "the winter's abbreviation above, and that of both seasons": (
        "All times CET,,\nDate,Title,Time\n2027-07-13,Ports,15:00-16:00\n"
        "2027-07-14,Roads,15:00-16:00 CET/CEST\n", PARIS,
        ["07-13 15:00-16:00 Ports", "07-14 15:00-16:00 Roads"],
        ["C3: Europe/Paris has another time than `CET` on 2027-07-13"],
    ),
    "the winter's abbreviation above ends": (
        "Date,Title,Start (UTC),End (CET)\n2027-07-13,Ports,13:00,16:00\n", PARIS,
        ["07-13 15:00-16:00 Ports"], ["another time than `CET` on 2027-07-13: read as 16:00"],
    ),
    "words about another date": (
        "Date,Title,Start,End,Remarks\n2027-07-13,POSTPONED: Ports,15:00,16:00,\n"
        "2027-07-14,Roads,15:00,16:00,moved to 9 July\n"
        "2027-07-15,Rails,15:00,16:00,cancelled by us\n"
        "2027-07-16,Cancelled flights,15:00,16:00,new room\n", PARIS,
        ["07-13 15:00-16:00 POSTPONED: Ports", "07-14 15:00-16:00 Roads",
         "07-15 15:00-16:00 Rails", "07-16 15:00-16:00 Cancelled flights"],
        ["B2: `POSTPONED: Ports` may mean", "E3: `moved to 9 July` may mean",
         "E4: `cancelled by us` may mean"],
    ),
    "a city above that is no zone": (
        "Training on the use of time: Geneva,,\nDate,Title,Time\n2027-06-02,Ports,09:30-11:00\n",
        SHANGHAI, ["06-02 09:30-11:00 Ports"], NOTHING,
    ),
    "a zone above the times": (
        "Programme,,\n,,Geneva (CEST)\nDate,Title,Time\n2027-06-02,Ports,09:30-11:00\n",
        SHANGHAI, ["06-02 15:30-17:00 Ports"], ["09:30 Geneva (CEST) became 15:30"],
    ),
    "a zone instead of a head": (
        "Date,Title,Geneva (CEST)\n2027-06-02,Ports,09:30-11:00\n2027-06-09,Roads,09:30-11:00\n",
        SHANGHAI, ["06-02 15:30-17:00 Ports", "06-09 15:30-17:00 Roads"], ["became 15:30"],
    ),
    "Beijing time in one of two rows above": (
        "2027年培训安排,,\n（全部为北京时间）,,\n日期,时间,主题\n2027年6月2日,09:30-11:00,港口\n",
        PARIS, ["06-02 03:30-05:00 港口"], ["09:30 北京时间 became 03:30"],
    ),
    "Mecca time": (
        "جميع الأوقات بتوقيت مكة المكرمة,,\n"
        "التاريخ,الوقت,العنوان\n2027-01-12,٤:٠٠ م - ٥:٣٠ م,الموانئ\n",
        {}, ["01-12 16:00-17:30 الموانئ"], NOTHING,
    ),
    "days and times of start and end, and ids like days": (
        "DB ID,Session Name,Start Date,End Date\n58401,Ports,07/04/2026 6:00,07/04/2026 7:30\n"
        "58402,Roads,14/04/2026 6:00,14/04/2026 7:30\n",
        {**PARIS, "dates": "dmy"}, ["04-07 06:00-07:30 Ports", "04-14 06:00-07:30 Roads"], NOTHING,
    ),
    "a calendar with a whole day and a registration": (
        "Subject,Start Date,Start Time,End Date,End Time,All day event\n"
        "Ports,3/15/2027,3:00:00 PM,3/15/2027,4:00:00 PM,False\n"
        "Team day,3/16/2027,12:00:00 AM,3/17/2027,12:00:00 AM,True\n"
        "Registration,3/17/2027,8:00:00 AM,3/17/2027,6:00:00 PM,False\n",
        PARIS, ["03-15 15:00-16:00 Ports"],
        ["`Team day` takes the whole day", "`Registration` is a break or a registration"],
    ),
    "Chinese evenings": (
        "日期,时间,主题,单位及职务\n2027年3月5日,晚上7点半至9点,港口,商务部\n"
        "2027年3月12日,下午3:00—4:30,道路,\n2027年3月19日,晚上12点,铁路,\n",
        {**SHANGHAI, "minutes": 60},
        ["03-05 19:30-21:00 港口", "03-12 15:00-16:30 道路", "03-20 00:00-01:00 铁路"], NOTHING,
    ),
    "day and times in one cell, behind a tab": (
        "2026年培训\n日期\t主题\n2026-03-06 15:30至17:00\t港口\n",
        SHANGHAI, ["03-06 15:30-17:00 港口"], NOTHING,
    ),
    "proposals of a conference": (
        "ID,Proposal title,Session type,Track,Abstract,Speaker names,Room,Start,End\n"
        "ABCDEF,Ports,Talk,M,About,Ann Bee,A,2027-02-03T15:00+01:00,2027-02-03T16:30+01:00\n"
        "GHIJKL,Roads,Talk,M,About,Bo Cee,A,2027-07-07T15:00+02:00,2027-07-07T16:30+02:00\n",
        PARIS, ["02-03 15:00-16:30 Ports", "07-07 15:00-16:30 Roads"], NOTHING,
    ),
    "a date above that no session depends on": (
        "Version du 12/01/2026,,\nDate,Titre,Heure\n2027-01-13,Ports,15h-16h\n",
        {**PARIS, "languages": ("fr",)}, ["01-13 15:00-16:00 Ports"], NOTHING,
    ),
    "one date above rows that have none": (
        "Wednesday 13 January 2027,\nTime,Title\n15:00-16:00,Ports\n16:00-17:00,Roads\n",
        {**PARIS, "rows": "webinars"}, ["01-13 15:00-16:00 Ports", "01-13 16:00-17:00 Roads"],
        ["no row has a date: all got that of"],
    ),
    "days and months in two orders": (
        "Date,Title,Start,End\n12/01/2027,Ports,15:00,16:00\n01/19/2027,Roads,15:00,16:00\n",
        PARIS, ["01-19 15:00-16:00 Roads", "12-01 15:00-16:00 Ports"],
        ["A2: `12/01/2027`: read with the month first, as other dates"],
    ),
    "a row above the days of each year": (
        "Date,Title,Start,End\n2026,,,\n1 Dec,Ports,15:00,16:00\n"
        "2028,,,\n12 Jan,Roads,15:00,16:00\n",
        PARIS, ["12-01 15:00-16:00 Ports", "01-12 15:00-16:00 Roads"], NOTHING,
    ),
    "numbers of days": (
        "Date,Title,Start,End\nDay 1: 13 July 2027,Ports,15:00,16:30\n", PARIS,
        ["07-13 15:00-16:30 Ports"], NOTHING,
    ),
    "an end that was forgotten": (
        "Date,Title,Start,End\n13 July 2027,Ports,22:30,21:30\n", PARIS,
        ["07-13 22:30-21:30 Ports"], ["from 22:30 to 21:30 are 23 hours"],
    ),
    "two sessions side by side": (
        "Date,Title,Start,End,Title,Start,End\n2027-01-12,Ports,15:00,16:00,Roads,16:00,17:00\n",
        PARIS, ["01-12 15:00-16:00 Ports"],
        ["G2: `17:00` is another end than the one before: it was left out"],
    ),
    "a length of a few hours": (
        "Date,Title,Start,Duration\n13 July 2027,Ports,15:00,2\n", PARIS,
        ["07-13 15:00-17:00 Ports"], ["D2: `2` was read as hours"],
    ),
    "a length of a few minutes": (
        "Date,Title,Start,Duration (min)\n13 July 2027,Ports,15:00,5\n", PARIS,
        ["07-13 15:00-15:05 Ports"], NOTHING,
    ),
    "a second row of heads": (
        "Date,Start,End,Title\n日期,开始,结束,题目\n2027-01-13,15:00,16:00,Ports\n", PARIS,
        ["01-13 15:00-16:00 Ports"], NOTHING,
    ),
    "languages below the head of the titles": (
        ",,Title,,Speaker\nDate,Time,EN,FR,\n"
        "12 Jan 2027,15:00-16:00,Ports,Les ports,Ann Bee\n",
        PARIS, ["01-12 15:00-16:00 Ports"], NOTHING,
    ),
    "French sheet of the office": (
        "Date;Horaire;Titre;Intervenante\n13/01/2027;14h30 - 16h;Les ports;Mme Aïcha Diallo\n"
        "20/01/2027;de 14 h 30 à 16 h 00;Les routes;Luc Petit\n",
        PARIS, ["01-13 14:30-16:00 Les ports", "01-20 14:30-16:00 Les routes"], NOTHING,
    ),
    "a Russian list": (
        "Дата;Время;Тема\n12.01.2027;15-00 – 16-30;Порты\n19.01.2027;9-00-10-15;Дороги\n",
        PARIS, ["01-12 15:00-16:30 Порты", "01-19 09:00-10:15 Дороги"], NOTHING,
    ),
    "American ranges": (
        "Date,Time,Title\n1/13/2027,3-4:30pm,Ports\n1/20/2027,12:00 noon - 1 pm,Roads\n",
        NEW_YORK, ["01-13 15:00-16:30 Ports", "01-20 12:00-13:00 Roads"], NOTHING,
    ),
}  # fmt: skip
REFUSED = {
    "an abbreviation of several zones": (
        "Title,Date,Time\nPorts,2027-07-07,15:00-16:00 IST\n", PARIS,
        "`15:00 IST` in C2 may be a time of Asia/Kolkata, Europe/Dublin or Asia/Jerusalem",
    ),
    "offsets without a zone": (
        "Title,Start,End\nPorts,2027-02-03T15:00+01:00,2027-02-03T16:30+01:00\n", {},
        "the times have offsets such as `+01:00`, and no time zone is named",
    ),
    "two zones above": (
        "Nairobi time and Paris time,\nTime,Title,Date\n15:00-16:00,Ports,2027-01-13\n", SHANGHAI,
        "the rows above the table name several zones, `Nairobi time` and `Paris time`",
    ),
    "two times in a cell": (
        "Date,Title,Time\n13 July 2027,Ports,14:00 (New York: 08:00)\n", PARIS,
        "no webinar has a start time, the first one in row 2",
    ),
    "French titles below English heads": (
        "Date,Title,Start,End\n2027-01-12,Le rôle des ports dans le commerce,15:00,16:00\n", PARIS,
        "the language of the titles is not clear from the headers and the titles",
    ),
    "days of the week": (
        "Time,Monday,Tuesday,Wednesday\n15:00,Ports,Roads,Rails\n", PARIS, "days side by side",
    ),
}  # fmt: skip


def _read(file: Path, options: dict[str, object]) -> ScheduleReading:
    source = read_sheets(file, None, ("en",), blocks=True)
    return read_schedule(source, "series", ScheduleOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", RIGHT)
def test_is_right_or_says_what_is_not(tmp_path: Path, case: str) -> None:
    rows, options, webinars, said = RIGHT[case]
    file = tmp_path / "plan.csv"
    file.write_text(rows, "utf-8")
    reading = _read(file, options)
    series, wrong = build(parse(reading.text, ""), Series)
    assert not wrong
    found = [
        f"{one.starts:%m-%d %H:%M}-{one.ends:%H:%M} {one.title.pick('en')}"
        for one in series.webinars
    ]
    assert found == list(webinars)
    if said == NOTHING:
        assert {note.code for note in reading.notes} <= {"W771", "W772"}
    comments = " ".join(reading.text.replace("#", "").split())
    for part in said:
        assert part in comments
        assert any(part.rpartition(": ")[2] in note.message for note in reading.notes)


def test_a_word_for_cancelled_is_no_part_of_a_talk(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("Date,Title,Start,End,Speaker\n2027-01-12,(cancelled) Rail,9:00,9:30,Bo Cee\n")
    (webinar,) = _read(file, PARIS).facts.webinars
    assert (webinar["title"], webinar["talks"][0]["title"]) == ("Rail", "Rail")


@pytest.mark.parametrize("kind", ["Session", "Topic", "Talk"])
def test_a_second_column_of_a_kind_is_told(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(f"Date,Start,End,{kind} 1,{kind} 2\n2027-01-12,15:00,16:00,Ports,Roads\n")
    reading = _read(file, {**PARIS, "languages": ("en",)})
    assert f"`{kind} 2` has the same as another column: kept in `more." in str(reading.notes)
    assert reading.facts.webinars[0]["more"] == {f"{kind.lower()}_2": "Roads"}


@pytest.mark.parametrize("second", ["Confirmed date", "Date 2"])
def test_of_two_columns_with_dates_one_is_told_and_can_be_named(
    tmp_path: Path, second: str
) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(
        f"Date,{second},Start,End,Title\n2 Mar 2027,9 Mar 2027,9:00,9:30,Ports\n"
        "16 Mar 2027,TBC,9:00,9:30,Roads\n"
    )
    reading = _read(file, {**PARIS, "languages": ("en",)})
    assert "and the dates of `Date` were taken" in str(reading.notes)
    named = _read(file, {**PARIS, "languages": ("en",), "columns": {second: Fact.DATE}})
    assert [str(one["starts"])[:10] for one in named.facts.webinars] == ["2027-03-09"]


@pytest.mark.parametrize("case", REFUSED)
def test_asks_before_it_guesses(tmp_path: Path, case: str) -> None:
    rows, options, message = REFUSED[case]
    file = tmp_path / "plan.csv"
    file.write_text(rows, "utf-8")
    with pytest.raises(SstcError) as caught:
        _read(file, options)
    assert message in caught.value.message
    assert caught.value.hint


def test_each_sheet_has_the_year_in_its_name() -> None:
    head = ["Date", "Time", "Title"]
    sheets = [
        Sheet(f"Plan {year}", [head, *([day, "15:00-16:00", f"{day} {year}"] for day in days)])
        for year, days in ((2026, ["1 Dec", "12 Jan"]), (2028, ["3 Mar"]))
    ]
    source = Source(Path("plan.xlsx"), "0" * 64, tuple(sheets))
    reading = read_schedule(source, "series", ScheduleOptions(**PARIS, languages=("en",)))
    found = [str(webinar["starts"])[:10] for webinar in reading.facts.webinars]
    assert found == ["2026-12-01", "2027-01-12", "2028-03-03"]


YEARS = (  # texts above, the name of the sheet, days, and what comes of them
    (["Series 2027", "Updated 3 December 2026"], "Plan", ["5 Jan", "12 Jan"], [2027, 2027]),
    (["As of 3 December 2026"], "Plan 2027", ["5 Jan", "12 Jan"], [2027, 2027]),
    (["Series, November 2026 to March 2027"], "Plan", ["3 Nov", "5 Jan"], [2026, 2027]),
    (["For the 2030 Agenda"], "Plan 2027", ["5 Jan", "12 Jan"], [2027, 2027]),
    (["Series 2027"], "Plan", ["5 Nov", "12 Jan 2028"], [2027, 2028]),
    (["Season 2027/28"], "Plan", ["5 Nov", "12 Jan"], [2027, 2028]),
    (["Season 2027-28"], "2028", ["5 Jan"], [2028]),
    (["As of 3 December 2026"], "Plan", ["5 Jan"], "no date has a year, for example `5 Jan`"),
    (["Agenda 2030 in ports"], "Plan", ["5 Jan"], "no date has a year, for example `5 Jan`"),
    (["2027 (approved 2026)"], "Plan", ["5 Jan"], "it may be that of `2027 (approved 2026)`"),
    (["Project 2025-2028"], "Plan", ["5 Jan"], "it may be that of `Project 2025-2028`"),
    (["Budget of 2026"], "Plan 2027", ["5 Jan"], "that of `Budget of 2026` and `Plan 2027`"),
    ([], "Plan 2027", ["5 Jan", "12 Jan 2028"], "that of `Plan 2027` and `12 Jan 2028`"),
)


@pytest.mark.parametrize(("above", "name", "days", "expected"), YEARS)
def test_a_year_is_sure_or_asked_for(
    above: list[str], name: str, days: list[str], expected: list[int] | str
) -> None:
    rows = [[day, "15:00-16:00", f"About {day}"] for day in days]
    sheet = Sheet(name, [*([text] for text in above), ["Date", "Time", "Title"], *rows])
    source = Source(Path("plan.xlsx"), "0" * 64, (sheet,))
    options = ScheduleOptions(**PARIS, languages=("en",))
    if isinstance(expected, str):
        with pytest.raises(SstcError) as caught:
            read_schedule(source, "series", options)
        assert expected in caught.value.message
        return
    webinars = read_schedule(source, "series", options).facts.webinars
    assert [int(str(webinar["starts"])[:4]) for webinar in webinars] == expected


def test_a_year_far_from_the_day_before_is_told_where_it_is_carried_down(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(
        "Date,Start,End,Title\n5 Jan,9:00,9:30,Ports\n12 Jan 2028,9:00,9:30,Roads\n"
        "19 Jan,9:00,9:30,Rails\n"
    )
    reading = _read(file, {**PARIS, "year": 2027})
    assert "`19 Jan` has no year: read as 2028, by the day above" in str(reading.notes)
    text = file.read_text()
    file.write_text("Series 2027,,,\n" + text.replace("12 Jan 2028", "15 Dec"))
    assert "`19 Jan` has no year: read as 2028, by the day above" in str(_read(file, PARIS).notes)


@pytest.mark.parametrize("names", [("January 2027", "March 2027"), ("2027年1月", "2027年3月")])
def test_a_sheet_for_each_month_with_days_alone(names: tuple[str, str]) -> None:
    rows = [
        ["Day", "Time", "Title"],
        [12, "15:00-16:00", "Ports"],
        ["26th", "15:00-16:00", "Roads"],
    ]
    sheets = tuple(
        Sheet(name, [rows[0], *([*row[:2], f"{row[2]} {name}"] for row in rows[1:])])
        for name in names
    )
    source = Source(Path("plan.xlsx"), "0" * 64, sheets)
    reading = read_schedule(source, "series", ScheduleOptions(**PARIS, languages=("en",)))
    found = [str(webinar["starts"])[:10] for webinar in reading.facts.webinars]
    assert found == ["2027-01-12", "2027-01-26", "2027-03-12", "2027-03-26"]
    assert f"the days were read as those of `{names[0]}`" in str(reading.notes)


def _workbook(file: Path, days: dict[str, list[int]]) -> Path:
    """Write a sheet with two sessions for each name, in March 2027."""
    workbook = Workbook()
    for name, (first, second) in days.items():
        sheet = workbook.create_sheet(name)
        sheet.append(["Date", "Time", "Title"])
        sheet.append([f"{first} March 2027", "15:00-16:00", "Ports and cities"])
        sheet.append([f"{second} March 2027", "15:00-16:00", "Roads"])
    workbook.remove(workbook.worksheets[0])
    workbook.save(file)
    return file


def test_two_states_of_a_schedule_are_not_added_up(tmp_path: Path) -> None:
    file = _workbook(tmp_path / "plan.xlsx", {"Draft 12 May": [3, 10], "Plan": [10, 17]})
    with pytest.raises(SstcError) as caught:
        _read(file, PARIS)
    message = "the sheets `Draft 12 May` and `Plan` of plan.xlsx have the same titles"
    assert message in str(caught.value)
    assert caught.value.hint == "name the one that counts, for example `--sheet Plan`, or both"
    assert len(_read(file, {**PARIS, "sheets": ("Plan",)}).facts.webinars) == 2
    both = _read(file, {**PARIS, "sheets": ("Plan", "Draft 12 May")})
    assert len(both.facts.webinars) == 4
