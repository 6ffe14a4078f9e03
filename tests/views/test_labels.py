"""Catalogues of labels: the shipped ones are whole, a workspace's own win."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from made import TEMPLATES

from sstc_cli.documents.template_check import needed_labels
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.report import Priority
from sstc_cli.views.catalogues import coverage, languages_of, new_catalogue, read_labels

USED = needed_labels([TEMPLATES])


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a catalogue of a workspace, and return the folder of its templates."""

    def write(language: str, text: str | bytes) -> Path:
        file = tmp_path / "labels" / f"{language}.po"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path

    return write


def test_the_languages_of_the_united_nations_and_portuguese_are_shipped() -> None:
    assert languages_of([TEMPLATES]) == ("ar", "es", "fr", "pt", "pt-PT", "ru", "zh")
    assert read_labels([TEMPLATES], "en") == {}
    assert set(get_args(Priority)) <= set(USED)


@pytest.mark.parametrize("language", languages_of([TEMPLATES]))
def test_a_shipped_catalogue_is_whole_and_has_each_label_once(language: str) -> None:
    found = coverage(USED, [TEMPLATES], language)
    assert (found.missing, found.unsure, found.broken) == ((), (), ())
    assert found.translated == USED
    text = (TEMPLATES / "labels" / f"{language}.po").read_text("utf-8")
    labels = re.findall('^msgid "(.+)"$', text, re.MULTILINE)
    assert [label for label in {*labels} if labels.count(label) > 1] == []


def test_labels_that_shipped_templates_no_longer_have_are_not_reported(own) -> None:
    folder = own("fr", 'msgid "Hat"\nmsgstr "Chapeau"\n')
    assert "This is what has changed." in coverage(USED, [TEMPLATES], "fr").obsolete
    assert coverage(USED, [TEMPLATES, folder], "fr").obsolete == ("Hat",)
    assert coverage(USED, [TEMPLATES, folder], "es").obsolete == ()
    assert coverage(USED, [TEMPLATES, TEMPLATES], "fr").obsolete == ()  # in a clone


@pytest.mark.parametrize("language", languages_of([TEMPLATES]))
def test_a_translation_is_not_its_english_label(language: str) -> None:
    labels = read_labels([TEMPLATES], language)
    same = {label for label in labels if labels[label] == label}
    words = {label for label in same if any(map(str.isalpha, label.split("{")[0]))}
    alike = {
        "fr": {
            *("Date", "Dates", "Programme", "Contact", "Invitation", "Minutes", "Questions"),
            *("Sources", "Figures", "Conclusions", "Population", "Figure {number}. {caption}"),
            *("Organisation", "Index", "Pages", "Code"),
        },
        "es": {"no"},
        "pt": {"Item", "E-mail"},
        "pt-PT": {"Item", "E-mail"},
    }
    assert words == alike.get(language, set())


RETIRED = {
    "ar": "القاعة|المداخل|صفحة الويب",
    "es": "Cancelación|[Pp]onente|(la|su|sus) entradas?\\b|cerrar la sala|suscrito/a",
    "fr": "Annulation|entrées?\\b|cadrage|fermer la salle|\\bQui\\b|\\bQuoi\\b",
    "pt": "Cancelamento|[Vv]ocês|entradas?\\b|(?<!Google )Agenda|[Oo] quê|ónim|género|percentage",
    "pt-PT": "[Vv]ocê|arquivo|Contato|conceitual|gênero|anônim|\\b[Ll]inks?\\b|[Pp]alestrante",
    "ru": "\\bзал|Сбор\\b|Имя в|\\b(для|Если|Теперь) В|Подключиться"
    # letters without dots, and a full stop after the abbreviated word for "year"
    "|\\b(ее|еще|ждете|займет|пришлем|учтен|отменен)\\b|[Оо]тчет|{date}\\.$",
    "zh": "现场|音响|时钟|截止事项|网页",
}


@pytest.mark.parametrize("language", RETIRED)
def test_labels_have_the_words_that_offices_use(language: str) -> None:
    texts = read_labels([TEMPLATES], language).values()
    assert [text for text in texts if re.search(RETIRED[language], text)] == []


def test_the_workspace_wins_and_keeps_the_rest(own) -> None:
    folder = own(
        "zh",
        'msgid "Agenda"\nmsgstr "日程"\n\n'
        '#, fuzzy\nmsgid "Time"\nmsgstr "?"\n\nmsgid "Date"\nmsgstr ""\n',
    )
    labels = read_labels([TEMPLATES, folder], "zh")
    assert (labels["Agenda"], labels["Time"], labels["Date"]) == ("日程", "时间", "日期")
    labels = read_labels([TEMPLATES, own("pt-BR", 'msgid "Team"\nmsgstr "Time"\n')], "pt-BR")
    assert (labels["Team"], labels["Date"]) == ("Time", "Data")


HEAD = b'msgid ""\nmsgstr ""\n'


@pytest.mark.parametrize(
    "data",
    [
        b"hello\n",
        b'msgid "\xff"\n',
        HEAD + b'"POT-Creation-Date: 2020-13-45 10:00+0000\\n"\n',
        HEAD + b'"Content-Type: text/plain; charset=nothing\\n"\n\nmsgid "a"\nmsgstr "b"\n',
    ],
)
def test_a_broken_catalogue_is_reported_with_its_place(own, data: bytes) -> None:
    with pytest.raises(SstcError, match=r"^templates/labels/zh\.po") as caught:
        read_labels([own("zh", data)], "zh")
    assert caught.value.status is ExitCode.DATA


def test_a_catalogue_makes_no_room_for_the_plurals_that_it_declares(own) -> None:
    plurals = b'"Plural-Forms: nplurals=99999999999; plural=n;\\n"\n'
    entry = b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n\nmsgid "d"\nmsgstr "e"\n'
    assert read_labels([own("zh", HEAD + plurals + entry)], "zh")["d"] == "e"


def test_a_translator_sees_what_is_left(own) -> None:
    folder = own(
        "zh",
        'msgid "A"\nmsgstr "甲"\n\nmsgid "B"\nmsgstr ""\n\n#, fuzzy\nmsgid "C"\nmsgstr "丙"\n\n'
        'msgid "{n} D"\nmsgstr "{m} 丁"\n\nmsgid "E"\nmsgstr "戊"\n\n'
        '#~ msgid "F"\n#~ msgstr "己"\n',
    )
    found = coverage(["A", "B", "C", "{n} D", "G"], [folder], "zh")
    assert found.translated == ("A", "{n} D")
    assert found.missing == ("B", "G")
    assert (found.unsure, found.broken, found.obsolete) == (("C",), ("{n} D",), ("E", "F"))


def test_a_new_catalogue_has_every_label_and_can_be_read(own) -> None:
    folder = own("it", new_catalogue(USED, "it"))
    assert coverage(USED, [folder], "it").missing == USED
    assert read_labels([folder], "it") == {}


def test_a_catalogue_that_links_to_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own" / "labels").mkdir(parents=True)
    (tmp_path / "secret").write_text('msgid "Date"\nmsgstr "secret"\n')
    (tmp_path / "own" / "labels" / "zh.po").symlink_to(tmp_path / "secret")
    with pytest.raises(SstcError, match="leads out of the folder"):
        read_labels([tmp_path / "own"], "zh")
