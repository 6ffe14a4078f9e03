"""Catalogues of labels: the shipped ones are whole, a workspace's own win."""

import re
from pathlib import Path

import pytest

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.views.labels import read_labels

TEMPLATES = Path(__file__).parents[2] / "templates"
USED = {
    label
    for file in TEMPLATES.glob("*.j2")
    for label in re.findall(r'\b_\("([^"]+)"', file.read_text(encoding="utf-8"))
}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


AGENDA = set(re.findall(r'\b_\("([^"]+)"', (TEMPLATES / "agenda.md.j2").read_text("utf-8")))


@pytest.mark.parametrize(
    ("language", "needed"),
    [("zh", USED), ("fr", AGENDA), ("es", AGENDA), ("ru", AGENDA), ("ar", AGENDA)],
)
def test_labels_are_translated_with_their_placeholders(language: str, needed: set[str]) -> None:
    labels = read_labels([TEMPLATES], language)
    assert needed <= set(labels) <= USED
    assert [each for each in labels if placeholders(each) != placeholders(labels[each])] == []


def test_english_needs_no_catalogue() -> None:
    assert read_labels([TEMPLATES], "en") == {}


def test_the_workspace_wins_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    own = (
        'msgid "Agenda"\nmsgstr "日程"\n\n'
        '#, fuzzy\nmsgid "Time"\nmsgstr "?"\n\nmsgid "Date"\nmsgstr ""\n'
    )
    (tmp_path / "labels" / "zh.po").write_text(own, encoding="utf-8")
    labels = read_labels([TEMPLATES, tmp_path], "zh")
    assert (labels["Agenda"], labels["Time"], labels["Date"]) == ("日程", "时间", "日期")


@pytest.mark.parametrize("data", [b"hello\n", b'msgid "\xff"\n'])
def test_a_broken_catalogue_is_told_with_its_place(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "zh.po").write_bytes(data)
    with pytest.raises(SstcError, match=r"^templates/labels/zh\.po") as caught:
        read_labels([tmp_path], "zh")
    assert caught.value.status is ExitCode.DATA
