"""Every form is read by its tool's own reader, and what comes back needs no mapping."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import REPOSITORY

from sstc_cli.model import Question, Survey
from sstc_cli.source import build
from sstc_cli.source.read import read
from sstc_cli.survey.forms import FORMS, Form

PEOPLE = 3


@pytest.fixture(params=["registration", "exit"])
def survey(request: pytest.FixtureRequest) -> Survey:
    file = REPOSITORY / "data" / "surveys" / f"{request.param}.yaml"
    built, found = build(read(file, file.name), Survey)
    assert built, found
    return built


def test_every_form_is_registered() -> None:
    modules = {each.stem for each in (REPOSITORY / "sstc_cli/survey/forms").glob("*.py")}
    written = {each.write.__module__.rpartition(".")[2] for each in FORMS.values()}
    assert written == modules - {"__init__", "form"}


@pytest.mark.parametrize("webinar", [None, 7])
def test_pyxform_takes_the_xlsform(survey: Survey, webinar: int | None, tmp_path: Path) -> None:
    from pyxform.xls2xform import convert

    file = tmp_path / "form.xlsx"
    file.write_bytes(FORMS["xlsform"].write(Form(survey, webinar, ("en", "zh"))))
    converted = convert(file, validate=False)
    assert converted.warnings == []
    for each in survey.questions:
        assert (f"<{each.id}/>" in converted.xform) == each.asked_at(webinar or 0)
    assert 'lang="Chinese (zh)"' in converted.xform
    assert '<text id="country-' not in converted.xform or "肯尼亚" in converted.xform


def test_a_webinar_s_own_questions_are_asked_there_only(survey: Survey) -> None:
    def asked(webinar: int | None) -> list[str]:
        return [each.id for each in Form(survey, webinar, ("en",)).questions]

    own = [each.id for each in survey.questions if each.webinars]
    assert set(asked(7)) - set(asked(None)) == set(own)
    assert asked(8) == asked(None)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_always_the_same_bytes(survey: Survey, name: str) -> None:
    form = Form(survey, 7, ("zh", "en"))
    assert FORMS[name].write(form) == FORMS[name].write(form)


def test_limesurvey_s_lines_have_codes_that_it_takes(survey: Survey) -> None:
    data = FORMS["limesurvey"].write(Form(survey, 7, ("en", "zh"))).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(data), dialect="excel-tab"))
    for language in ("en", "zh"):
        found = [each for each in lines if each["language"] == language]
        asked = [each["text"] for each in found if each["class"] == "Q"]
        assert asked == [" ".join(each.text.pick(language).split()) for each in survey.questions]
    assert all(re.fullmatch(r"A\d{1,4}", e["name"]) for e in lines if e["class"] in ("A", "SQ"))
    kenya = [e["name"] for e in lines if e["text"] in ("Kenya", "肯尼亚")]
    assert len(kenya) == 2 and len(set(kenya)) == 1


def test_wenjuanxing_s_text_has_a_kind_for_each_question(survey: Survey) -> None:
    text = FORMS["wenjuanxing"].write(Form(survey, 7, ("zh",))).decode()
    blocks = text.strip().split("\n\n")[1:]
    assert len(blocks) == len(survey.questions)
    for number, block in enumerate(blocks, 1):
        assert re.match(rf"{number}、.+\[(单选题|多选题|填空题)\]\*?(\n|\Z)", block)


# What each tool exports from its form: the questions as the form itself has them, answered.


def word_questions(data: bytes) -> dict[str, list[str]]:
    """The questions and options of a Word form, as Microsoft Forms finds them."""
    found: dict[str, list[str]] = {}
    for each in docx.Document(io.BytesIO(data)).paragraphs:
        if match := re.fullmatch(r"\d+\. (.*)", each.text):
            found[match[1]] = []
        elif match := re.fullmatch(r"[A-Z]\. (.*)", each.text):
            found[list(found)[-1]].append(match[1])
    return found


def script_questions(data: bytes) -> dict[str, list[str]]:
    """The titles and choices that a script sets."""
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
    """The question of a text or an id; None for a note in the form."""
    for each in survey.questions:
        if text in (each.id, *(" ".join(t.split()) for t in each.text.by_language.values())):
            return each
    return None


def several(survey: Survey, text: str) -> bool:
    """Whether several answers to a question can be chosen."""
    question = asked_by(survey, text)
    return question is not None and question.type == "choices"


def answer(survey: Survey, text: str, options: list[str], person: int, joined: str) -> str:
    """What a person answers to a question, as a tool writes it in a cell."""
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
        answers = [answer(survey, *each, person, ";") for each in questions.items()]
        rows.append([person + 1, start, start, "anonymous", "", *answers])
    return rows


def google(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    rows: list[list[object]] = [["Timestamp", *questions]]
    for person in range(PEOPLE):
        answers = [answer(survey, *each, person, ", ") for each in questions.items()]
        rows.append([f"10/9/2020 17:0{person}:00", *answers])
    return rows


def saved(rows: list[list[object]], file: Path) -> None:
    if file.suffix == ".csv":
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        file.write_text(text.getvalue(), "utf-8")
        return
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)


def limesurvey_questions(data: bytes) -> dict[str, list[str]]:
    """The questions and answers of the first language in LimeSurvey's structure."""
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), dialect="excel-tab"))
    language = next(each["text"] for each in lines if each["name"] == "language")
    found: dict[str, list[str]] = {}
    for each in lines:
        if each["language"] == language and each["class"] == "Q":
            found[each["text"]] = []
        elif each["language"] == language and each["class"] in ("A", "SQ"):
            found[list(found)[-1]].append(each["text"])
    return found


def wenjuanxing_questions(data: bytes) -> dict[str, list[str]]:
    """The questions and options of a pasted text."""
    blocks = [each.split("\n") for each in data.decode().strip().split("\n\n")[1:]]
    return {re.sub(r"^\d+、|\[[^\]]*\]\*?$", "", head): options for head, *options in blocks}


def xlsform_questions(data: bytes, column: str) -> dict[str, list[str]]:
    """The questions of an XLSForm and their choices, by names or by labels of a language."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    survey, choices = ([*book[name].values] for name in ("survey", "choices"))
    name, choice = survey[0].index(column), choices[0].index(column)
    found: dict[str, list[str]] = {}
    for row in survey[1:]:
        listed = row[0].partition(" ")[2]
        found[row[name]] = [each[choice] for each in choices[1:] if each[0] == listed and listed]
    return found


def limesurvey(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    """Full question texts and full answers; several choices have a column each."""
    rows: list[list[object]] = [["Response ID", "Date submitted", "Last page", "Start language"]]
    for text, options in questions.items():
        rows[0] += [f"{text} [{o}]" for o in options] if several(survey, text) else [text]
    for person in range(PEOPLE):
        row: list[object] = [person + 1, f"2020-10-09 17:0{person}:00", 1, "en"]
        for text, options in questions.items():
            if several(survey, text):
                row += ["Yes" if place <= person else "No" for place, _ in enumerate(options)]
            else:
                row.append(answer(survey, text, options, person, ";"))
        rows.append(row)
    return rows


def wenjuanxing(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    titles = [f"{number}、{text}" for number, text in enumerate(questions, 1)]
    rows: list[list[object]] = [
        ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", *titles]
    ]
    for person in range(PEOPLE):
        own = [person + 1, f"2020/10/9 17:0{person}:00", "60秒", "链接", "直接访问", ""]
        rows.append([*own, *(answer(survey, *each, person, "┋") for each in questions.items())])
    return rows


def kobotoolbox(survey: Survey, questions: dict[str, list[str]]) -> list[list[object]]:
    """Several choices in one column, and in one column each."""
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
        answers = [answer(survey, *each, person, " ") for each in asked.items()]
        key = f"uuid:{person}"
        rows.append([f"2020-10-09T17:0{person}:10.123Z", *answers, key, key, "1"])
    return rows


TOOLS: dict[str, tuple[str, str, Callable, Callable]] = {
    "microsoft_forms": ("docx", ".xlsx", word_questions, microsoft),
    "google_forms": ("google", ".csv", script_questions, google),
    "limesurvey": ("limesurvey", ".csv", limesurvey_questions, limesurvey),
    "wenjuanxing": ("wenjuanxing", ".xlsx", wenjuanxing_questions, wenjuanxing),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("platform", TOOLS)
def test_what_a_tool_exports_from_its_form_is_understood(
    platform: str, language: str, survey: Survey, sstc, workspace: Path
) -> None:
    name, suffix, asked, exported = TOOLS[platform]
    words = ("surveys", "form", survey.id, "7", "--format", name, "--language", language)
    result = sstc(*words)
    assert result.status == 0
    form = workspace / result.out.strip()
    questions = asked(form.read_bytes())
    assert len(questions) == len(survey.questions)
    file = workspace / f"{survey.id}-webinar-7{suffix}"
    saved(exported(survey, questions), file)
    understood(sstc("surveys", "import", file.name, "--json"), platform, survey)


@pytest.mark.parametrize("column", ["name", "label::English (en)", "label::Chinese (zh)"])
@pytest.mark.parametrize("exported", [kobotoolbox, odk_central])
def test_what_kobotoolbox_and_odk_export_is_understood(
    exported: Callable, column: str, survey: Survey, sstc, workspace: Path
) -> None:
    result = sstc("surveys", "form", survey.id, "7", "--format", "xlsform")
    questions = xlsform_questions((workspace / result.out.strip()).read_bytes(), column)
    if exported is odk_central and column != "name":
        pytest.skip("ODK Central exports names only")
    file = workspace / f"{survey.id}-webinar-7.csv"
    saved(exported(survey, questions), file)
    understood(sstc("surveys", "import", file.name, "--json"), exported.__name__, survey)


def test_our_own_workbook_filled_in_is_understood(survey: Survey, sstc, workspace: Path) -> None:
    result = sstc("surveys", "form", survey.id, "7", "--format", "xlsx", "--language", "zh")
    file = workspace / result.out.strip()
    book = openpyxl.load_workbook(file)
    sheet = book["responses"]
    lists = {
        str(each.sqref).split("3:")[0]: each.formula1
        for each in sheet.data_validations.dataValidation
    }
    for person in range(PEOPLE):
        row = [7]
        for cell in sheet[1][1:]:
            options = []
            if cell.column_letter in lists:
                area = lists[cell.column_letter].partition("!")[2].replace("$", "")
                options = [each.value for (each,) in book["options"][area]]
            question = next(each for each in survey.questions if each.id == cell.value)
            options = options or [each.text.pick("zh") for each in question.options]
            row.append(answer(survey, cell.value, options, person, "┋"))
        sheet.append(row)
    book.save(file)
    understood(sstc("surveys", "import", file, "--json"), "workbook", survey)


def understood(result, platform: str, survey: Survey) -> None:
    """All rows were taken, all questions found, and no answer is in other words."""
    (table,) = json.loads(result.out)["files"][0]["tables"]
    found = json.loads(result.out)["files"][0]["diagnostics"]
    assert (result.status, found) == (0, [])
    assert (table["platform"], table["survey"]) == (platform, survey.id)
    assert (table["new"], table["webinar"] or 7) == (PEOPLE, 7)
    asked = {each["question"] for each in table["columns"]} - {None}
    assert asked == {each.id for each in survey.questions}
