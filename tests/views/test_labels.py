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
from sstc_cli.numbers.words import Words
from sstc_cli.render.escape import escape
from sstc_cli.render.templates import translator
from sstc_cli.views.catalogues import CATALOGUES, coverage, languages_of, new_catalogue, read_labels
from sstc_cli.workspace.starter import FOLDER as STARTER

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
            *("Organisation", "Index", "Pages", "Code", "Question"),
        },
        "es": {"no"},
        "pt": {"Item", "E-mail"},
        "pt-PT": {"Item", "E-mail"},
    }
    assert words == alike.get(language, set())


# a word or sign that a reader stumbles over, and why; a translator sees the reason when it fails
RETIRED = {
    "ar": {
        "القاعة|مداخل|تقويمات": "people join a call, give a `عرض`, and have a `قيد` in `تقاويم`",
        "محاضرة|كلمتكم|إلقاء|كلمة في": "a talk is a `عرض` everywhere",
        "سير الفعالية": "the run of show is `سير الندوة`",
        r"\b(امسح|الصق|استخدم|قارن|اسأل|اترك|أضف|انظر)\b": "readers are addressed in the plural",
        r"\b(جاهز|جد|مجدد|نمو|عدد|صالح|أيض|حالي|مع|قليل)ا\b|اً": "tanwin is written: `ًا`",
        "[ء-ي)], ": "the comma is `،`",
    },
    "es": {
        "Cancelación|[Aa]nula": "webinars are cancelled with words of `cancelar`, in small letters",
        r"[Pp]onente|[Ii]nterven(ir|ción|iera)": "who speaks is `orador`, and a talk is `ponencia`",
        r"(la|su|sus) entradas?\b": "calendars have events",
        "cerrar la sala|ordenador|orden:": "American Spanish, as offices of the UN write it",
        "suscrito/a": "no slash in a sentence: write it without a gender",
        "cuestionario": "a survey is an `encuesta`",
    },
    "fr": {
        "Annulation": "a heading says `Annulé`",
        r"entrées?\b|agenda(?! Google)": "calendars (`calendrier`) have events",
        r"cadrage|\bQui\b|\bQuoi\b|Déroulé": "a run of show is a `conducteur`",
        "fermer la salle": "the organisers end a call",
        "[Ee]xposé|Sujet {": "a talk is an `intervention`",
        "enquête": "a survey is a `questionnaire`",
        "[Aa]ttestation": "a certificate is a `certificat` everywhere",
        r"\(e\)": "no brackets in words: write them without a gender",
        r"« | [:;!?»]": "these signs need a space that does not break a line",
    },
    "pt": {
        "Cancelamento|[Oo] quê": "not a heading that offices use",
        "[Vv]ocês|convidá-": "groups are not addressed directly",
        r"entradas?\b": "calendars have events",
        "(?<!Google )Agenda|[Oo]rdem do dia|Programa (detalhado|-padrão)": "it is `programação`",
        r"ónim|género|percentage|\b[Nn]um[ao]?\b|demasiado|cumprimentos": "Portuguese of Brazil",
        "pesquisa|inquérito": "a survey is a `questionário`",
        r"(?<![{/])\b[Ww]ebinars?\b|[Ff]icheiro|Aspeto": "`webinário`, `arquivo`, `aparência`",
        "«": "quotation marks are “ ”",
        r"(?<![{/])\b[Ww]ebinars?\b": "it is a `webinário`",
    },
    "pt-PT": {
        r"[Vv]ocê|[Aa]rquivo|[Cc]ontato|conceitual|gênero|anônim|\b[Ll]inks?\b": (
            "Portuguese of Portugal"
        ),
        r"ompartilh|onect|scanei|[Ee]xclu|\b[Ee]m (um|outr)|[Ss]lide|respectiv|[Ii]dioma|repasse": (
            "Portuguese of Portugal: partilhar, entrar, digitalizar, eliminar, num, diapositivo"
        ),
        "[Pp]alestrante": "who speaks is `orador`",
        "inquérito": "a survey is a `questionário`",
        "«": "quotation marks are “ ”, as in the labels of `pt`, which it shares",
    },
    "ru": {
        r"\bзал|[Сс]еанс|[Сс]есси": "people join a `конференция`",
        r"Сбор\b|Имя в|Подключиться": "not a heading that offices use",
        r"\b(для|без|Если|Теперь) В": "`вы` has a small letter, for many readers",
        r"\b(ее|еще|ждете|займет|пришлем|учтен|отменен|провел|О чем)\b|[Оо]тчет|деленн|влеченн": (
            "the letter ё has its dots"
        ),
        r"{date}\.$": "a date ends with `г.`, which has a full stop",
        r"[Дд]оклад(?!чик)": "a talk is a `выступление`",
        r"\b[Оо]прос\b": "a survey is an `анкета`",
        "служебного пользования": "that is a stamp of secrecy",
        " – ": "the dash in a sentence is —",
    },
    "zh": {
        "现场|音响|时钟|截止事项|网页|官网": "not what an organiser of webinars writes",
        "贵": "readers are addressed as 您",
        "出席": "who takes part is 参会",
        "分议题|^发言$": "a talk is a 演讲",
        "参与者|评估报告": "participants are 参会者, and the report is a 评价报告",
        " %": "no space before %",
    },
}


@pytest.mark.parametrize("language", RETIRED)
def test_labels_have_the_words_that_offices_use(language: str) -> None:
    catalogues = (read_labels([folder], language) for folder in (TEMPLATES, CATALOGUES, STARTER))
    texts = [text for labels in catalogues for text in labels.values()]
    for pattern, why in RETIRED[language].items():
        assert [text for text in texts if re.search(pattern, text)] == [], why


@pytest.mark.parametrize(("language", "other"), [("ar", "إلكترونية"), ("zh", "(?<!网络)研讨会")])
def test_the_terminal_and_its_page_have_one_word_for_a_webinar(language: str, other: str) -> None:
    texts = read_labels([CATALOGUES], language).values()
    assert [text for text in texts if re.search(other, text)] == []


@pytest.mark.parametrize(
    ("language", "weeks", "often", "later"),
    [
        ("fr", 2, "Toutes les 2 semaines (x)", "après 2 jours"),
        ("ru", 2, "Раз в 2 недели (x)", "через 2 дня"),
        ("ru", 5, "Раз в 5 недель (x)", "через 5 дней"),
        ("ru", 21, "Раз в 21 неделю (x)", "через 21 день"),
        ("ar", 2, "مرة كل أسبوعين (x)", "بعد يومين"),
        ("ar", 3, "مرة كل 3 أسابيع (x)", "بعد 3 أيام"),
        ("ar", 12, "مرة كل 12 أسبوعًا (x)", "بعد 12 يومًا"),
    ],
)
def test_a_number_has_the_form_of_its_noun(
    language: str, weeks: int, often: str, later: str
) -> None:
    labels = read_labels([TEMPLATES], language)
    translate = translator(lambda label: labels[label], escape, escape)
    assert translate("Every {weeks} weeks ({days})", weeks=weeks, days="x") == often
    assert Words(language, labels).say("after {days} days", days=weeks) == later
    pairs = "the change may be due to chance (exact McNemar test, {pairs} pairs)"
    assert "≈ 7" in Words(language, labels).say(pairs, pairs="≈ 7")


@pytest.mark.parametrize("language", languages_of([TEMPLATES]))
def test_a_subject_has_no_colon_but_that_of_its_title(language: str) -> None:
    labels = read_labels([TEMPLATES], language)
    subjects = [labels[label] for label in ("{what}, {date} – {title}", "{what} – {title}")]
    assert not re.search("[:：]", "".join(subjects))


def test_a_chinese_list_has_its_own_comma() -> None:
    assert Words("zh", read_labels([TEMPLATES], "zh")).webinars([7, 8]) == "第7、8场研讨会"


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


def test_a_catalogue_brings_forms_but_no_rule_and_no_number_of_them(own) -> None:
    """A head with another rule, as Poedit's for Portuguese, changes nothing."""
    plurals = b'"Plural-Forms: nplurals=99999999999; plural=n/0;\\n"\n'
    forms = b'msgid "{n} b"\nmsgid_plural "{n} b"\nmsgstr[0] "%b"\nmsgstr[1] "%b"\n'
    folder = own("es", HEAD + plurals + b"\n" + forms % (b"un b", b"{n} bes"))
    labels = read_labels([folder], "es")
    say = Words("es", labels).say
    assert [say("{n} b", n=number) for number in (1, 2, 10**6)] == ["un b", "2 bes", "1000000 bes"]
    assert coverage(["{n} b"], [folder], "es").broken == ()
    for wrong in ((b"{m} b", b"{n} bes"), (b"{n} b", b"bes")):
        assert coverage(["{n} b"], [own("es", HEAD + forms % wrong)], "es").broken == ("{n} b",)


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
