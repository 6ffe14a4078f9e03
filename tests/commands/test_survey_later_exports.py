"""A form exported again, after edits and deletions, in another zone, or for the wrong webinar."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Sstc

CONSENT = "Do you agree that the organisers keep your answers to evaluate this webinar series?"
CONTENT = "How satisfied are you with the content?"
KOBO = f"{CONSENT},{CONTENT},_id,_uuid,_submission_time"
LIME = f"Response ID,Date submitted,Last page,Seed,q1. {CONSENT},q3. {CONTENT}"
PLAIN = "E-mail,Country,Content,Consent\n"


def imported(sstc: Sstc, workspace: Path, text: str, *words: str, file: str = "exit-webinar-7.csv"):
    """Import a text, and return the counts and the diagnostics."""
    (workspace / file).write_text(text, "utf-8")
    result = sstc("surveys", "import", file, "--json", *words)
    document = json.loads(result.out)
    assert "error" not in document, document
    found = document["files"][0]
    return found["tables"][0], {note["code"]: note["message"] for note in found["diagnostics"]}


def stored(workspace: Path, column: str) -> list[object]:
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        store.row_factory = sqlite3.Row
        rows = store.execute("SELECT * FROM responses WHERE NOT superseded ORDER BY key")
        return [row[column] for row in rows]


def rating(content: int) -> str:
    return f'{{"consent":"yes","content":{content}}}'


@pytest.mark.parametrize("root", [True, False])
def test_an_edited_response_of_kobotoolbox_is_the_same_one(root, sstc, workspace) -> None:
    head = KOBO + (",meta/rootUuid\n" if root else "\n")
    end = ",uuid:one\n" if root else "\n"
    imported(sstc, workspace, f"{head}Yes,4,812,one,2020-10-09T09:00:00{end}")
    table, _ = imported(sstc, workspace, f"{head}Yes,2,812,two,2020-10-09T09:00:00{end}")
    assert (table["new"], table["changed"]) == (0, 1)
    other, end = f"{KOBO}\n", "\n"  # another export, without that column
    table, _ = imported(sstc, workspace, f"{other}Yes,3,812,three,2020-10-09T09:00:00{end}")
    assert (table["new"], table["changed"]) == (0, 1)
    assert stored(workspace, "answers") == [rating(3)]


def test_an_edited_response_of_limesurvey_is_the_same_one(sstc: Sstc, workspace: Path) -> None:
    row = "1,2020-10-09 17:04:30,1,274068858,Yes,4\n"
    imported(sstc, workspace, f"{LIME}\n{row}")
    edited = row.replace("17:04:30", "18:00:00").replace("Yes,4", "Yes,2")
    table, _ = imported(sstc, workspace, f"{LIME}\n{edited}")
    assert (table["new"], table["changed"]) == (0, 1)
    without = LIME.replace(",Seed", "")
    table, _ = imported(sstc, workspace, f"{without}\n{edited.replace(',274068858', '')}")
    assert (table["new"], table["unchanged"]) == (0, 1)


def test_deleted_rows_are_named_and_cancelling_helps(sstc: Sstc, workspace: Path) -> None:
    rows = [f"p{n}@example.org,Kenya,{n},Yes\n" for n in range(1, 6)]
    imported(sstc, workspace, PLAIN + "".join(rows))
    later = PLAIN + "".join([*rows[:1], *rows[2:]])
    table, notes = imported(sstc, workspace, later)
    assert table["missing"] == [{"import_id": 1, "rows": [3]}]
    assert notes["W534"] == "1 row of import 1 is not in this file: its row 3"
    again, notes = imported(sstc, workspace, later)
    assert (again["missing"], "W534" in notes) == (table["missing"], True)
    sstc("surveys", "undo", "1", "--yes")
    table, notes = imported(sstc, workspace, later)
    assert (table["new"], "W534" in notes) == (4, False)


def test_a_forgotten_person_is_left_out_and_counted(sstc: Sstc, workspace: Path) -> None:
    text = PLAIN + "one@example.org,Kenya,5,Yes\ntwo@example.org,Ghana,4,Yes\n"
    imported(sstc, workspace, text)
    result = sstc("surveys", "forget", "one@example.org", "--yes")
    assert "later imports leave this person out" in result.err
    again = sstc("surveys", "import", "exit-webinar-7.csv")
    assert "1 unchanged" in again.out and "1 left out" in again.out
    assert "1 row of a person who asked to be forgotten, left out" in again.err
    assert sstc("surveys", "import", "exit-webinar-7.csv") == again
    sstc("surveys", "key", "--rotate")
    assert imported(sstc, workspace, text)[0]["forgotten"] == 1
    words = ("surveys", "forget", "one@example.org", "--allow-again")
    assert sstc(*words).out == "later imports include this person again\n"
    assert sstc(*words).out == "this person was not erased\n"
    assert imported(sstc, workspace, text)[0]["new"] == 1


def test_a_later_submission_counts_from_whatever_zone(sstc: Sstc, workspace: Path) -> None:
    forms = f"ID,Start time,Completion time,Email,Name,{CONSENT},{CONTENT}\n"
    late = f"{forms}1,2020-10-09 12:29:00,2020-10-09 12:30:00,one@example.org,One,Yes,5\n"
    kobo = KOBO.replace("_id", "Your e-mail address,_id")
    early = f"{kobo}\nYes,1,one@example.org,812,one,2020-10-09T09:10:00\n"
    table, notes = imported(
        sstc, workspace, late, "--timezone", "Africa/Nairobi", file="forms-webinar-7.csv"
    )
    assert (table["new"], "W535" in notes) == (1, False)
    assert imported(sstc, workspace, early, file="kobo-webinar-7.csv")[0]["superseded"] == 1
    assert stored(workspace, "submitted") == ["2020-10-09T17:30:00+08:00"]
    mapping = workspace / "data" / "surveys" / "mappings" / "microsoft_forms-exit.yaml"
    assert "timezone: Africa/Nairobi" in mapping.read_text("utf-8")
    table, notes = imported(sstc, workspace, late, file="forms-webinar-7.csv")
    assert (table["unchanged"], "W535" in notes) == (1, False)  # as decided before
    assert sstc("validate").status == 0
    result = sstc("surveys", "import", "forms-webinar-7.csv", "--timezone", "Africa/Nairobbi")
    assert (result.status, "did you mean `Africa/Nairobi`" in result.err) == (2, True)


def test_a_zone_that_is_assumed_is_said_and_a_decided_one_replaces_it(sstc, workspace) -> None:
    google = (
        "Timestamp,Country,Consent,Content\n2020-10-09 10:00:00,Kenya,Yes,5\n"
        "2020-10-09,Fiji,Yes,4\n"
    )
    _, notes = imported(sstc, workspace, google)
    assert notes["W535"] == "`Timestamp` has no time zone: read as Asia/Shanghai"
    assert sorted(map(str, stored(workspace, "submitted"))) == [
        "2020-10-09T00:00:00",  # a day alone is in no zone
        "2020-10-09T10:00:00+08:00",
    ]
    mapping = workspace / "data" / "surveys" / "mappings" / "google_forms-exit.yaml"
    mapping.parent.mkdir(exist_ok=True)
    mapping.write_text(
        "# ours\nplatform: google_forms\nsurvey: exit\ntimezone: Asia/Tokyo  # Ito-san\n"
    )
    table, notes = imported(sstc, workspace, google, "--timezone", "Africa/Nairobi")
    assert (table["new"], table["changed"], "W535" in notes) == (0, 1, False)
    text = mapping.read_text("utf-8")
    assert text.startswith("# ours\n") and "timezone: Africa/Nairobi" in text


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--webinar", "12"], "exit-webinar-7.csv mentions webinar 7, not webinar 12"),
        (["--survey", "registration"], "exit-webinar-7.csv was imported before: exit, webinar 7"),
    ],
)
def test_a_file_of_another_webinar_or_survey_needs_a_yes(words, problem, sstc, workspace) -> None:
    imported(sstc, workspace, PLAIN + "one@example.org,Kenya,5,Yes\n")
    sstc("surveys", "import", "exit-webinar-7.csv", *words).gives(2, problem, "`--yes`")
    assert sstc("surveys", "import", "exit-webinar-7.csv", *words, "--yes").status == 0
    if words[0] == "--survey":
        assert sstc("surveys", "import", "exit-webinar-7.csv", *words).status == 0


def test_answers_from_before_the_webinar_need_a_yes(sstc: Sstc, workspace: Path) -> None:
    text = "Timestamp,Consent,Content\n2020-10-01 10:00,Yes,5\n2020-10-09 18:00,Yes,4\n"
    imported(sstc, workspace, text)  # one of two may be a test
    early = text + "2020-10-02 10:00,Yes,3\n"
    (workspace / "exit-webinar-7.csv").write_text(early, "utf-8")
    sstc("surveys", "import", "exit-webinar-7.csv").gives(
        2, "most answers (2 of 3) are from before the day of webinar 7, which is on 2020-10-09"
    )
    assert sstc("surveys", "import", "exit-webinar-7.csv", "--yes").status == 0


def test_anonymous_in_microsoft_forms_is_not_a_person(sstc: Sstc, workspace: Path) -> None:
    forms = f"ID,Start time,Completion time,Email,Name,{CONSENT},{CONTENT}\n"
    row = "1,2020-10-09 12:29:00,2020-10-09 12:30:00,anonymous,anonymous,Yes,5\n"
    imported(sstc, workspace, forms + row)
    assert stored(workspace, "person") == [None]
    assert "1 anonymous response\n" in sstc("surveys", "summary", "7").out


def test_rows_that_name_another_webinar_need_a_yes(sstc: Sstc, workspace: Path) -> None:
    rows = "webinar,Consent,Content,Country\n7,Yes,5,Kenya\n5,Yes,4,Kenya\n7,Yes,3,Fiji\n"
    (workspace / "answers.csv").write_text(rows, "utf-8")
    result = sstc("surveys", "import", "answers.csv", "--survey", "exit", "--webinar", "3").gives(2)
    assert "rows of answers.csv name webinars 5, 7, not webinar 3" in result.err
    assert "import it without `--webinar`" in result.err
    sstc("surveys", "import", "answers.csv", "--survey", "exit").gives(0)
