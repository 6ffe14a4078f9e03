"""Every form is read by its tool's own reader, and what comes back needs no mapping."""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml
from conftest import Sstc, read_series, write_csv
from shipped import SERIES, stored

from sstc_cli.model import Question, Series, Survey
from sstc_cli.model.countries import NAMED_IN, countries
from sstc_cli.model.languages import alphabet_key
from sstc_cli.model.series import with_topics
from sstc_cli.source import build
from sstc_cli.source.parser import read
from sstc_cli.survey.forms import FORMS, Form, choices_of
from sstc_cli.survey.webinars import Webinars

PEOPLE = 3
SLOT = "starts: 2020-08-14 15:30, ends: 2020-08-14 17:00"
LANGUAGES = ["en", "zh", "fr", "ar"]


@pytest.fixture(params=["registration", "exit", "later"])
def survey(request: pytest.FixtureRequest, workspace: Path) -> Survey:
    """Return a shipped survey of the workspace, which also asks in French and Arabic."""
    file = workspace / "data" / "surveys" / f"{request.param}.yaml"
    document = translated(yaml.load(file.read_text("utf-8"), yaml.CSafeLoader))
    file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
    series = workspace / "data" / "webinars.yaml"
    text = series.read_text("utf-8")
    text = text.replace("languages: [en, zh]", "languages: [en, zh, fr, ar]")
    plan = translated(yaml.load(text, yaml.CSafeLoader))
    lists = {key: plan[key] for key in ("topics", "kinds")}
    start, end = text.index("topics:"), text.index("# Which participants are brought together")
    text = text[:start] + yaml.safe_dump(lists, allow_unicode=True, sort_keys=False) + text[end:]
    series.write_text(text, "utf-8")
    built, found = build(read(file, file.name), Survey)
    assert built, found
    plan, _ = build(read(series, series.name), Series)
    assert plan
    return with_topics(built, plan)


def translated(node):
    """Return a document with French and Arabic beside every English text."""
    if isinstance(node, list):
        return [translated(item) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("en"), str):
        french = f"L’entrée\u202f: «\u00a0{node['en']}\u00a0», d’accord\u00a0?"
        return {**node, "fr": french, "ar": f"السؤال، أو الجواب: {node['en']}؟"}
    return {key: translated(value) for key, value in node.items()}


@pytest.mark.parametrize("language", NAMED_IN)
def test_the_title_has_the_number_in_its_language(survey: Survey, language: str) -> None:
    title = Form(survey, SERIES.webinar(7), (language,)).title(language)
    assert language == "en" or "webinar 7" not in title
    series = read_series("webinars: [{id: a, number: 7, title: T, " + SLOT + "}]")
    assert Webinars(series).mentioned(title) == {7}, "an import detects the webinar"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "Afghanistan|Åland Islands|Albania"),
        ("fr", "Dominique|Égypte|El Salvador|Émirats arabes unis|Équateur|Érythrée|Espagne"),
        ("fr", "Guinée|Guinée-Bissau|Guinée équatoriale|Guyana"),
        ("pt", "Afeganistão|África do Sul|Albânia|Alemanha"),
        ("pt", "Wallis e Futuna|Zâmbia|Zimbábue"),
        ("es", "Eritrea|Eslovaquia|Eslovenia|España"),
        ("ru", "Исландия|Испания|Италия|Йемен|Кабо-Верде"),
        ("ar", "إثيوبيا|أذربيجان|أرمينيا|أروبا|إريتريا|إسبانيا|أستراليا"),
        ("zh", "丹麦|德国|东帝汶|多哥"),
        ("zh", "法属南方领地|菲律宾|斐济|芬兰|佛得角"),
        ("zh", "纳米比亚|南非|南极洲|南乔治亚岛和南桑德韦奇岛|南苏丹|瑙鲁|尼泊尔"),
    ],
)
def test_countries_are_in_the_order_of_the_alphabet(language: str, names: str) -> None:
    question = Question.read({"id": "country", "type": "country", "text": "Country"})
    choices = "|".join(name for _, name in choices_of(question, language))
    assert names in choices


def test_every_country_has_a_place_in_pinyin() -> None:
    """Rare characters come last in GB 2312, so each one in a name needs a common one instead."""
    for country in countries().values():
        key, _ = alphabet_key(country.names["zh"], "zh")
        assert not [byte for byte in key[::2] if byte >= 0xD8], country.names["zh"]


@pytest.mark.parametrize("number", [None, 7])
def test_pyxform_takes_the_xlsform(survey: Survey, number: int | None, tmp_path: Path) -> None:
    webinar = SERIES.webinar(number) if number else None
    convert = pytest.importorskip("pyxform.xls2xform").convert

    file = tmp_path / "form.xlsx"
    file.write_bytes(FORMS["xlsform"].write(Form(survey, webinar, ("en", "zh"))))
    converted = convert(file, validate=False)
    assert converted.warnings == []
    for question in survey.questions:
        assert (f"<{question.id}/>" in converted.xform) == question.asked_at(
            webinar.id if webinar else None
        )
    assert 'lang="Chinese (zh)"' in converted.xform
    assert '<text id="country-' not in converted.xform or "肯尼亚" in converted.xform


def test_a_webinar_s_own_questions_are_asked_there_only(survey: Survey) -> None:
    def asked(number: int | None) -> list[str]:
        webinar = SERIES.webinar(number) if number else None
        return [question.id for question in Form(survey, webinar, ("en",)).questions]

    own = [question.id for question in survey.questions if question.webinars]
    assert set(asked(7)) - set(asked(None)) == set(own)
    assert asked(8) == asked(None)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_always_the_same_bytes(survey: Survey, name: str) -> None:
    form = Form(survey, SERIES.webinar(7), ("zh", "en"))
    assert FORMS[name].write(form) == FORMS[name].write(form)


def test_limesurvey_s_lines_have_codes_that_it_takes(survey: Survey) -> None:
    data = (
        FORMS["limesurvey"].write(Form(survey, SERIES.webinar(7), ("en", "zh"))).decode("utf-8-sig")
    )
    lines = list(csv.DictReader(io.StringIO(data), dialect="excel-tab"))
    assert "id" not in lines[0]  # the importer counts options anew, from ids that questions have
    assert [line["text"] for line in lines if line["class"] == "S"][:-1] == ["en", "zh-Hans"]
    for language, its_own in (("en", "en"), ("zh", "zh-Hans")):
        found = [line for line in lines if line["language"] == its_own]
        asked = [line["text"] for line in found if line["class"] == "Q"]
        assert asked == [
            " ".join(question.text.pick(language).split()) for question in survey.questions
        ]
    for kind, pattern in (("Q", r"[a-z][a-zA-Z0-9]{0,19}"), ("A", r"\w{1,5}"), ("SQ", r"\w{1,5}")):
        assert all(re.fullmatch(pattern, e["name"]) for e in lines if e["class"] == kind)
    kenya = [e["name"] for e in lines if e["text"] in ("Kenya", "肯尼亚")]
    assert kenya == ([] if survey.id == "later" else ["KE", "KE"])


def test_wenjuanxing_s_text_has_a_kind_for_each_question(survey: Survey) -> None:
    text = FORMS["wenjuanxing"].write(Form(survey, SERIES.webinar(7), ("zh",))).decode()
    blocks = text.strip().split("\n\n")[1:]
    assert len(blocks) == len(survey.questions)
    for number, block in enumerate(blocks, 1):
        assert re.match(rf"{number}、.+\[(单选题|多选题|填空题)\]\*?(\n|\Z)", block)


# What each tool exports from its form: the questions as the form itself has them, answered.


def word_questions(data: bytes) -> dict[str, list[str]]:
    """Return the questions and options of a Word form, as Microsoft Forms finds them."""
    found: dict[str, list[str]] = {}
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        if match := re.fullmatch(r"\d+\. (.*)", paragraph.text):
            found[match[1]] = []
        elif match := re.fullmatch(r"[A-Z]\. (.*)", paragraph.text):
            found[list(found)[-1]].append(match[1])
    return found


def script_questions(data: bytes) -> dict[str, list[str]]:
    """Return the titles and choices that a script sets."""
    found: dict[str, list[str]] = {}
    for line in data.decode("ascii").splitlines():
        if match := re.fullmatch(r" {4}\.setTitle\((.*)\)", line):
            found[json.loads(match[1])] = []
        elif match := re.fullmatch(r" {4}\.setChoiceValues\((.*)\)", line):
            found[list(found)[-1]] = json.loads(match[1])
        elif match := re.fullmatch(r" {4}\.setBounds\((\d+), (\d+)\)", line):
            found[list(found)[-1]] = [str(n) for n in range(int(match[1]), int(match[2]) + 1)]
    return found


def asked_by(survey: Survey, text: str) -> Question | None:
    """Return the question of a text or an id; None for a note in the form."""
    for question in survey.questions:
        texts = (" ".join(t.split()) for t in question.text.by_language.values())
        if " ".join(text.split()) in (question.id, *texts):
            return question
    return None


def several(survey: Survey, text: str) -> bool:
    """Return whether several answers to a question can be chosen."""
    question = asked_by(survey, text)
    return question is not None and question.type == "choices"


def answer(survey: Survey, text: str, options: list[str], person: int, joined: str) -> str:
    """Return what a person answers to a question, as a tool writes it in a cell."""
    question = asked_by(survey, text)
    if question is None:
        return ""
    if question.role == "consent":
        return options[0]
    if question.type == "email":
        return f"p{person}@example.org"
    if question.type == "country":
        return ("Kenya", "中国", "Côte d’Ivoire")[person]
    if question.type == "choices":
        return joined.join(options[: person + 1]) + (";" if joined == ";" else "")
    return options[person % len(options)] if options else f"Text {person}"


def microsoft(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    rows: list[list[object]] = [
        ["ID", "Start time", "Completion time", "Email", "Name", *questions]
    ]
    for person in range(PEOPLE):
        start = datetime(2020, 10, 9, 17, person)
        answers = [answer(survey, *question, person, ";") for question in questions.items()]
        rows.append([person + 1, start, start, "anonymous", "", *answers])
    return rows


def google(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    rows: list[list[object]] = [["Timestamp", *questions]]
    for person in range(PEOPLE):
        answers = [answer(survey, *question, person, ", ") for question in questions.items()]
        rows.append([f"10/9/2020 17:0{person}:00", *answers])
    return rows


def saved(rows: list[list[object]], file: Path) -> None:
    if file.suffix == ".csv":
        write_csv(file, *rows)
        return
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)


def wenjuanxing_questions(data: bytes) -> dict[str, list[str]]:
    """Return the questions and options of a pasted text."""
    blocks = [block.split("\n") for block in data.decode().strip().split("\n\n")[1:]]
    return {re.sub(r"^\d+、|\[[^\]]*\]\*?$", "", head): options for head, *options in blocks}


def xlsform_questions(data: bytes, column: str) -> dict[str, list[str]]:
    """Return the questions of an XLSForm and their choices, by names or by labels of a language."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    survey, choices = ([*book[name].values] for name in ("survey", "choices"))
    name, choice = survey[0].index(column), choices[0].index(column)
    found: dict[str, list[str]] = {}
    for row in survey[1:]:
        listed = row[0].partition(" ")[2]
        found[row[name]] = [
            offered[choice] for offered in choices[1:] if offered[0] == listed and listed
        ]
    return found


def wenjuanxing_numbers(questions: dict[str, list[str]], *, old: bool) -> list[list[object]]:
    """Write numbers of options (按选项序号); of several choices only the first has the text."""
    rows: list[list[object]] = [["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]]
    rows += [[n + 1, f"2020/10/9 17:0{n}:00", "60秒", "链接", "", ""] for n in range(PEOPLE)]
    for number, (text, options) in enumerate(questions.items(), 1):
        if "多选" in text or "all that apply" in text:
            first = f"第{number}题" if old else f"{number}、{text}"
            bare = f"第{number}题" if old else str(number)
            rows[0] += [f"{bare if place else first}({o})" for place, o in enumerate(options)]
            for person in range(PEOPLE):
                rows[person + 1] += [int(place <= person) for place, _ in enumerate(options)]
            continue
        rows[0].append(f"{number}、{text}")
        for person in range(PEOPLE):
            free = f"p{person}@example.org" if "mail" in text or "邮箱" in text else "肯尼亚"
            place = 1 if number == 1 else (person * 5) % len(options) + 1 if options else free
            rows[person + 1].append(place)
    return rows


@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_options_are_understood_where_the_form_is_ours(
    language: str, old: bool, survey: Survey, sstc: Sstc, workspace: Path
) -> None:
    questions = wenjuanxing_questions(form_of(sstc, workspace, survey.id, "wenjuanxing", language))
    file = workspace / f"384504415_按序号_{survey.id}-webinar-7_3_3.xlsx"
    saved(wenjuanxing_numbers(questions, old=old), file)
    assert "answers: numbers of options" in sstc("surveys", "inspect", file.name).out
    understood(sstc("surveys", "import", file.name, "--json"), "wenjuanxing", survey)
    kept = answers_kept(workspace)
    if survey.id == "later":
        assert [answers["used"] for answers in kept] == ["often", "once", "planned"]
    else:
        assert [answers["gender"] for answers in kept] == ["woman", "man", "other"]
    if survey.id == "registration":
        topics = ["policies", "customs", "taxation"]
        for role in ("offer", "seek"):
            assert [answers[role] for answers in kept] == [topics[: n + 1] for n in range(3)]
    if survey.id == "exit":
        assert [answers["content"] for answers in kept] == [1, 1, 1]
        assert [answers["recommend"] for answers in kept] == [0, 5, 10]
        assert [answers["pilot_zones"] for answers in kept] == ["zones_46", "zones_59", "zones_105"]


@pytest.mark.parametrize(("shift", "found"), [(0, {"offer", "seek"}), (5, set())])
def test_questions_with_the_same_options_are_told_apart_by_their_places(
    shift: int, found: set[str], sstc: Sstc, workspace: Path
) -> None:
    questions = wenjuanxing_questions(form_of(sstc, workspace, "registration", "wenjuanxing", "zh"))
    place = [*questions].index(next(text for text in questions if "分享经验" in text)) + 1 + shift
    header = [
        re.sub(r"第(\d+)题", lambda number: f"第{int(number[1]) + shift}题", str(head))
        for head in wenjuanxing_numbers(questions, old=True)[0]
    ]
    file = workspace / "registration-webinar-7.xlsx"
    saved([header, [1, "2020/10/9 17:00:00", *[""] * (len(header) - 2)]], file)
    shown = json.loads(sstc("surveys", "inspect", file.name, "--json").out)
    asked = {
        column["question"]
        for column in shown["files"][0]["tables"][0]["columns"]
        if column["header"].startswith((f"第{place}题", f"第{place + 1}题"))
    }
    assert asked - {None} == found


def test_a_rejected_row_of_numbers_is_corrected_in_codes(sstc: Sstc, workspace: Path) -> None:
    questions = wenjuanxing_questions(form_of(sstc, workspace, "exit", "wenjuanxing", "zh"))
    rows = wenjuanxing_numbers(questions, old=False)
    content = next(at for at, cell in enumerate(rows[0]) if "内容的满意度" in str(cell))
    right, rows[2][content] = rows[2][content], ""
    saved(rows, workspace / "exit-webinar-7.xlsx")
    assert "2 new" in sstc("surveys", "import", "exit-webinar-7.xlsx").out
    rejected = workspace / "exit-webinar-7.rejected.xlsx"
    book = openpyxl.load_workbook(rejected)
    book.active.cell(2, content + 1).value = right
    book.save(rejected)
    sstc("surveys", "import", rejected.name, "--webinar", "7").gives(0, shows="1 new")
    rows[2][content] = right
    saved(rows, workspace / "exit-webinar-7.xlsx")
    assert "0 new, 0 changed, 3 unchanged" in sstc("surveys", "import", "exit-webinar-7.xlsx").out


def test_what_numbers_stand_for_is_never_guessed(sstc: Sstc, workspace: Path) -> None:
    questions = wenjuanxing_questions(form_of(sstc, workspace, "exit", "wenjuanxing", "en"))
    rows = wenjuanxing_numbers(questions, old=False)
    likely = next(at for at, cell in enumerate(rows[0]) if "How likely" in str(cell))
    country = next(at for at, cell in enumerate(rows[0]) if "Which country" in str(cell))
    for change in ("between", "moved", "inserted", "按分数"):
        changed = [[*row] for row in rows]
        if change == "between":  # neither 0 nor 11: places of options, or ratings
            for row in changed[1:]:
                row[likely] = 5
        elif change == "moved":  # somebody put one question behind the next one
            for row in changed:
                row[country + 1], row[country + 2] = row[country + 2], row[country + 1]
            for at in (country + 1, country + 2):
                changed[0][at] = re.sub(r"^\d+", str(at - 5), str(changed[0][at]))
        elif change == "inserted":
            changed[0][country] = "4、What is your shoe size?"
        file = workspace / f"exit-webinar-7-{change}.xlsx"
        saved(changed, file)
        result = sstc("surveys", "import", file.name)
        assert (result.status, result.out) == (3, ""), change
        assert "option numbers instead of texts" in result.err
        assert "按选项文本下载" in result.err
        sstc("surveys", "inspect", file.name).gives(0, "W517")
    assert not (workspace / ".sstc" / "store.sqlite").exists()


CODED = {
    "surveymonkey": "Respondent ID,Collector ID,Start Date,Gender,Content\n,,,Response,Response\n"
                    "1,2,2020-10-09,{},5\n",
    "qualtrics": "StartDate,EndDate,ResponseId,Q1,Q2\n"
                 "Start Date,End Date,Response ID,Gender,Content\n"
                 "2020-10-09,2020-10-09,R_1,{},5\n",
    "limesurvey": "id,submitdate,lastpage,gender,content\n1,2020-10-09 17:00:00,1,{},5\n",
}  # fmt: skip


@pytest.mark.parametrize("platform", CODED)
def test_numbers_of_other_forms_have_to_be_declared(platform, sstc, workspace) -> None:
    file = workspace / "exit-webinar-7.csv"
    file.write_text(CODED[platform].format(2), "utf-8")
    result = sstc("surveys", "import", file.name)
    assert (result.status, result.out) == (3, "")
    assert "export it anew with *" in result.err
    assert f"to `answers` in data/surveys/mappings/{platform}-exit.yaml" in result.err
    mapping = workspace / "data" / "surveys" / "mappings" / f"{platform}-exit.yaml"
    mapping.parent.mkdir()
    answer = '{question: gender, text: "2", code: woman}'
    mapping.write_text(
        f"platform: {platform}\nsurvey: exit\nconsent_elsewhere: true\nanswers:\n  - {answer}\n",
        "utf-8",
    )
    assert sstc("surveys", "import", file.name).status == 0
    assert answers_kept(workspace)[0] == {"content": 5, "gender": "woman"}
    file.write_text(CODED[platform].format("Man"), "utf-8")
    assert "1 changed" in sstc("surveys", "import", file.name).out


def answers_kept(workspace: Path) -> list[dict]:
    rows = stored(workspace, "SELECT answers FROM responses ORDER BY row")
    return [json.loads(answers) for (answers,) in rows]


def form_of(sstc: Sstc, workspace: Path, survey: str, kind: str, language: str = "") -> bytes:
    """Write the form of a survey at webinar 7, and return it."""
    words = ("--language", language) if language else ()
    result = sstc("surveys", "form", survey, "7", "--format", kind, *words).gives(0)
    return (workspace / result.out.strip()).read_bytes()


def wenjuanxing(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    titles = [f"{number}、{text}" for number, text in enumerate(questions, 1)]
    rows: list[list[object]] = [
        ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", *titles]
    ]
    for person in range(PEOPLE):
        own = [person + 1, f"2020/10/9 17:0{person}:00", "60秒", "链接", "直接访问", ""]
        rows.append(
            [*own, *(answer(survey, *question, person, "┋") for question in questions.items())]
        )
    return rows


def kobotoolbox(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    """Write several choices in one column, and in one column each."""
    rows: list[list[object]] = [["start", "end"]]
    for text, options in questions.items():
        rows[0] += [text, *(f"{text}/{o}" for o in options if several(survey, text))]
    rows[0] += ["_id", "_uuid", "_submission_time", "_validation_status", "_index"]
    for person in range(PEOPLE):
        row: list[object] = ["2020-10-09T17:00:00.000+08:00"] * 2
        for text, options in questions.items():
            row.append(answer(survey, text, options, person, " "))
            if several(survey, text):
                row += ["1" if place <= person else "0" for place, _ in enumerate(options)]
        rows.append([*row, person + 1, f"uuid-{person}", "2020-10-09T09:05:10", "", person + 1])
    return rows


def odk_central(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    asked = {text: options for text, options in questions.items() if text != "intro"}
    rows: list[list[object]] = [["SubmissionDate", *asked, "meta-instanceID", "KEY", "FormVersion"]]
    for person in range(PEOPLE):
        answers = [answer(survey, *question, person, " ") for question in asked.items()]
        key = f"uuid:{person}"
        rows.append([f"2020-10-09T17:0{person}:10.123Z", *answers, key, key, "1"])
    return rows


TOOLS: dict[str, tuple[str, str, Callable, Callable]] = {
    "microsoft_forms": ("docx", ".xlsx", word_questions, microsoft),
    "google_forms": ("google", ".csv", script_questions, google),
    "wenjuanxing": ("wenjuanxing", ".xlsx", wenjuanxing_questions, wenjuanxing),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", TOOLS)
def test_what_a_tool_exports_from_its_form_is_understood(
    platform: str, language: str, survey: Survey, sstc: Sstc, workspace: Path
) -> None:
    name, suffix, asked, exported = TOOLS[platform]
    questions = asked(form_of(sstc, workspace, survey.id, name, language))
    assert len(questions) == len(survey.questions)
    file = workspace / f"{survey.id}-webinar-7{suffix}"
    saved(exported(survey, questions), file)
    understood(sstc("surveys", "import", file.name, "--json"), platform, survey)


def limesurvey(data: bytes, heading: str, coded: bool, language: str) -> list[list[object]]:
    """Write what LimeSurvey does of its structure (`Writer.php` and `viewHelper.php`)."""
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), dialect="excel-tab"))
    own = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
    if heading in ("full", "underscored"):
        own = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
    rows: list[list[object]] = [
        [name.replace(" ", "_") if heading == "underscored" else name for name in own]
    ]
    rows += [[n + 1, f"2020-10-09 17:0{n}:00", 1, language, "1"] for n in range(PEOPLE)]
    spoken = [
        line for line in lines if line["language"] == language and line["class"] in ("Q", "A", "SQ")
    ]
    for at, question in enumerate(spoken):
        if question["class"] != "Q":
            continue
        rest = itertools.takewhile(lambda line: line["class"] != "Q", spoken[at + 1 :])
        answers = list(rest)
        if question["type/scale"] == "M":
            for place, option in enumerate(answers):
                head(rows, heading, question, option)
                for person in range(PEOPLE):
                    chosen, left = ("Y", "") if coded else ("Yes", "No")
                    rows[person + 1].append(chosen if place <= person else left)
            continue
        head(rows, heading, question)
        for person in range(PEOPLE):
            given = (
                answers[0 if question["name"] == "consent" else person % len(answers)]
                if answers
                else {}
            )
            free = f"p{person}@example.org" if question["name"] == "email" else f"Text {person}"
            rows[person + 1].append(given.get("name" if coded else "text", free))
    return rows


def head(rows: list, heading: str, question: dict, answer: dict | None = None) -> None:
    code, text = question["name"], question["text"]
    short = f"{code}_{answer['name']}" if answer else code
    code += f"[{answer['name']}]" if answer else ""
    text += f" [{answer['text']}]" if answer else ""
    heads = {"code": code, "full": text, "codetext": f"{code}. {text}", "expression": short,
             "underscored": text.replace(" ", "_")}  # fmt: skip
    rows[0].append(heads[heading])


HEADINGS = ("full", "underscored", "code", "codetext", "expression")


@pytest.mark.parametrize(
    "setting", [*itertools.product(HEADINGS, ("texts", "codes"))], ids="-".join
)
@pytest.mark.parametrize("language", ["en", "zh-Hans", "fr", "ar"])
def test_what_limesurvey_exports_is_understood_however_it_is_set(
    language: str, setting: tuple[str, str], survey: Survey, sstc: Sstc, workspace: Path
) -> None:
    heading, answers = setting
    data = form_of(sstc, workspace, survey.id, "limesurvey")
    file = workspace / f"{survey.id}-webinar-7.csv"
    saved(limesurvey(data, heading, answers == "codes", language), file)
    understood(sstc("surveys", "import", file.name, "--json"), "limesurvey", survey)


LABELS = ["English (en)", "Chinese (zh)", "French (fr)", "Arabic (ar)"]


@pytest.mark.parametrize("column", ["name", *(f"label::{label}" for label in LABELS)])
@pytest.mark.parametrize("exported", [kobotoolbox, odk_central])
def test_what_kobotoolbox_and_odk_export_is_understood(exported, column, survey, sstc, workspace):
    questions = xlsform_questions(form_of(sstc, workspace, survey.id, "xlsform"), column)
    if exported is odk_central and column != "name":
        pytest.skip("ODK Central exports names only")
    file = workspace / f"{survey.id}-webinar-7.csv"
    saved(exported(survey, questions), file)
    understood(sstc("surveys", "import", file.name, "--json"), exported.__name__, survey)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_workbook_filled_in_is_understood(language, survey, sstc, workspace) -> None:
    words = ("--format", "xlsx", "--language", language)
    result = sstc("surveys", "form", survey.id, "7", *words)
    file = workspace / result.out.strip()
    book = openpyxl.load_workbook(file)
    sheet = book["responses"]
    lists = {
        str(validation.sqref).split("3:")[0]: validation.formula1
        for validation in sheet.data_validations.dataValidation
    }
    for person in range(PEOPLE):
        row = [7]
        for cell in sheet[1][1:]:
            options = []
            if cell.column_letter in lists:
                area = lists[cell.column_letter].partition("!")[2].replace("$", "")
                options = [option.value for (option,) in book["options"][area]]
            question = next(question for question in survey.questions if question.id == cell.value)
            options = options or [option.text.pick(language) for option in question.options]
            row.append(answer(survey, cell.value, options, person, "┋"))
        sheet.append(row)
    book.save(file)
    understood(sstc("surveys", "import", file, "--json"), "workbook", survey)


def understood(result, platform: str, survey: Survey) -> None:
    """Check that all rows were taken, all questions found, and no answer is in other words."""
    (table,) = json.loads(result.out)["files"][0]["tables"]
    found = json.loads(result.out)["files"][0]["diagnostics"]
    found = [note for note in found if note["code"] != "W535"]  # most tools show no time zone
    assert (result.status, found) == (0, [])
    assert (table["platform"], table["survey"]) == (platform, survey.id)
    assert (table["new"], table["webinar"] or 7) == (PEOPLE, 7)
    asked = {column["question"] for column in table["columns"]} - {None}
    assert asked == {question.id for question in survey.questions}
