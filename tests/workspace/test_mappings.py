"""Mapping files are checked like the surveys that they speak of."""

from pathlib import Path

import pytest
from conftest import Sstc, alter

from sstc_cli.workspace import mapping_file

MAPPING = """\
platform: plain
survey: exit
columns:
  - {header: Contents, question: content}
  - header: Shoe size
answers:
  - {question: country, text: 刚果, code: CD}
  - {question: gender, text: Femme, code: woman}
  - {question: content, text: sehr gut, code: "5"}
  - {question: country, text: Narnia}
"""


def written(workspace: Path, text: str, name: str = "plain-exit") -> str:
    file = workspace / mapping_file(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return mapping_file(name).as_posix()


def test_a_mapping_that_fits_has_no_diagnostics(sstc: Sstc, workspace: Path) -> None:
    written(workspace, MAPPING)
    written(workspace, MAPPING, "plain-exit-geneva")  # for `--mapping`
    sstc("validate").gives(0, out="")


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("platform: plain", "platform: plian",
         "1:11: error E230 unknown survey tool `plian` (did you mean `plain`?)"),
        ("survey: exit", "survey: exitt",
         "2:9: error E230 unknown survey `exitt` (did you mean `exit`?)"),
        ("question: content}", "question: contents}",
         "4:34: error E230 the survey exit has no question `contents` (did you mean `content`?)"),
        ("question: gender", "question: gendre",
         "8:16: error E230 the survey exit has no question `gendre` (did you mean `gender`?)"),
        ("code: woman", "code: women",
         "8:43: error E230 `gender` has no code `women` (did you mean `woman`?)"),
        ('code: "5"', 'code: "6"', "error E230 `content` has no code `6`"),
        ("code: CD", "code: DRC",
         "error E230 `country` has no code `DRC` (write the two capital letters of ISO 3166-1"),
        ("question: gender, ", "question: comment, ",
         "error E230 `comment` has no code `woman` (delete this answer: a question of type"),
        ("- header: Shoe size", "- header: contents",
         "5:13: error E231 this was already decided above (delete one of the two)"),
        ("text: Narnia", "text: 刚果", "10:31: error E231 this was already decided above"),
        ("- {question: country, text: Narnia}",
         '- {question: consent, text: "No, I do not agree", code: "yes"}',
         "error E231 in the survey, `No, I do not agree` means `no` (delete this"),
        ("columns:", "colums:", "3:1: error E103 unknown key `colums` (did you mean"),
        ("header: Contents, ", "", "4:6: error E104 `header` is missing in `columns`"),
        ("platform: plain", "platform: tencent",
         "1:11: error E232 the file is called plain-exit.yaml, but is a mapping of tencent-exit"),
        ("platform: plain", "platform: [", "error E101"),
    ],
)  # fmt: skip
def test_faults_of_a_mapping_are_reported_with_their_places(right, wrong, message, sstc, workspace):
    file = written(workspace, MAPPING.replace(right, wrong))
    sstc("validate").gives(1, shows=(f"{file}:", message))


def test_typos_in_a_mapping_can_be_fixed(sstc: Sstc, workspace: Path) -> None:
    typos = MAPPING.replace("columns", "colums").replace("code: woman", "code: womman")
    file = written(workspace, typos)
    sstc("validate", "--fix")
    assert sstc("validate").status == 0
    assert (workspace / file).read_text("utf-8") == MAPPING


def test_a_mapping_waits_for_its_survey(sstc: Sstc, workspace: Path) -> None:
    written(workspace, MAPPING)
    alter(workspace / "data" / "surveys" / "exit.yaml", "when: after", "when: afterr")
    result = sstc("validate")
    assert "E110" in result.out
    assert "E230" not in result.out
