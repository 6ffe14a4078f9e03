"""Addresses of e-mail as links, and the capital of a column's name."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from made import markdown_to

ADDRESS = "catis@example.org"
TEXT = f"# T\n\nWrite to {ADDRESS}, or **first.last+x@mail.example.co.uk**.\n"


def test_addresses_of_e_mail_are_links_in_a_page(tmp_path: Path) -> None:
    page = markdown_to("html", TEXT, tmp_path).decode()
    assert f'<a href="mailto:{ADDRESS}">{ADDRESS}</a>, or' in page
    assert '<a href="mailto:first.last+x@mail.example.co.uk">' in page


def test_addresses_of_e_mail_are_links_in_word_and_pdf(tmp_path: Path) -> None:
    word = docx.Document(BytesIO(markdown_to("docx", TEXT, tmp_path)))
    assert f"mailto:{ADDRESS}" in {rel.target_ref for rel in word.part.rels.values()}
    assert re.search(rb"/URI\s*\(mailto:catis@example.org\)", markdown_to("pdf", TEXT, tmp_path))


def test_plain_text_has_an_address_once(tmp_path: Path) -> None:
    assert markdown_to("txt", TEXT, tmp_path).decode().count("catis") == 1


@pytest.mark.parametrize(
    "text",
    [
        "<https://a.org/x@y.org>", "[x@y.org](https://a.org)", "`x@y.org`", "@y.org", "x@y",
        "a/x@y.org",
    ],
)  # fmt: skip
def test_nothing_else_becomes_an_address(text: str, tmp_path: Path) -> None:
    assert b"mailto:" not in markdown_to("html", f"# T\n\n{text}\n", tmp_path)


def test_the_name_of_a_column_begins_with_a_capital(tmp_path: Path) -> None:
    table = "# T\n\n| heure de Beijing | **gras** | Ville |\n| --- | --- | --- |\n| a | b | c |\n"
    for _ in "ab":  # words are kept, and must not be changed
        page = markdown_to("html", table + "\nheure de Beijing\n", tmp_path).decode()
        assert re.findall("<th .*?>(.*?)</th>", page) == [
            "Heure de Beijing", "<strong>gras</strong>", "Ville",
        ]  # fmt: skip
        assert "<p>heure de Beijing</p>" in page and "<td>a</td>" in page


def test_a_column_without_a_name_has_no_heading(tmp_path: Path) -> None:
    page = markdown_to("html", "# T\n\n|  | Now |\n| --- | --- |\n| a | b |\n", tmp_path).decode()
    assert re.findall("<t[hd].*</t[hd]>", page) == [
        "<td></td>", '<th scope="col" align="left">Now</th>', "<td>a</td>", "<td>b</td>",
    ]  # fmt: skip
