"""What Excel's plain csv has on Windows in each language is read as it was written."""

import pytest
from conftest import Sstc, alter

from sstc_cli.errors import SstcError
from sstc_cli.sheets.csv_tables import decoded

TEXTS = (
    ("ru", "cp1251", "Согласие,Имя,Пол\nДа,Мария Иванова,Женщина\nНет,Пётр,Мужчина\n"),
    ("uk", "cp1251", "Згода,Ім'я\nТак,Олена Їжак\n"),
    ("ar", "cp1256", "الموافقة,الاسم\nنعم,محمد السلام\nلا,فاطمة\n"),
    ("fa", "cp1256", "رضايت,نام\nبله,پروين\n"),
    ("pl", "cp1250", "Zgoda,Imię i nazwisko,Płeć\nTak,Łukasz Wiśniewski,Mężczyzna\n"),
    ("cs", "cp1250", "Souhlas,Jméno,Pohlaví\nAno,Jiří Dvořák,Muž\n"),
    ("hu", "cp1250", "Beleegyezés,Név,Neme\nIgen,Szőke Júlia,Nő\n"),
    ("ro", "cp1250", "Acord,Nume,Ţară\nDa,Şerban Ionuţ,România\n"),
    (
        "zh-Hant",
        "cp950",
        "同意,姓名,性別\n是,王小明,男\n否,陳美麗,女性\n您是否同意我們使用您的回答\n",
    ),
    ("zh", "gb18030", "同意,姓名,性别\n是,王小明,男\n否,陈美丽,女性\n您是否同意我们使用您的回答\n"),
    ("ko", "cp949", "동의,이름,성별\n예,김민수,남성\n아니요,이영희,여성\n"),
    ("ja", "cp932", "同意,氏名,性別\nはい,山田太郎,男性\nいいえ,鈴木花子,女性\n"),
    ("el", "cp1253", "Συγκατάθεση,Όνομα\nΝαι,Μαρία Παπαδοπούλου\n"),
    ("he", "cp1255", "הסכמה,שם\nכן,משה כהן\n"),
    ("tr", "cp1254", "Onay,Adı Soyadı,Cinsiyet\nEvet,Ayşe Yıldız,Kadın\n"),
    ("fr", "cp1252", "Accord,Prénom,Âge\nOui,François Élodie,à décider\n"),
    ("es", "cp1252", "Consentimiento,Año\nSí,José Muñoz\n"),
)
MANY = ("en", "fr", "es", "ru", "ar", "zh", "ko", "ja", "pl", "el", "tr")


@pytest.mark.parametrize(("language", "codec", "text"), TEXTS, ids=[row[0] for row in TEXTS])
def test_the_encoding_is_guessed_by_the_languages(language: str, codec: str, text: str) -> None:
    for languages in ([language], ["en", language], [language, *MANY], [*MANY, language]):
        found, name = decoded(text.encode(codec), "a.csv", None, languages)
        assert (found, languages) == (text, languages), name
        assert decoded(text.encode(), "a.csv", None, languages) == (text, "UTF-8")


@pytest.mark.parametrize("text", [row[2] for row in TEXTS if row[1] in ("cp1252", "gb18030")])
def test_french_spanish_and_chinese_are_read_in_any_series(text: str) -> None:
    codec = "gb18030" if "同意" in text else "cp1252"
    for languages in ([], ["en"], ["ru"], ["ar", "ko"], ["pl", "cs", "hu", "tr"]):
        assert decoded(text.encode(codec), "a.csv", None, languages)[0] == text


UNLIKELY = [
    *((row[1], row[2]) for row in TEXTS if row[1] in ("cp1251", "cp1253", "cp1255", "cp949")),
    ("cp1256", TEXTS[2][2]),
    ("cp1250", "Zgoda,Płeć\nMężczyzna,Małgorzata Zając\nMężczyzna,Grażyna\n"),
    ("koi8-r", TEXTS[0][2]),
    ("iso8859-5", TEXTS[0][2]),
    ("euc-jp", "同意,氏名\nはい,山田太郎\nいいえ,鈴木花子の東京大学\n"),
]


@pytest.mark.parametrize(("codec", "text"), UNLIKELY)
@pytest.mark.parametrize("languages", [["en"], ["en", "fr"]])
def test_letters_that_look_wrong_are_refused(codec: str, text: str, languages: list[str]) -> None:
    with pytest.raises(SstcError, match=r"the encoding of a\.csv is unclear") as caught:
        decoded(text.encode(codec), "a.csv", None, languages)
    assert "`--encoding cp1251`" in str(caught.value.hint)
    assert decoded(text.encode(codec), "a.csv", codec, languages) == (text, codec)


@pytest.mark.parametrize("codec", ["koi8-r", "iso8859-5"])
def test_older_encodings_of_russian_are_refused(codec: str) -> None:
    with pytest.raises(SstcError, match=r"the encoding of a\.csv is unclear"):
        decoded(TEXTS[0][2].encode(codec), "a.csv", None, ["en", "ru"])


@pytest.mark.parametrize(
    "text",
    [
        "Accord;Où\nà;É\nŒuvre;L’été – 25 °C, 3 m², 5 £ «oui»\n",
        "Sí;¿Qué?\n¡No!;1ª, nº 3, MUÑOZ, ÁÉÍÓÚ\n",
        "Ja;Größe\nNein;ÄRZTE, Übung, Ångström, Þór, naïve, Ærø\n",
        "Não;ções\nYes;It’s … “fine”, l·l, 4×5, §3\n",
    ],
)
def test_western_european_is_read(text: str) -> None:
    assert decoded(text.encode("cp1252"), "a.csv", None, ["en"]) == (text, "Windows 1252")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [*(row[2] for row in TEXTS), "a\tb\n上,1\n", "Sí;No\r\n"])
def test_utf_16_needs_no_mark(codec: str, text: str) -> None:
    assert decoded(text.encode(codec), "a.csv", None, ["en"]) == (text, "UTF-16")
    assert decoded(f"\ufeff{text}".encode(codec), "a.csv", None, ["en"]) == (text, "UTF-16")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Consent,Name\nYes,An\0a\n", "a.csv, line 2: a NUL character"),
        ("a,b\n1,2\n".encode("utf-16")[2:-1], "a.csv is neither a workbook nor a readable csv"),
    ],
)
def test_other_bytes_that_are_nul_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(SstcError, match=message):
        decoded(data, "a.csv", None, ["en"])


def test_the_guess_is_named(sstc: Sstc, workspace) -> None:
    alter(workspace, "languages: [en, zh]", "languages: [en, zh, ru]")
    (workspace / "a.csv").write_text("Consent,Gender,Имя\nYes,Woman,Мария\n", "cp1251")
    words = ("surveys", "import", "a.csv", "--survey", "exit", "--webinar", 7, "--dry-run")
    assert "a.csv was read as Windows 1251 (Cyrillic); `--encoding` changes" in sstc(*words).err
    (workspace / "a.csv").write_text("Ответ,Имя\nда,Мария\n", "cp1251")
    unknown = sstc(*words).err
    assert "no row of a.csv has the questions of a survey; it was read as Windows 1251" in unknown
    assert "help: if its letters are wrong, name the encoding with `--encoding`" in unknown
