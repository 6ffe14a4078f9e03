"""Tables that people made or changed by hand: what is read, suggested, noted or refused."""

import json
from pathlib import Path

import pytest
from conftest import Sstc
from shipped import stored

from sstc_cli.sheets.xlsx import write_workbook

Rows = list[list[object]]


def mapped(workspace: Path, platform: str, columns: str) -> None:
    """Write a mapping of the columns of a platform for the exit survey."""
    file = workspace / "data" / "surveys" / "mappings" / f"{platform}-exit.yaml"
    file.parent.mkdir()
    file.write_text(f"platform: {platform}\nsurvey: exit\ncolumns:\n{columns}", "utf-8")


def imported(
    sstc: Sstc, workspace: Path, rows: Rows, *words: str, name: str = "x-webinar-7"
) -> dict:
    """Import a table, and return the result of the first table and its diagnostics by code."""
    file = workspace / f"{name}.xlsx"
    file.write_bytes(write_workbook({"Sheet1": (rows, 1)}))
    result = sstc("surveys", "import", file.name, "--json", *words)
    assert result.out, result.err
    found = json.loads(result.out)["files"][0]
    notes = {note["code"]: note["message"] for note in found["diagnostics"]}
    return found["tables"][0] | {"notes": notes}


def refused(sstc: Sstc, workspace: Path, rows: Rows, name: str = "x-webinar-7") -> str:
    """Return the error of an import that stops."""
    file = workspace / f"{name}.xlsx"
    file.write_bytes(write_workbook({"Sheet1": (rows, 1)}))
    result = sstc("surveys", "import", file.name)
    assert (result.status != 0, result.out) == (True, "")
    return result.err


def kept(workspace: Path, column: str = "answers") -> list[dict]:
    """Return a column of the stored responses, in the order of the rows."""
    query = f"SELECT {column} FROM responses ORDER BY row"  # noqa: S608
    return [json.loads(text) for (text,) in stored(workspace, query)]


def questions(table: dict) -> list[str | None]:
    return [column["question"] for column in table["columns"]]


def suggestions(table: dict) -> dict[str, str | None]:
    return {column["header"]: column["suggestion"] for column in table["columns"]}


@pytest.mark.parametrize(
    ("header", "question"),
    [
        ("性别（必填）", "gender"),
        ("3、性别 [单选题]", "gender"),
        ("性别*（单选题）", "gender"),
        ("Sex (required)", "gender"),
        ("Country (optional)", "country"),
        ("NPS", "recommend"),
        ("净推荐值", "recommend"),
        ("Overall satisfaction", "content"),
        ("总体满意度（必填）", "content"),
        ("意见", "comment"),
        ("What was most useful to you? (select all that apply)", "most_useful"),
        *((name, "organisation") for name in ("机构", "机构名称", "单位")),
    ],
)
def test_short_and_decorated_headers_are_known(header, question, sstc, workspace) -> None:
    survey = "registration" if question == "organisation" else "exit"
    rows: Rows = [["Consent", "E-mail", header], ["Yes", "a@b.org", ""]]
    table = imported(sstc, workspace, rows, "--survey", survey, "--dry-run")
    assert questions(table) == ["consent", "email", question]


@pytest.mark.parametrize(
    ("header", "question"),
    [("国家名", "country"), ("您的国家", "country"), ("性别信息", "gender"),
     ("讲者的满意度", "speakers"), ("您对讲者满意吗", "speakers"), ("工作", None), ("备注", None)],
)  # fmt: skip
def test_a_chinese_header_is_compared_by_pairs_of_signs(header, question, sstc, workspace) -> None:
    table = imported(sstc, workspace, [["Consent", "内容满意度", header], ["Yes", 5, "x"]])
    assert suggestions(table)[header] == question


@pytest.mark.parametrize("header", ["单位", "职务", "手机", "Job title", "Employer"])
def test_where_a_person_works_is_kept_apart_if_the_survey_does_not_ask(header, sstc, workspace):
    rows: Rows = [["Consent", "Content", header], ["Yes", 5, "x"]]
    table = imported(sstc, workspace, rows, "--survey", "exit")
    assert table["notes"]["W511"].endswith("kept apart, with names and addresses")


def test_topics_belong_to_the_registration(sstc: Sstc, workspace: Path) -> None:
    header = ["Consent", "E-mail", "Country", "Audience", "Topics"]
    row = ["Yes", "a@b.org", "Kenya", "Companies", "Digital innovation"]
    table = imported(sstc, workspace, [header, row])
    assert (table["survey"], questions(table)[-1]) == ("registration", "interests")


def test_a_single_alias_does_not_decide_between_surveys(sstc: Sstc, workspace: Path) -> None:
    header: list[object] = ["Consent", "E-mail", "Organisation", "How was it?"]
    row: list[object] = ["Yes", "a@b.org", "X", "Good"]
    error = refused(sstc, workspace, [header, row])
    assert error.startswith("error: x-webinar-7.xlsx could be any of 3 surveys")
    table = imported(sstc, workspace, [header, row], "--survey", "registration", "--dry-run")
    assert table["survey"] == "registration"
    header[2] = "Your organisation"
    assert imported(sstc, workspace, [header, row], "--dry-run")["survey"] == "registration"


def test_a_named_survey_that_fits_clearly_worse_is_reported(sstc: Sstc, workspace: Path) -> None:
    header: list[object] = ["Consent", "E-mail", "Country", "Audience", "Topics"]
    row: list[object] = ["Yes", "a@b.org", "Kenya", "Companies", "Digital innovation"]
    notes = imported(sstc, workspace, [header, row], "--survey", "exit", "--dry-run")["notes"]
    assert notes["W537"] == "the columns fit the survey `registration` better than `exit`"
    shown = sstc("surveys", "inspect", "x-webinar-7.xlsx", "--survey", "exit").err
    assert "import with `--survey registration`" in shown
    table = imported(sstc, workspace, [header, row], "--survey", "registration", "--dry-run")
    assert "W537" not in table["notes"]
    header, row = ["Consent", "E-mail", "Organisation"], ["Yes", "a@b.org", "X"]
    table = imported(sstc, workspace, [header, row], "--survey", "exit", "--dry-run")
    assert "W537" not in table["notes"]


def test_a_wrong_survey_is_named_before_consent(sstc: Sstc, workspace: Path) -> None:
    header: list[object] = ["May we use this?", "E-mail", "Country", "content", "pilot_zones"]
    rows = [header, ["Yes", "a@b.org", "Kenya", 5, "105"]]
    (workspace / "x-webinar-7.xlsx").write_bytes(write_workbook({"Sheet1": (rows, 1)}))
    words = ("surveys", "import", "x-webinar-7.xlsx", "--survey", "registration")
    shown = sstc(*words).err
    assert "fit the survey `exit` better than `registration`" in shown
    assert "import with `--survey exit`" in shown
    assert "may be the question about consent" in sstc(*words, "--yes").err


def test_the_column_in_the_words_of_the_survey_counts(sstc: Sstc, workspace: Path) -> None:
    header = ["Consent", "Overall satisfaction", "How satisfied are you with the content?"]
    table = imported(sstc, workspace, [header, ["Yes", 2, 5]])
    assert questions(table) == ["consent", None, "content"]
    assert "W515" in table["notes"]
    assert kept(workspace)[0]["content"] == 5


def test_heads_above_their_parts_are_one_header(sstc: Sstc, workspace: Path) -> None:
    above = ["Consent", "E-mail", "How satisfied are you with", "", "", "Comments"]
    below = ["", "", "the content?", "the speakers?", "the organisation of the webinar?", ""]
    rows: Rows = [above, below, ["Yes", "a@b.org", 5, 4, 3, "x"], ["", "b@b.org", 1, 1, 1, ""]]
    table = imported(sstc, workspace, rows)
    assert questions(table)[2:5] == ["content", "speakers", "organisation_of_webinar"]
    assert (table["new"], table["refused"]) == (1, 1)
    assert kept(workspace)[0]["organisation_of_webinar"] == 3


def test_a_head_that_is_also_a_question_does_not_hide_its_parts(sstc, workspace) -> None:
    above, below = ["Consent", "E-mail", "Satisfaction", ""], ["", "", "Speakers", "Content"]
    table = imported(sstc, workspace, [above, below, ["Yes", "a@b.org", 1, 4]])
    assert questions(table)[2:4] == ["speakers", "content"]
    assert (kept(workspace)[0]["speakers"], kept(workspace)[0]["content"]) == (1, 4)


def test_answers_are_not_a_header_nor_a_second_one(sstc: Sstc, workspace: Path) -> None:
    rows: Rows = [["知情同意", "内容满意度"], *[["同意", "满意"]] * 4]
    assert imported(sstc, workspace, rows)["new"] == 4
    rows: Rows = [["Consent", "Content", ""], ["Yes", 5, "Comments"]]
    table = imported(sstc, workspace, rows)
    assert (table["header_row"], table["new"]) == (1, 1)


def test_a_rejected_row_under_two_header_rows_is_corrected(sstc: Sstc, workspace: Path) -> None:
    above, below = (
        ["Consent", "How satisfied are you with", ""],
        ["", "the content?", "the speakers?"],
    )
    table = imported(sstc, workspace, [above, below, ["Yes", 5, 9]])
    assert table["rejected"] == 1
    result = sstc("surveys", "import", "x-webinar-7.rejected.xlsx", "--webinar", "7", "--json")
    columns = json.loads(result.out)["files"][0]["tables"][0]["columns"]
    assert [column["question"] for column in columns[:3]] == ["consent", "content", "speakers"]


@pytest.mark.parametrize(
    "types",
    [
        ["Text", "Choice", "Rating", "Choice", "Email"],
        ["Open-Ended Response", "Single choice", "Scale", "Yes/No", ""],
        ["填空题", "单选题", "量表题", "单选题", "文本"],
        [f'{{"ImportId":"QID{n}"}}' for n in range(5)],
    ],
)
def test_a_row_of_types_is_not_an_answer(sstc: Sstc, workspace: Path, types: list[object]) -> None:
    head: list[object] = ["Country", "Gender", "content", "consent", "E-mail"]
    people = [["Kenya", "Woman", 5, "I accept", f"p{n}@example.org"] for n in range(3)]
    table = imported(sstc, workspace, [head, types, *people])
    assert (table["rows"], table["new"], table["rejected"]) == (3, 3, 0)


def test_an_answer_with_the_name_of_a_type_is_an_answer(sstc: Sstc, workspace: Path) -> None:
    head: list[object] = ["Country", "content", "suggestions", "consent"]
    table = imported(sstc, workspace, [head, ["Kenya", 5, "Text", "Yes"]])
    assert (table["new"], table["rejected"]) == (1, 0)


def test_a_transposed_table_is_named_as_such(sstc: Sstc, workspace: Path) -> None:
    rows: Rows = [["Consent", "Yes", "No"], ["Your gender", "Woman", "Man"], ["Content", 5, 4]]
    assert refused(sstc, workspace, rows).startswith(
        "error: x-webinar-7.xlsx has its questions in column A, not in a row\nhelp: in Excel,"
    )


def test_a_column_of_days_shows_the_webinars_unless_one_is_of_another(
    sstc: Sstc, workspace: Path
) -> None:
    days = ["9/10/2020", "2020-10-09", "10/16/2020"]
    rows: Rows = [["Date", "Consent", "Content"], *([day, "Yes", 5] for day in days)]
    table = imported(sstc, workspace, rows, name="answers")
    assert (table["webinar"], table["new"]) == (None, 3)
    found = stored(workspace, "SELECT webinar FROM responses ORDER BY row")
    assert found == [("sustainable-logistics",)] * 2 + [("sustainable-payment",)]
    rows: Rows = [["Date", "Consent", "Content"], ["9/10/2020", "Yes", 5], ["11/10/2020", "Yes", 5]]
    assert "does not show which webinar it is from" in refused(sstc, workspace, rows, "answers")


KOBO = ["Consent", "useful/lectures", "useful/cities", "_id", "_uuid", "_submission_time"]


def test_columns_of_options_are_mapped_by_hand(sstc: Sstc, workspace: Path) -> None:
    columns = "".join(
        f"  - {{header: {header}, question: most_useful, option: {option}}}\n"
        for header, option in (("useful/lectures", "talks"), ("useful/cities", "cases"))
    )
    mapped(workspace, "kobotoolbox", columns)
    rows: Rows = [KOBO]
    for id_, (lectures, cities) in enumerate(((1, 0), (1, 1), (0, 0)), 1):
        rows.append(["yes", lectures, cities, id_, f"u{id_}", "2020-10-09T09:00:00"])
    table = imported(sstc, workspace, rows, "--survey", "exit")
    assert [column["option"] for column in table["columns"][1:3]] == ["talks", "cases"]
    assert [answers.get("most_useful") for answers in kept(workspace)] == [
        ["talks"], ["talks", "cases"], None,
    ]  # fmt: skip
    assert not {"W513", "W515"} & set(table["notes"])
    assert sstc("validate").status == 0


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("question: most_useful, option: talk", "`most_useful` has no option `talk`"),
        ("question: gender, option: woman", "only a question of type `choices` has a column"),
        ("option: talks", "only a question of type `choices` has a column"),
    ],
)
def test_an_option_that_does_not_exist_is_reported(column, message, sstc, workspace) -> None:
    mapped(workspace, "plain", f"  - {{header: x, {column}}}\n")
    result = sstc("validate").gives(1)
    assert f"error E230 {message}" in result.out + result.err


def test_an_optional_address_that_is_not_clear_costs_no_response(sstc, workspace) -> None:
    cells = ["a@b.org;", "Ann <c@b.org>", "d @b.org", "e＠b.org", "no", "f at b.org"]
    rows: Rows = [["Consent", "E-mail", "Content"], *(["Yes", cell, 5] for cell in cells)]
    table = imported(sstc, workspace, rows)
    assert (table["new"], table["rejected"]) == (6, 0)
    assert table["notes"]["W529"].endswith("in rows 6, 7: imported without it")
    found = stored(workspace, "SELECT email FROM identities ORDER BY email")
    assert [email for (email,) in found] == ["a@b.org", "c@b.org", "d@b.org", "e@b.org"]


def test_a_required_address_has_to_be_one_and_have_a_column(sstc: Sstc, workspace: Path) -> None:
    header = ["Consent", "E-mail", "Country", "Audience"]
    rows: Rows = [header, ["Yes", "no", "Kenya", "Companies"]]
    table = imported(sstc, workspace, rows, "--survey", "registration")
    assert (table["new"], table["rejected"]) == (0, 1)
    table = imported(
        sstc, workspace, [["Consent", "Country"], ["Yes", "Kenya"]], "--survey", "exit"
    )
    assert table["notes"]["W526"].startswith("no column for `content` (required), `full_name`, ")
    assert table["unasked"][0] == "content"
    shown = sstc("surveys", "inspect", "x-webinar-7.xlsx", "--survey", "exit").out
    assert "questions without a column: content (required), full_name, email" in shown


def test_numbers_beside_texts_are_refused_in_every_table(sstc: Sstc, workspace: Path) -> None:
    rows: Rows = [["Consent", "Gender", "Audience", "Content"], ["Yes", 1, 2, 5], ["Yes", 3, 1, 4]]
    error = refused(sstc, workspace, rows)
    assert "columns B, C have option numbers instead of texts" in error
    assert "add what they mean to `answers` in data/surveys/mappings/plain-exit.yaml" in error


def recommended(ratings: list[int]) -> Rows:
    return [["Consent", "Content", "Recommend"], *(["Yes", 5, rating] for rating in ratings)]


def test_recommendations_that_were_asked_from_1_to_5_are_reported(sstc, workspace) -> None:
    table = imported(sstc, workspace, recommended([*range(1, 6)] * 2))
    assert table["notes"]["W527"] == (
        "`Recommend` has 10 ratings, all from 1 to 5: its scale is from 0 to 10"
    )
    for ratings in ([*range(1, 6)] * 2 + [0], [*range(1, 7)] * 2, [1, 2, 3]):
        table = imported(sstc, workspace, recommended(ratings))
        assert "W527" not in table["notes"]
    mapped(workspace, "plain", "  - {header: Recommend, question: recommend}\n")
    table = imported(sstc, workspace, recommended([*range(1, 6)] * 2))
    assert "W527" not in table["notes"]


def test_rows_that_look_like_tests_are_reported(sstc: Sstc, workspace: Path) -> None:
    people = [("TEST TEST", ""), ("Ann", "test@test.com"), ("测试", ""), ("Testa", "a@b-test.org")]
    rows: Rows = [["Consent", "Your full name", "E-mail", "Content"]]
    rows += [["Yes", *person, 5] for person in people]
    table = imported(sstc, workspace, rows)
    assert table["new"] == 4
    assert table["notes"]["W528"] == "3 rows with a name or address like `test`: in rows 2, 3, 4"
