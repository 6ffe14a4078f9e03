"""Nothing is imported unless people agreed: in a column of the file, or elsewhere."""

import csv
import json
from pathlib import Path

import pytest
from conftest import Result, Sstc, alter, on_terminal, write_csv

from sstc_cli.model import FormMapping, MappedAnswer, Survey
from sstc_cli.workspace import write_mapping
from sstc_cli.workspace.surveys import mapping_problems

ASKS = "Do you agree that the organisers keep your answers to evaluate this webinar series?"
NEAR = "Do you agree that we keep your answers?"
NEAR_ZH = "您是否同意主办方保存您的回答？"
MAPPING = """\
# What the columns and answers of an export mean: `sstc surveys import` adds to it.
platform: plain
survey: exit
consent_elsewhere: true
"""


def write(workspace: Path, consent: str | None, *answers: str) -> Path:
    """Write an exit survey with an answer about consent in each row, or without the column."""
    file = workspace / "exit-webinar-7.csv"
    rows = [["E-mail", "Content", consent]]
    rows += [[f"p{n}@example.org", "5", answer] for n, answer in enumerate(answers)]
    return write_csv(file, *(row[: 3 if consent else 2] for row in rows))


def exit_survey() -> Survey:
    """Return a survey that asks only for consent."""
    options = [{"code": "yes", "text": "I will"}, {"code": "no", "text": "I will not"}]
    question = {"id": "consent", "type": "choice", "role": "consent", "text": "May we?"}
    question |= {"options": options}
    return Survey.read({"id": "exit", "when": "after", "title": "Exit", "questions": [question]})


def counts(result) -> tuple[int, int, int]:
    """Return the numbers of new, rejected and refused rows."""
    table = json.loads(result.out)["files"][0]["tables"][0]
    return table["new"], table["rejected"], table["refused"]


def imported(sstc: Sstc, workspace: Path, rows: list[list[str]]) -> Result:
    write_csv(workspace / "webinar-7.csv", *rows)
    return sstc("surveys", "import", "webinar-7.csv", "--survey", "exit", "--json")


@pytest.fixture
def mapping(workspace: Path) -> Path:
    return workspace / "data" / "surveys" / "mappings" / "plain-exit.yaml"


def test_a_file_of_another_survey_is_not_imported_without_its_consent(sstc, workspace) -> None:
    file = write(workspace, ASKS, "Yes", "No")
    result = sstc("surveys", "import", file.name, "--survey", "registration").gives(2, out="")
    assert "fit the survey `exit` better than `registration`" in result.err
    result = sstc("surveys", "import", file.name, "--survey", "registration", "--yes")
    result.gives(2, "may be the question about consent", out="")


def test_a_missing_column_stops_the_import_until_somebody_decides(sstc, workspace, mapping) -> None:
    file = write(workspace, None, "", "")
    assert "W514" in sstc("surveys", "inspect", file.name).err
    result = sstc("surveys", "import", file.name).gives(2, "`--consent-elsewhere`", out="")
    assert result.err.startswith(f"error: no column of {file.name} asks for consent\nhelp: if")
    assert not (workspace / ".sstc").exists()
    sstc("surveys", "import", file.name, "--consent-elsewhere").gives(0, shows="2 new")
    assert mapping.read_text("utf-8") == MAPPING
    assert sstc("validate").status == 0
    again = sstc("surveys", "import", file.name)
    assert "no column asks for consent: people agreed elsewhere (plain-exit.yaml)" in again.err
    assert "2 unchanged" in again.out
    assert "consent: given elsewhere" in sstc("surveys", "inspect", file.name).out


def test_a_dry_run_decides_nothing(sstc: Sstc, workspace: Path, mapping: Path) -> None:
    file = write(workspace, None, "")
    assert "1 new" in sstc("surveys", "import", file.name, "--consent-elsewhere", "--dry-run").out
    assert not mapping.exists()
    assert sstc("surveys", "import", file.name, "--dry-run").status == 2


def test_the_mapping_does_not_outvote_a_column(sstc: Sstc, workspace: Path, mapping: Path) -> None:
    mapping.parent.mkdir()
    mapping.write_text(MAPPING, "utf-8")
    file = write(workspace, ASKS, "Yes", "No")
    assert counts(sstc("surveys", "import", file.name, "--json")) == (1, 0, 1)
    file = write(workspace, NEAR, "Yes", "No")
    assert sstc("surveys", "import", file.name).status == 2
    mapping.write_text(f"{MAPPING}columns:\n  - header: {NEAR}\n", "utf-8")
    result = sstc("surveys", "import", file.name, "--json")
    assert counts(result)[0] == 1  # the person of the row that was refused above


@pytest.mark.parametrize("refusal", ["No, I do not agree", "不同意"])
@pytest.mark.parametrize("header", ["Einwilligung", NEAR])
def test_the_own_no_of_a_survey_is_never_stored(header, refusal, sstc, workspace, mapping) -> None:
    mapping.parent.mkdir()
    mapping.write_text(f"{MAPPING}columns:\n  - header: {header}\n", "utf-8")
    file = write(workspace, header, "Yes, I agree", refusal)
    assert counts(sstc("surveys", "import", file.name, "--json")) == (1, 0, 1)


def test_on_a_terminal_it_is_asked_and_remembered(sstc, workspace, mapping, monkeypatch) -> None:
    file = write(workspace, None, "")
    on_terminal(monkeypatch, "n", "y")
    result = sstc("surveys", "import", file.name).gives(2)
    assert f"No column of {file.name} asks for consent. Did people agree elsewhere?" in result.err
    assert sstc("surveys", "import", file.name).status == 0
    assert mapping.read_text("utf-8") == MAPPING
    assert sstc("surveys", "import", file.name).status == 0  # nothing more is asked


def test_consent_that_is_optional_is_only_a_warning(sstc: Sstc, workspace: Path) -> None:
    alter(workspace / "data" / "surveys" / "exit.yaml", "    required: true\n", "", count=1)
    sstc("surveys", "import", write(workspace, None, "").name).gives(0, "W514")


@pytest.mark.parametrize("line", ["", "consent_elsewhere: false  # no\n"])
def test_lines_of_a_mapping_stay_when_consent_is_added(line: str) -> None:
    before = "# ours\nplatform: plain\nsurvey: exit # this one\ncolumns:\n  - header: a  # note\n"
    mapping = FormMapping.read(
        {"platform": "plain", "survey": "exit", "consent_elsewhere": "true",
         "columns": [{"header": "a"}]}
    )  # fmt: skip
    text = write_mapping(mapping, before + line)
    assert [line for line in text.splitlines() if "consent" not in line] == before.splitlines()
    assert "\nconsent_elsewhere: true" in text


@pytest.mark.parametrize(
    "answer",
    ["TRUE", "true", "✓", "☑", "1", "x", "I accept", "Agree", "Oui", "Sí", "Да", "نعم", "我同意",
     "I agree that the organisers keep my data.", "J'accepte la conservation de mes réponses"],
)  # fmt: skip
def test_a_ticked_box_and_a_yes_in_other_words_are_a_yes(answer, sstc, workspace) -> None:
    file = write(workspace, "Consent", answer, "", answer)
    assert counts(sstc("surveys", "import", file.name, "--json")) == (2, 0, 1)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("TRUE", "FALSE", "Yes"), (2, 0, 1)),
        (("1", "0", ""), (1, 0, 2)),
        (("Non", "Disagree", "不同意"), (0, 0, 3)),
        (("Yes.", "YES!", "no thanks"), (2, 0, 1)),
        (("yes, I AGREE .", "是。", "No!"), (2, 0, 1)),
        (("1", "Perhaps", "x"), (0, 3, 0)),
        (("I agree to some of it", "I agree to all of it", ""), (0, 2, 1)),
        (("I agree, but not to e-mails", "", ""), (0, 1, 2)),
        (("Yesterday", "", ""), (0, 1, 2)),
        (("No thanks", "nein danke", "Je refuse"), (0, 0, 3)),
    ],
)
def test_what_is_not_certainly_a_yes_is_rejected(answers, expected, sstc, workspace) -> None:
    file = write(workspace, "Consent", *answers)
    result = sstc("surveys", "import", file.name, "--json")
    assert counts(result) == expected
    for found in json.loads(result.out)["files"][0]["diagnostics"][:1]:
        if found["code"] == "E502":
            assert "`answers` in data/surveys/mappings/plain-exit.yaml" in found["hint"]


def test_numbers_of_options_are_not_ticks(sstc: Sstc, workspace: Path) -> None:
    result = sstc("surveys", "import", write(workspace, "Consent", "1", "2", "1").name)
    assert (result.status, "column C has option numbers" in result.err) == (3, True)


SUMS = [["", "Average", "4.2"], ["", "Total", "4"], ["Total", "", "20"], ["", "Very good", "x"]]


@pytest.mark.parametrize("last", SUMS)
def test_a_row_below_the_answers_is_not_a_refusal(last, sstc, workspace) -> None:
    rows = [["Consent", "Your full name", "Content"], ["Yes", "A", "5"], ["", "B", "4"], last]
    result = imported(sstc, workspace, rows)
    assert counts(result) == (1, 0, 1)
    found = json.loads(result.out)["files"][0]["diagnostics"]
    assert [note["code"] for note in found] == ["W530"]
    assert "in row 4" in found[0]["message"]


PARTS = ["", "Talks, lectures and presentations", "Questions and city-to-city dialogue"]


@pytest.mark.parametrize(
    "again",
    [
        ["", "Content", "Content", ""],
        ["Consent", "Your full name", "Content", "Most useful"],
        [*PARTS, "Good practices of other cities"],
        ["", "Woman", "Man", "Other"],
    ],
)
def test_a_header_row_again_is_not_a_refusal(again: list[str], sstc: Sstc, workspace: Path) -> None:
    header = ["Consent", "Your full name", "Content", "Most useful"]
    if again[1] == "Content":
        header[1] = "Content"
    rows = [header, again, ["Yes", "4" if again[1] == "Content" else "A", "5", ""]]
    assert counts(imported(sstc, workspace, rows)) == (1, 0, 0)


@pytest.mark.parametrize("at", [2, 3])
def test_a_header_row_between_the_answers_is_left_out(at: int, sstc: Sstc, workspace: Path) -> None:
    header = ["同意", "Your full name", "Most useful"]
    rows = [["", "", ""], ["同意", "A", ""], ["", "B", ""]]
    rows = [header, *rows[:at], header, *rows[at:]]
    result = imported(sstc, workspace, rows)
    found = json.loads(result.out)["files"][0]["diagnostics"]
    assert counts(result)[0] == 1
    assert [note["message"] for note in found if "again" in note["message"]] == [
        f"1 row with headers again: left out, in row {at + 2}"
    ]


def test_a_person_with_only_choices_is_not_a_header_row(sstc: Sstc, workspace: Path) -> None:
    rows = [["Consent", "Gender", "Content"], ["", "Woman", "Satisfied"], ["Yes", "Man", "5"]]
    assert counts(imported(sstc, workspace, rows)) == (1, 0, 1)


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        (NEAR, "No"),
        (NEAR_ZH, "No"),
        ("Consents", "No, I do not agree"),
        ("Privacy notice read and accepted?", "No"),
        ("Data protection", "Nein"),
        ("Datenschutzerklärung", "Nein"),
        ("Stimmen Sie der Speicherung zu?", "Nein"),
        ("Acceptez-vous que vos données soient conservées ?", "Non"),
        ("¿Acepta que guardemos sus datos?", "No"),
        ("Concorda que guardemos as suas respostas?", "Não"),
        ("Согласие", "Нет"),
        ("هل توافق على حفظ إجاباتك؟", "لا"),
        ("是否允许我们保存", "否"),
        ("个人信息保护", "否"),
        ("May we keep what you wrote?", "No"),
    ],
)
def test_a_column_that_may_ask_for_consent_stops_the_import(
    header, answer, sstc, workspace, mapping
) -> None:
    file = write(workspace, header, "Yes, I agree" if header == "Consents" else "Yes", answer)
    reason = f"error: `{header}` in {file.name} may be the question about consent"
    for option in ((), ("--consent-elsewhere",)):
        sstc("surveys", "import", file.name, *option).gives(2, reason, out="")
    stopped = sstc("surveys", "import", file.name, "--consent-elsewhere")
    stopped.gives(2, "--accept-suggestions", lacks="--consent-elsewhere")
    assert (mapping.exists(), (workspace / ".sstc").exists()) == (False, False)
    inspected = sstc("surveys", "inspect", file.name).err
    assert "may be the question about consent: an import stops until you decide" in inspected
    options = ("--accept-suggestions", "--json")
    assert counts(sstc("surveys", "import", file.name, *options)) == (1, 0, 1)
    assert "question: consent" in mapping.read_text("utf-8")


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("Terms and conditions", "Decline"),
        ("Declaration", "not agreed"),
        ("Authorisation", "No thanks"),
        ("Do you wish to opt out?", "Yes"),
        ("Do you object to our keeping your answers?", "Yes"),
        ("Vous opposez-vous à la conservation ?", "Oui"),
        ("¿Se opone?", "Sí"),
        ("Возражаете ли вы?", "Да"),
        ("您是否反对保存", "是"),
        ("Nutzungsbedingungen", "Nein"),
    ],
)
def test_nobody_agreed_elsewhere_beside_a_refusal(header, answer, sstc, workspace) -> None:
    file = write(workspace, header, answer, "")
    result = sstc("surveys", "import", file.name, "--consent-elsewhere").gives(2, out="")
    assert "refuse consent" in result.err or "may be the question about consent" in result.err
    assert not (workspace / ".sstc").exists()


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("Learning objectives met?", ("Mostly", "4", "In terms of trade")),
        ("The Paris Declaration helps me", ("Mostly", "4", "In terms of trade")),
        ("How far do you agree that trade helps?", ("Strongly", "4", "Rather not")),
    ],
)
def test_a_near_word_without_plain_answers_does_not_stop(header, answers, sstc, workspace) -> None:
    file = write(workspace, header, *answers)
    assert sstc("surveys", "import", file.name, "--consent-elsewhere").status == 0


@pytest.mark.parametrize(
    "no", ["Nein", "NO.", "否", "Non, merci", "Não", "Нет", "لا", "No / 否", "1. Nein"]
)
def test_a_mapping_cannot_turn_a_no_into_a_yes(no, sstc, workspace, mapping) -> None:
    mapping.parent.mkdir()
    answer = json.dumps({"question": "consent", "text": no, "code": "yes"}, ensure_ascii=False)
    mapping.write_text(f"platform: plain\nsurvey: exit\nanswers:\n  - {answer}\n", "utf-8")
    found = sstc("validate")
    assert "E231" in found.out + found.err
    result = sstc("surveys", "import", write(workspace, "Consent", "Yes", no).name)
    assert (result.status != 0, (workspace / ".sstc").exists()) == (True, False)
    other = workspace / "other.yaml"
    mapping.rename(other)
    words = ("surveys", "import", "exit-webinar-7.csv", "--mapping", "other.yaml")
    assert sstc(*words).status != 0
    allowed = other.read_text("utf-8").replace(f'"text": {json.dumps(no, ensure_ascii=False)}',
                                               '"text": "I agree to all of it"')  # fmt: skip
    other.write_text(allowed, "utf-8")
    write(workspace, "Consent", "Yes", "I agree to all of it")
    assert counts(sstc(*words, "--json")) == (2, 0, 0)


REFUSALS = [
    "No thanks", "Nein danke", "Non merci", "I refuse", "Refused", "I cannot agree", "Not agreed",
    "I don't consent", "I don’t consent", "Never", "Non-consent", "Withdrawn", "Opt out",
    "Pas d'accord", "désaccord", "拒绝", "不行", "不可以", "不授权", "FALSE", "0", "✗", "unchecked",
    "No objection", "Perhaps", "Disagree", "не согласен", "لا أوافق", "no estoy de acuerdo",
    "Yes, but not for photos", "Yes / No",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSALS)
def test_only_a_clear_yes_may_be_mapped_to_yes(text: str) -> None:
    survey = exit_survey()
    answer = MappedAnswer(question="consent", text=text, code="yes")
    mapping = FormMapping(platform="plain", survey="exit", answers=(answer,))
    assert [found.code for found in mapping_problems(mapping, {"exit": survey})] == ["E231"]


@pytest.mark.parametrize(
    "text",
    ["Sure", "I agree to all of it", "✓", "TRUE", "1", "Ich stimme dem zu", "J'autorise", "可以",
     "Autorizo", "Consinto", "Разрешаю", "أسمح", "Yes, to all", "Opt in"],
)  # fmt: skip
def test_a_clear_yes_may_be_mapped_to_yes(text: str) -> None:
    answer = MappedAnswer(question="consent", text=text, code="yes")
    mapping = FormMapping(platform="plain", survey="exit", answers=(answer,))
    assert [*mapping_problems(mapping, {"exit": exit_survey()})] == []


@pytest.mark.parametrize(
    "header",
    [
        "I do not consent to my data being stored",
        "Opt out of consent",
        "I withdraw my consent",
        "I refuse the processing of my personal data",
        "Je n'accepte pas que vous gardiez mes réponses",
        "No acepto que guarden mis datos personales",
        "Não aceito que guardem os meus dados pessoais",
        "Не согласен на обработку персональных данных",
        "لا أوافق على حفظ إجاباتي",
        "Einwilligung verweigert",
        "我不同意保存我的回答",
        "拒绝授权",
    ],
)
def test_a_question_that_turns_the_sense_around_is_never_accepted(header, sstc, workspace, mapping):
    file = write(workspace, header, "Yes", "No")
    for options in ((), ("--accept-suggestions",), ("--consent-elsewhere",)):
        result = sstc("surveys", "import", file.name, *options).gives(2, out="")
        assert f"a yes to `{header}` in {file.name} may refuse consent" in result.err
    assert (mapping.exists(), (workspace / ".sstc").exists()) == (False, False)


@pytest.mark.parametrize(
    "header", ["Consents? (Yes/No)", "您是否同意保存您的回答", "同意/不同意保存"]
)
def test_a_header_with_both_answers_asks_for_consent(header, sstc, workspace) -> None:
    file = write(workspace, header, "Yes", "No")
    result = sstc("surveys", "import", file.name, "--accept-suggestions", "--json")
    assert counts(result) == (1, 0, 1)


QUOTE = "May we quote your comment in our reports, without your name?"


@pytest.mark.parametrize(
    "header", [QUOTE, "May we quote you in our reports?", "可否引用您的意见？"]
)
def test_to_be_quoted_is_no_consent_to_be_kept(header, sstc, workspace, mapping) -> None:
    file = write(workspace, header, "Yes", "Yes")
    result = sstc("surveys", "import", file.name, "--accept-suggestions").gives(2, out="")
    assert f"error: no column of {file.name} asks for consent" in result.err
    assert not mapping.exists()


def test_who_does_not_want_to_be_quoted_is_kept(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "exit-webinar-7.csv"
    rows = ["a@b.org,Yes,More time,No", "b@b.org,No,No time,Yes", "c@b.org,Yes,Good,否"]
    header = f'E-mail,"{ASKS}",Comment,"{QUOTE}"'
    file.write_text("\n".join([header, *rows]), "utf-8")
    assert counts(sstc("surveys", "import", file.name, "--json")) == (2, 0, 1)
    exported = sstc("surveys", "export", "--format", "csv", "-o", "-").out
    assert [row["quote"] for row in csv.DictReader(exported.splitlines())] == ["no", "no"]
