"""Days, times, zones, lengths and names as people write them, in seven languages."""

from datetime import date, datetime, time, timedelta

import pytest

from sstc_cli.planning.clocks import find_slot, minutes_of, parts_of
from sstc_cli.planning.days import plain
from sstc_cli.planning.foreign.dialogue import Fact
from sstc_cli.planning.foreign.headers import columns_of, wordings
from sstc_cli.planning.foreign.speakers import speakers_in
from sstc_cli.planning.foreign.spelling import (
    is_break,
    is_unknown,
    may_be_moved,
    status_of,
    without_cancelled,
    zone_in,
)
from sstc_cli.planning.foreign.timing import minutes_of_slot

FIFTH_OF_JUNE = (
    "2026-06-05", "2026年6月5日", "2026/6/5", "5 June 2026", "June 5, 2026",
    "Friday, June 5th, 2026", "5th of June 2026", "5-Jun-26", "le 5 juin 2026",
    "vendredi 5 juin 2026", "5 de junio de 2026", "viernes, 5 de junio de 2026",
    "sexta-feira, 5 de junho de 2026", "5 июня 2026 г.", "пт, 5 июня 2026", "5 يونيو 2026",
    "٥ حزيران ٢٠٢٦", "5 حزيران/يونيه 2026", "الجمعة، 5 حزيران/يونيو 2026", "20260605", "05.06.2026",
)  # fmt: skip


@pytest.mark.parametrize("text", FIFTH_OF_JUNE)
def test_one_day_in_many_spellings(text: str) -> None:
    parts = parts_of(text)
    assert parts.day.on(2026, days_first=True) == date(2026, 6, 5)
    assert parts.day.year == 2026
    assert not parts.rest


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("Fri 5 June", 6, 5), ("6月5日 周五", 6, 5), ("4/21", 4, 21), ("21.04.", 4, 21),
        ("14 Sept", 9, 14), ("SEPTEMBER 6", 9, 6), ("Вт, 7 июля", 7, 7), ("Mar. 5 juin", 6, 5),
        ("الخميس، 11 آذار/مارس", 3, 11),
    ],
)  # fmt: skip
def test_a_day_without_a_year(text: str, month: int, day: int) -> None:
    found = parts_of(text).day
    assert found.year is None
    assert found.on(2026, days_first=None) == date(2026, month, day)


def test_words_for_another_date_in_seven_languages() -> None:
    words = (
        "Rescheduled", "Reporté au 5 mai", "Aplazada", "ADIADO", "Перенесено на май",
        "延期举行", "مؤجلة",
    )  # fmt: skip
    assert all(map(may_be_moved, words))
    others = ("Reporte de ventas", "Moved by music", "Cancelled flights", "Un rapport", "الأجل")
    assert not any(map(may_be_moved, others))


@pytest.mark.parametrize(
    ("text", "clock", "rest"),
    [
        ("23 Mar 30 Mar", None, "30"), ("23 Mar/30 Mar", None, "30"), ("5 Mar 10 am", 600, ""),
        ("5 Mar 15 Uhr", 900, ""), ("5 Mar 10-11:30", 600, ""), ("5 Mar 10 to 11 am", 600, ""),
    ],
)  # fmt: skip
def test_a_number_behind_a_day_that_is_no_year(text: str, clock: int | None, rest: str) -> None:
    parts = parts_of(text)
    assert parts.day.year is None
    assert (parts.slot.starts and parts.slot.starts.minutes, parts.rest) == (clock, rest)


def test_a_day_may_have_two_readings() -> None:
    found = parts_of("5/6/2026").day
    assert found.readings() == ((6, 5), (5, 6))
    assert found.on(2026, days_first=None) is None
    assert found.on(2026, days_first=True) == date(2026, 6, 5)
    assert found.on(2026, days_first=False) == date(2026, 5, 6)
    only = parts_of("13/6/2026").day
    assert (only.readings(), only.shape) == (((6, 13),), "dmy")


@pytest.mark.parametrize("text", ["TBC", "May 2026", "afternoon", "Green ports", "32 June 2026"])
def test_what_is_not_a_day(text: str) -> None:
    assert parts_of(text).day is None


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("14:00–15:30", "14:00", "15:30"), ("2:30 PM EDT", "14:30", None),
        ("5 pm", "17:00", None), ("9h00 – 10h30", "9:00", "10:30"), ("14h", "14:00", None),
        ("14.30-16.00", "14:30", "16:00"), ("下午3:00-4:30", "15:00", "16:30"),
        ("15点30分", "15:30", None), ("下午2点半", "14:30", None), ("noon", "12:00", None),
        ("12pm", "12:00", None), ("12 am", "0:00", None), ("midi", "12:00", None),
        ("9:00 am to 9:30 am", "9:00", "9:30"), ("11-1 pm", "11:00", "13:00"),
        ("2-3pm", "14:00", "15:00"), ("de 14h à 15h30", "14:00", "15:30"),
        ("с 14:00 до 15:30", "14:00", "15:30"), ("من 14:00 إلى 15:00", "14:00", "15:00"),
        ("1400-1530", "14:00", "15:30"), ("12:15-1.45", "12:15", "13:45"),
        ("1:10- 2:00", "13:10", "14:00"), ("23:00-00:30", "23:00", "24:30"),
        ("22:00 - 1:00", "22:00", "25:00"), ("12:00 noon - 1:00 pm", "12:00", "13:00"),
        ("晚上7点半至9点", "19:30", "21:00"), ("中午11点半", "11:30", None),
        ("晚上12点", "24:00", None),
        ("12 de la noche", "24:00", None), ("01:10-02:00", "1:10", "2:00"),
        ("20:00-24:00", "20:00", "24:00"),
    ],
)  # fmt: skip
def test_times_of_day(text: str, starts: str, ends: str | None) -> None:
    found = minutes_of_slot(find_slot(plain(text))[0])
    assert found == (_minutes(starts), ends and _minutes(ends))


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def test_what_excel_makes_of_dates_and_times() -> None:
    number = parts_of(46178.0)
    assert number.day.on(2026, days_first=None) == date(2026, 6, 5)
    assert "2026-06-05 in Excel" in number.guessed
    first = parts_of(datetime(1899, 12, 31, 15, 0))
    assert (first.day, first.slot.starts and first.slot.starts.minutes) == (None, 900)
    assert parts_of(time(15, 30)).slot.starts.minutes == 930  # type: ignore[union-attr]
    assert parts_of(timedelta(hours=9)).slot.starts.minutes == 540  # type: ignore[union-attr]
    assert parts_of(0.625, times_only=True).slot.starts.minutes == 900  # type: ignore[union-attr]
    typed = parts_of(1.1, times_only=True)  # `1.10` became a number
    assert (typed.slot.starts and typed.slot.starts.minutes, typed.guessed) == (70, "read as 01:10")
    both = parts_of("SEPTEMBER 6 - 3pm")
    assert both.day is not None
    assert both.slot.starts.minutes == 900


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        (90.0, 90), ("90", 90), ("90 min", 90), ("1h30", 90), ("1.5 hours", 90),
        ("1 hour 30 minutes", 90), ("2小时", 120), ("45分钟", 45), ("1:30", 90), (time(1, 30), 90),
        (timedelta(hours=1), 60), ("une heure", None), ("soon", None), (0.0, None),
        (9_000.0, None), ("1 час 30 мин", 90),
    ],
)  # fmt: skip
def test_lengths(value: object, minutes: int | None) -> None:
    assert minutes_of(value) == minutes  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Nairobi time", "Africa/Nairobi"), ("北京时间", "Asia/Shanghai"),
        ("heure de Paris", "Europe/Paris"), ("hora de Brasília", "America/Sao_Paulo"),
        ("بتوقيت القاهرة", "Africa/Cairo"), ("по московскому времени", "Europe/Moscow"),
        ("asia/shanghai", "Asia/Shanghai"), ("GMT", "UTC"), ("New York time", "America/New_York"),
        ("Geneva time", "Europe/Zurich"), ("UTC", "UTC"), ("Geneva (CEST)", "Europe/Zurich"),
        ("بتوقيت مكة المكرمة", "Asia/Riyadh"), ("Nairobi, GMT+3", "Africa/Nairobi"),
    ],
)  # fmt: skip
def test_a_place_names_a_zone(words: str, zone: str) -> None:
    named = zone_in(words)
    assert named.zone == zone


@pytest.mark.parametrize(
    ("words", "first", "offset"),
    [("CST", "Asia/Shanghai", None), ("EAT", "Africa/Nairobi", None), ("UTC−5", None, -300)],
)
def test_an_abbreviation_or_an_offset_is_no_zone(
    words: str, first: str | None, offset: int | None
) -> None:
    named = zone_in(words)
    assert named.zone is None
    assert next(iter(named.possible), None) == first
    assert named.offset == offset


@pytest.mark.parametrize(
    "words",
    ["afternoon", "Women in Trade", "", "TBC", "Green ports", "et résumé", "of the art", "UTC+99"],
)
def test_other_words_are_not_zones(words: str) -> None:
    assert zone_in(words) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee, Bo Chen", ["Ann Lee", "Bo Chen"]),
        ("Ann Lee and Bo Chen", ["Ann Lee", "Bo Chen"]),
        ("王芳、李雷", ["王芳", "李雷"]),
        ("薛林, 莫剛", ["薛林", "莫剛"]),
        ("Prof. Ali Khan\nMs. Ana Silva", ["Ali Khan", "Ana Silva"]),
        ("Ann Lee (UN), Bo Chen (WTO)", ["Ann Lee", "Bo Chen"]),
        ("Kaplan, Greg", ["Kaplan, Greg"]),
        ("PortData, ShipWatch", ["PortData, ShipWatch"]),
        ("Johnson and Johnson", ["Johnson and Johnson"]),
        ("TBC", []),
        ("M. Jean Dupont et Mme Marie Curie", ["Jean Dupont", "Marie Curie"]),
        ("أحمد علي، سارة محمد", ["أحمد علي", "سارة محمد"]),
        ("أحمد علي و سارة محمد", ["أحمد علي", "سارة محمد"]),
        ("أحمد علي، وزارة التجارة", ["أحمد علي"]),
        ("João Reis e Lia Costa", ["João Reis", "Lia Costa"]),
        ("Dr. Ali, Mr. Bo and Ms. Cy", ["Ali", "Bo", "Cy"]),
        ("د. أحمد علي، د. سارة", ["أحمد علي", "سارة"]),
        ("Ann Lee, PhD, Bob Day, MD", ["Ann Lee", "Bob Day"]),
        ("Bob Day, Jr.", ["Bob Day Jr."]),
        ("Panel: Bo Chen, Cy Dee. Discussant: Di Eff", ["Bo Chen", "Cy Dee", "Di Eff"]),
        ("主持：王芳 主讲：李雷", ["王芳", "李雷"]),
    ],
)
def test_the_persons_in_a_cell(text: str, names: list[str]) -> None:
    assert [speaker.name for speaker in speakers_in(text)] == names


def test_what_stands_beside_a_name() -> None:
    (person,) = speakers_in("Dr. Jane Doe, Director, Ministry of Trade <jane@example.org>")
    assert (person.honorific, person.name, person.position) == ("Dr.", "Jane Doe", "Director")
    assert (person.organisation, person.email) == ("Ministry of Trade", "jane@example.org")
    for text in (
        "Ann Lee (she/her)",
        "Ann Lee [replaces Bob Day]",
        "Ann Lee - declined",
        "Ann Lee (chair)",
        "Awa Ba (modératrice)",
        "Ana Paz (Moderadora)",
        "Иван Петров (ведущий)",
        "Ann Lee, absent",
        "Ann Lee, PhD",
        "Moderator: Ann Lee",
        "王芳（主持）",
    ):
        assert [speaker.organisation for speaker in speakers_in(text)] == [""]
    (member,) = speakers_in("Ann Lee (UN, online)")
    assert member.organisation == "UN"
    (lawyer,) = speakers_in("Ann Lee, Prof. of Law")
    assert lawyer.organisation == "Prof. of Law"
    (other,) = speakers_in("Jeff  Chan (University of California, Berkeley (Haas))")
    assert other.organisation == "University of California, Berkeley (Haas)"


def test_words_that_say_nothing_or_something_else() -> None:
    assert all(
        map(is_unknown, ("TBC", "待定", "à confirmer", "Por confirmar", "уточняется", "-", "?"))
    )
    assert not is_unknown("To be confirmed by the minister")
    assert all(map(is_break, ("Coffee Break", "Lunch", "茶歇", "Pause café", "Обед", "Almuerzo")))
    assert all(map(is_break, ("Eid: no session", "Date limite d’inscription", "报名截止")))
    assert not any(map(is_break, ("Registration of ships", "No class: the poor in ports")))
    assert not any(map(is_break, ("Breaking the ice", "Lunch and learn: ports")))
    assert without_cancelled("CANCELLED: Green ports") == ("Green ports", True)
    assert without_cancelled("Ann Lee (UN)   Cancelled") == ("Ann Lee (UN)", True)
    assert without_cancelled("Cancelled debts of small firms")[1] is False
    statuses = {word: status_of(word) for word in ("Held", "已取消", "confirmé", "перенесено")}
    assert statuses == {
        "Held": "held",
        "已取消": "cancelled",
        "confirmé": "planned",
        "перенесено": None,
    }


def test_no_wording_is_about_two_facts() -> None:
    facts: dict[str, set[Fact]] = {}
    for fact, _, wording in wordings():
        facts.setdefault(plain(wording), set()).add(fact)
    assert {text: found for text, found in facts.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", ["en", "ar", "zh", "fr", "pt", "ru", "es"])
def test_every_fact_has_wordings_in_each_language(language: str) -> None:
    known = {fact for fact, code, _ in wordings() if code == language}
    assert set(Fact) - known == {Fact.NONE}


def test_headers_name_languages_zones_and_groups() -> None:
    header = [
        "Date (dd/mm/yyyy)", "Time (Nairobi time)", "Title (EN)", "中文题目", "Speaker 1",
        "Company2", "start_time", "Speker",
    ]  # fmt: skip
    columns = columns_of(header, {})
    found = [(column.fact, column.language, column.group) for column in columns]
    assert found == [
        (Fact.DATE, "", 0), (Fact.TIME, "", 0), (Fact.TITLE, "en", 0), (Fact.TITLE, "zh", 0),
        (Fact.SPEAKER, "", 1), (Fact.ORGANISATION, "", 2), (Fact.STARTS, "", 0), (None, "", 0),
    ]  # fmt: skip
    assert (columns[0].order, columns[1].zone) == ("dmy", "Nairobi time")
