"""Pages as the HTML of mails: styles on elements, pictures as parts, nothing that is fetched."""

import base64

import pytest

from sstc_cli.errors import SstcError
from sstc_cli.mail.inline import mail_page

HEAD = (
    '<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'\"><style>p { margin: 1.5rem; color: #123456 } "
    "@media print { p { color: red } }</style></head><body>"
)
END = "</body></html>"


def test_styles_are_on_the_elements_in_a_unit_that_outlook_knows() -> None:
    html = mail_page(f"{HEAD}<p>Hello</p>{END}", "example.org").html
    assert '<p style="margin: 24px;color: #123456;">Hello</p>' in html
    assert "<style" not in html
    assert "Content-Security-Policy" not in html


def test_pictures_become_parts_and_one_picture_is_one_part() -> None:
    data = base64.b64encode(b"\x89PNG picture").decode()
    page = f'<img alt="Logo" src="data:image/png;base64,{data}">'
    made = mail_page(f"{HEAD}{page}{page}{END}", "example.org")
    (picture,) = made.pictures
    assert picture.data == b"\x89PNG picture"
    assert picture.kind == "image/png"
    assert made.html.count(f'src="cid:{picture.content_id}"') == 2
    assert "data:" not in made.html


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>", '<img src="https://x.example/pixel.gif">', "<img src=x.png>",
        '<p onclick="x()">a</p>', '<p style="background: url(https://x.example/a)">a</p>',
        '<link rel="stylesheet" href="x.css">', '<iframe src="x"></iframe>', "<svg></svg>",
        '<td background="https://x.example/a.png">a</td>', '<form action="https://x.example">a</form>',
        '<img src="data:image/png;base64,AAA">', '<img alt="x" srcset="https://x.example/a 2x">',
    ],
)  # fmt: skip
def test_what_a_program_would_fetch_or_run_is_refused(bad: str) -> None:
    with pytest.raises(SstcError):
        mail_page(f"{HEAD}<table><tr>{bad}</tr></table>{END}", "example.org")


def test_words_that_look_like_code_are_kept() -> None:
    words = '&lt;script&gt; and onclick="x" and url(https://x.example)'
    html = mail_page(f'{HEAD}<p>{words} <a href="https://x.example/">x</a></p>{END}', "e.org").html
    assert words in html


def test_a_page_that_programs_would_cut_is_refused() -> None:
    with pytest.raises(SstcError, match="90 kB"):
        mail_page(f"{HEAD}<p>{'x' * 90_000}</p>{END}", "example.org")
