"""Lists of contacts: columns in seven languages, cells, and one line for each mistake."""

from pathlib import Path

import pytest
from conftest import read_series
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_office import write_rows

from sstc_cli.errors import SstcError
from sstc_cli.mail.addresses import read_address
from sstc_cli.mailing.contacts import ContactReading, find_table, read_contacts
from sstc_cli.model.zones import zone_named
from sstc_cli.sheets import read_sheets

SERIES = read_series(
    """
    languages: [en, zh, fr]
    audiences:
      - {id: city-officials, name: {en: City officials, zh: 城市官员}}
      - {id: companies, name: Companies}
    """
)


def read(
    path: Path, rows: list[tuple[object, ...]], column: str | None = None, *, utf8: bool = False
) -> ContactReading:
    source = read_sheets(write_rows(path / "contacts.xlsx", rows), None, SERIES.languages)
    return read_contacts(source, find_table(source, column), SERIES, smtputf8=utf8)


@pytest.mark.parametrize(
    "headers",
    [
        ("E-mail address", "First name", "Last name", "Language", "Time zone", "Country",
         "Organisation", "Audience", "Salutation"),
        ("电子邮箱", "名字", "姓氏", "首选语言", "时区", "国家", "单位", "参会群体", "称呼"),
        ("Courriel", "Prénom", "Nom", "Langue", "Fuseau horaire", "Pays", "Organisme",
         "Public cible", "Civilité"),
        ("Correo electrónico", "Nombre", "Apellidos", "Idioma", "Zona horaria", "País",
         "Organización", "Grupo", "Tratamiento"),
        ("Электронная почта", "Имя", "Фамилия", "Язык", "Часовой пояс", "Страна", "Организация",
         "Аудитория", "Обращение"),
        ("البريد الإلكتروني", "الاسم الأول", "اسم العائلة", "اللغة", "المنطقة الزمنية", "البلد",
         "المؤسسة", "الفئة المستهدفة", "مخاطبة"),
        ("Endereço de e-mail", "Primeiro nome", "Sobrenome", "Idioma", "Fuso horário", "País",
         "Instituição", "Público-alvo", "Pronome de tratamento"),
        ("E-mail / 邮箱", "First name (名)", "Last name\n姓", "Language/语言", "Time zone | 时区",
         "Country (国家)", "Organization", "Target group", "Honorific"),
    ],
)  # fmt: skip
def test_columns_are_recognised_in_seven_languages(tmp_path, headers) -> None:
    cells = ("ama@example.org", "Ama", "Owusu", "法语", "Nairobi", "Ghana", "City of Accra",
             "City officials", "Ms")  # fmt: skip
    reading = read(tmp_path, [headers, cells])
    assert not reading.rejected and not reading.notes
    (ama,) = reading.people
    assert ama.name is not None and ama.name.pick("en") == "Ama Owusu"
    assert (ama.language, ama.zone, ama.country) == ("fr", "Africa/Nairobi", "GH")
    assert (ama.audience, ama.organisation) == ("city-officials", "City of Accra")
    assert ama.honorific == "Ms"


@pytest.mark.parametrize(
    ("text", "language"),
    [("en", "en"), ("EN", "en"), ("zh-CN", "zh"), ("zh_Hans", "zh"), ("Chinese", "zh"),
     ("中文", "zh"), ("汉语", "zh"), ("Inglés", "en"), ("français", "fr"), ("الإنجليزية", "en"),
     ("fr-CA", "fr")],
)  # fmt: skip
def test_languages_are_codes_or_names(tmp_path: Path, text: str, language: str) -> None:
    reading = read(tmp_path, [("E-mail", "Language"), ("ama@example.org", text)])
    assert [person.language for person in reading.people] == [language]


def test_names_stay_as_given(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("Name", "E-mail"), ("van der BERG, Ann", "a@example.org"),
            ("", "Pat O'Connor <pat@example.org>"), ("", "c@example.org")]  # fmt: skip
    names = [person.name and person.name.pick("en") for person in read(tmp_path, rows).people]
    assert names == ["van der BERG, Ann", "Pat O'Connor", None]
    eastern: list[tuple[object, ...]] = [("姓", "名", "邮箱"), ("王", "小明", "w@example.org")]
    (wang,) = read(tmp_path, eastern).people
    assert wang.name is not None and wang.name.pick("zh") == "王小明"


def test_a_bare_list_needs_no_header(tmp_path: Path) -> None:
    reading = read(tmp_path, [("ama@example.org",), ("kofi@example.org",)])
    assert [person.address.wire for person in reading.people] == [
        "ama@example.org", "kofi@example.org",
    ]  # fmt: skip


def test_two_columns_with_addresses_need_a_decision(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("E-mail", "Courriel", "Work"), ("a@example.org", "b@example.org", "c@example.org"),
    ]  # fmt: skip
    with pytest.raises(SstcError, match=r"several columns with addresses: `E-mail` \(A\)") as both:
        read(tmp_path, rows)
    assert both.value.hint == "name one of them: `--column A`"
    for column, address in (("A", "a@"), ("courriel", "b@"), ("Work", "c@"), ("c", "c@")):
        (person,) = read(tmp_path, rows, column).people
        assert person.address.wire.startswith(address)
    with pytest.raises(SstcError, match="no column `Z`"):
        read(tmp_path, rows, "Z")
    with pytest.raises(SstcError, match="several columns"):
        read(tmp_path, [("a@example.org", "b@example.org")])


def test_a_file_without_addresses_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SstcError, match="no column with addresses"):
        read(tmp_path, [("Name", "Address"), ("Ama", "1 High Street")])


def test_each_mistake_is_one_line_without_the_cell(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("List of 2020",), ("Name", "E-mail", "Country"), ("A", "one@secret", ""),
        ("B", "x@secret.org, y@secret.org", ""), ("C", "", "Kenya"),
        ("D", "z@secret.invalid", ""), ("E", "fine@example.org", "Atlantis"),
        ("F", "Fine@Example.org", ""), ("G", "用户@secret.org", ""), ("", "", ""),
        ("H", ".a20@secret.org", ""), ("I", "“.a21@secret.org”", ""),
    ]  # fmt: skip
    reading = read(tmp_path, rows)
    codes = {number: found.code for number, found in reading.rejected.items()}
    assert codes == {3: "E741", 4: "E742", 5: "E743", 6: "E741", 9: "E744", 11: "E741", 12: "E741"}
    assert str(reading.rejected[4].place) == "contacts.xlsx!Sheet1!B4"
    assert [(note.code, str(note.place)) for note in reading.notes] == [
        ("W742", "contacts.xlsx!Sheet1!C7"), ("W743", "contacts.xlsx!Sheet1!B8"),
    ]  # fmt: skip
    told = [*reading.rejected.values(), *reading.notes]
    assert not any("secret" in f"{found.message}{found.hint}" for found in told)
    (one, other) = reading.people
    assert one.key == other.key
    assert len(read(tmp_path, rows, utf8=True).people) == 3


@settings(max_examples=40)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_any_cell_is_an_address_or_a_line(tmp_path: Path, cells: list[str]) -> None:
    plain = [cell for cell in cells if not any(ord(char) < 32 for char in cell)]
    rows: list[tuple[object, ...]] = [("Name", "E-mail"), ("x", "ama@example.org")]
    reading = read(
        tmp_path, rows + [("n", cell.encode(errors="ignore").decode()) for cell in plain]
    )
    for person in reading.people:
        assert read_address(person.address.wire).wire == person.address.wire
    assert len(reading.people) + len(reading.rejected) >= 1 + sum(
        1 for cell in plain if cell.strip()
    )


@pytest.mark.parametrize(
    ("cell", "zone"),
    [("Beijing", "Asia/Shanghai"), ("北京", "Asia/Shanghai"), ("Geneva", "Europe/Zurich"),
     ("New Delhi", "Asia/Kolkata"), ("Nairobi", "Africa/Nairobi"), ("Nowhere", None)],
)  # fmt: skip
def test_a_city_names_the_zone_that_has_another_name(cell: str, zone: str | None) -> None:
    assert zone_named(cell) == zone


@pytest.mark.parametrize("header", ["Work e-mail", "Email 2", "Other", ""])
def test_a_column_full_of_addresses_counts_whatever_its_header(tmp_path: Path, header: str) -> None:
    rows: list[tuple[object, ...]] = [
        ("Name", "E-mail", header), ("A", "a@example.org", "b@example.org"),
        ("B", "c@example.org", ""), ("C", "d@example.org", "E <e@example.org>"),
        ("D", "f@example.org", "none"),
    ]  # fmt: skip
    other = f"`{header}` \\(C\\)" if header else "C"
    with pytest.raises(SstcError, match=rf"addresses: `E-mail` \(B\) and {other}$") as both:
        read(tmp_path, rows)
    assert both.value.hint == "name one of them: `--column B`"
    assert [person.address.wire[0] for person in read(tmp_path, rows, "B").people] == [*"acdf"]
    few = [("Name", "E-mail", "Notes"), ("A", "a@example.org", "ask b@example.org"),
           ("B", "c@example.org", "x@example.org"), ("C", "d@example.org", "fine")]  # fmt: skip
    assert len(read(tmp_path, [*few]).people) == 3


def test_a_mistake_in_a_name_is_at_the_cell_of_the_name(tmp_path: Path) -> None:
    code = "X =?utf-8?q?x?="
    rows: list[tuple[object, ...]] = [
        ("E-mail", "First name", "Last name", "Name"), ("a@example.org", "A", code, ""),
        ("b@example.org", "", "", code), (f"{code} <c@example.org>", "", "", ""),
    ]  # fmt: skip
    found = [str(error.place) for error in read(tmp_path, rows).rejected.values()]
    assert found == [f"contacts.xlsx!Sheet1!{cell}" for cell in ("C2", "D3", "A4")]
