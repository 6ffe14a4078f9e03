"""Whatever a value holds, Markdown shows it as text, wherever it stands."""

from html import escape as escape_html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sstc_cli.render.escape import escape, is_web_address, link, paragraphs
from sstc_cli.render.parse import reader

# A reader that is not ours, with everything on that could go wrong.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PLACES = {
    "paragraph": ("{}", "<p>{}</p>\n"),
    "heading": ("# {}", "<h1>{}</h1>\n"),
    "item": ("- {}", "<ul>\n<li>{}</li>\n</ul>\n"),
    "bold": ("**a** {} **b**", "<p><strong>a</strong> {} <strong>b</strong></p>\n"),
    "second line": ("a\n{}", "<p>a\n{}</p>\n"),
    "quote": ("> {}", "<blockquote>\n<p>{}</p>\n</blockquote>\n"),
}
HOSTILE = [
    "# x", "- x", "+ x", "* x", "1. x", "12) x", "> x", "---", "===", "***", "```", "~~~", "    x",
    "*x*", "_x_", "`x`", "~~x~~", "[x](javascript:alert(1))", "![x](https://example.org/a.png)",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<https://example.org>",
    "&lt;b&gt;", "&#106;avascript", "a & b", "a \\ b", "a \\", "\\*x\\*", "a | b", "a \\| b", "|",
    "[x]: https://example.org", "[^1]: note", "| - |", ":-: | -", "a\nb", "a\n\nb", "3.5 million",
    "A*", "x **", "!", "a  ", "\u3000x", "C++", "#1",
]  # fmt: skip


def as_html(text: str) -> str:
    return escape_html(text, quote=True).replace("&#x27;", "'")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_text_is_shown(text: str, place: str) -> None:
    markdown, html = PLACES[place]
    shown = " ".join(text.replace("\u3000", "\0").split()).replace("\0", "\u3000").strip()
    assert READER.render(markdown.format(escape(text))) == html.format(as_html(shown))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_in_its_cell(text: str) -> None:
    table = f"|a|b|\n|---|---|\n|{escape(text)}|z|"
    html = READER.render(table)
    assert html.count("<td>") == 2
    assert f"<td>{as_html(' '.join(text.split()))}</td>\n<td>z</td>" in html


@given(st.text(alphabet="ab \\`*_[]()<>|~&#;:=+-!.1\n\t\"'", max_size=12))
def test_any_text_of_special_signs_is_shown_in_a_line_and_a_cell(text: str) -> None:
    shown = as_html(" ".join(text.split()))
    assert READER.render(f"a {escape(text)} b").split() == f"<p>a {shown} b</p>".split()
    cell = READER.render(f"|a|b|\n|---|---|\n| {escape(text)} | z |")
    assert f"<td>{shown}</td>\n<td>z</td>" in cell


def test_what_nobody_sees_is_left_out() -> None:
    assert escape("a\x00\x07\u202e\u2066\x85\ud800\uffffb\u200fc") == "a b\u200fc"
    assert escape("\x01# x") == "\\# x"


def test_ordinary_texts_stay_readable() -> None:
    plain = (
        "E-commerce & cities (2020): a plan",
        "“两平台、六体系”建设",
        "Mr. O'Neil, UN",
        "5 – 6",
    )
    for text in plain:
        assert escape(text) == text


def test_paragraphs_keep_their_breaks() -> None:
    assert paragraphs("a\nb\r\n\r\n# c\n \n\nd\n") == "a b\n\n\\# c\n\nd"


def test_an_e_mail_address_becomes_a_link_to_one_mailbox() -> None:
    assert link("a.b+c@example.org") == "<a.b+c@example.org>"
    assert link("a@example.org", "Write") == "[Write](<mailto:a@example.org>)"
    assert '<a href="mailto:a@example.org">' in reader().render(link("a@example.org"))
    for bad in ("a@example.org?bcc=b@example.org", "a@b@example.org"):
        assert link(bad) == escape(bad)
        assert "href" not in reader().render(f"[x](<mailto:{bad}>)")


def test_links_lead_to_the_web_only() -> None:
    assert link("https://example.org/a_b?x=1&y=2") == "<https://example.org/a_b?x=1&y=2>"
    assert link("https://example.org/a b>c|d") == "<https://example.org/a%20b%3Ec%7Cd>"
    assert link("https://example.org", "[x]") == "[\\[x\\]](<https://example.org>)"
    scripts = ("javascript:alert(1)", " JavaScript:x", "data:text/html,x", "file:///x")
    for bad in (*scripts, "//x", "x", "http:[", "http:"):
        assert not is_web_address(bad)
        assert link(bad) == escape(bad)
