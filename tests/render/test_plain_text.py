"""Plain text and Markdown files: nothing of Markdown is left where it is not read."""

from pathlib import Path

import pytest
from made import markdown_to

from sstc_cli.diagnostics import display_width
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.render.line_breaks import pad, wrap

NOWHERE = Path("nowhere")


def text_of(markdown: str, colon: str = ": ") -> str:
    document = Document(markdown, "en", "ltr", "2020-05-26T00:00:00+00:00", colon)
    return FORMATS["txt"](document, Templates(NOWHERE, NOWHERE, {})).decode()


def table(*rows: str) -> str:
    head, *body = rows
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *body]) + "\n"


def test_facts_have_the_colon_of_their_language() -> None:
    facts = table("| | |", "| **日期** | 2020年 |", "| 链接 | |")
    assert text_of(facts, "：") == "日期：2020年\n"
    assert text_of(facts) == "日期: 2020年\n"


def test_columns_are_aligned_by_width_wrapped_or_become_facts() -> None:
    text = text_of(table("| City | Time |", "| 内罗毕 | 10:30 |", "| Lima | 02:30 |"))
    assert text.splitlines() == ["City    Time", "------  -----", "内罗毕  10:30", "Lima    02:30"]
    text = text_of(table("| Time | Item | Who |", f"| 15:30 | {'word ' * 20}| Ada |"))
    lines = text.splitlines()
    assert max(map(display_width, lines)) <= 72
    assert lines[2].startswith("15:30  word word") and lines[2].endswith("  Ada")
    assert lines[3].startswith("       word")
    cells = [f"{name} {'x ' * 15}" for name in "abcd"]
    text = text_of(table("| A | B | C | D |", f"| {' | '.join(cells)} |", "| 1 | | 3 | 4 |"))
    assert [line[:4] for line in text.splitlines()] == [
        *("A: a", "B: b", "C: c", "D: d"), "", *("A: 1", "C: 3", "D: 4")
    ]  # fmt: skip


ADDRESS = "https://example.org/" + "a" * 80


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        (
            "# One *two*\n\n`code` ~~old~~ **new** \\*star\\*\n\n### Three\n",
            "One two\n=======\n\ncode old new *star*\n\nThree\n",
        ),
        (
            "[web page](<https://example.org/a>) <https://example.org/b>",
            "web page (https://example.org/a) https://example.org/b\n",
        ),
        ("Above\n\n![A portrait](<data/ana.png>)\n\nBelow\n", "Above\n\nBelow\n"),
        ("O'Brien <x> [y](javascript:z)", "O'Brien <x> [y](javascript:z)\n"),
        ("- a\n  - b\n\n    c\n- d\n\n1. e\n2. f\n", "- a\n  - b\n    c\n- d\n\n1. e\n2. f\n"),
        ("- a\\\n  b\n  c", "- a\n  b c\n"),
        (f"- {ADDRESS}", f"- {ADDRESS}\n"),
        ("> cancelled\n\n```\na *b*\n  c\n```\n", "! cancelled\n\na *b*\n  c\n"),
    ],
)
def test_nothing_of_markdown_is_left(markdown: str, text: str) -> None:
    assert text_of(markdown) == text


@pytest.mark.parametrize(
    "text", ["word " * 60, "跨境电子商务，" * 20, "محمد وعلي " * 20, "a\u0301" * 30]
)
def test_no_line_is_too_long_and_nothing_is_lost(text: str) -> None:
    lines = wrap(text.strip(), 40, "  ")
    assert max(map(display_width, lines)) <= 40 or len(lines) == 1
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.startswith("  ") for line in lines[1:])
    assert ADDRESS in wrap(f"see {ADDRESS} now", 40)
    assert pad("议程", 6) == "议程  "


def test_chinese_punctuation_neither_begins_nor_ends_a_line_wrongly() -> None:
    for width in range(10, 30):
        lines = wrap("《电子商务》（试验区）：“两平台、六体系”建设，数字创新。" * 3, width)
        assert not [line for line in lines if line[0] in "，。、：）》”"]
        assert not [line for line in lines if line[-1] in "（《“"]


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


def test_facts_have_the_colon_in_markdown_and_named_columns_stay(tmp_path: Path) -> None:
    text = markdown_of(f"{HEAD}| **日期** | 2020年 |\n", tmp_path, "：")
    assert text == "# T\n\n- **日期**：2020年\n"
    table = "# T\n\n|  | Now |\n| --- | ---: |\n| a | b |\n"
    assert markdown_of(table, tmp_path) == table
