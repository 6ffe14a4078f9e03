"""Markdown files: facts are a list, because Markdown has no table without a head."""

from pathlib import Path

import pytest
from made import markdown_to

HEAD = "# T\n\n|     |     |\n| --- | --- |\n"


def markdown_of(text: str, tmp_path: Path, colon: str = ": ") -> str:
    return markdown_to("md", text, tmp_path, colon=colon).decode()


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("| **Date** | Friday |", "- **Date**: Friday"),
        ("| **Who** | a \\| b<br>c |", "- **Who**: a \\| b<br>c"),
        ("|  | [b](<https://b.org>) |", "- [b](<https://b.org>)"),
        ("| **A** | b |  | c |", "- **A**: b, c"),
        ("| **Empty** |  |\n| a | b |", "- a: b"),
    ],
)
def test_facts_are_a_list_without_an_empty_head(row: str, line: str, tmp_path: Path) -> None:
    assert markdown_of(f"{HEAD}{row}\n\nAfter\n", tmp_path) == f"# T\n\n{line}\n\nAfter\n"


def test_facts_have_the_colon_of_their_language(tmp_path: Path) -> None:
    text = markdown_of(f"{HEAD}| **日期** | 2020年 |\n", tmp_path, "：")
    assert text == "# T\n\n- **日期**：2020年\n"


def test_a_table_whose_columns_have_names_stays_a_table(tmp_path: Path) -> None:
    table = "# T\n\n|  | Now |\n| --- | ---: |\n| a | b |\n"
    assert markdown_of(table, tmp_path) == table
