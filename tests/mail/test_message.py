"""Finished mails and their pages: read back by three programs, and nothing is added or fetched."""

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_readers import Seen, asked_node, by_python

from sstc_cli.errors import SstcError
from sstc_cli.mail.inline import mail_page
from sstc_cli.mail.message import Attachment, CalendarPart, Mail, Mailbox, write

ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
    b'ORGANIZER;CN="Office: one":mailto:office@example.o\r\n rg\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
)
MAIL = Mail(
    "k5xq@sstc.example.org",
    Mailbox("office@example.org", "Office, of the series"),
    Mailbox("ama@example.org", "Ama Owusu"),
    "Webinar 7",
    "Dear Ama,\n\n.\nFrom here = there\n",
    "en",
    html="<p>Dear Ama, café = 咖啡</p>\n",
)
NAMES = [
    "message-id", "from", "to", "subject", "content-language", "x-auto-response-suppress",
    "mime-version", "content-type",
]  # fmt: skip
PEOPLE = [
    "Ama Owusu", "Pat O'Connor", "李雷", "王小明", "محمد علي", "فاطمة الزهراء",
    "Nguyễn Thị Minh Khai",
    "José Ñuñez", "Zoë Brontë", "Dr. Amina J. Mohammed (UN)", "Owusu, Ama", 'Ann "Annie" Bell',
    "back\\slash", "Łukasz Żółć", "Иван Петров", "Ἀριστοτέλης", "नरेन्द्र", "สมชาย", "김민준",
    "さくら", "X Æ A-12", "van der Berg", "d'Artagnan", "Jean-Luc", "A. B. C.", "O’Neil",
    "Müller & Söhne", "a@b", "<Ama>", "Ama; Kofi", "Ama: Kofi", "Sr. Núñez, Jr.", "ǅ", "ﬃ", "ß",
    "𠮷野家", "👩🏽‍🏫 Teacher", "Ama  Owusu", "N" * 120, "名" * 120,
]  # fmt: skip
EVIL = [
    "W =?utf-8?q?x=0D=0ABcc=3A_evil=40x.org?=", "W\r\nBcc: evil@x.org", "W\nBcc: evil@x.org",
    "W\x00", "W\u2028Bcc: evil@x.org", "W\u2029B", "W\x85B", "W\x0bB", "W\x0cB", "W\tB", "W\rB",
    "W\u202eB", "W\x1b[31m", "W\ud800", "=?", "W =?utf-8?b?",
]  # fmt: skip


def letters(name: str) -> str:
    return re.sub(r'[\s"\\]', "", name)


@pytest.fixture(scope="module")
def node() -> Iterator[Callable[[bytes], Mapping[str, Seen]]]:
    with asked_node() as ask:
        yield ask


def test_all_parts_are_read_back(node: Callable[[bytes], Mapping[str, Seen]]) -> None:
    logo = Attachment("logo.png", "image/png", b"\x89PNG" + bytes(range(256)), "logo@example.org")
    file = Attachment(
        "第7场.ics", "text/calendar; charset=utf-8; method=PUBLISH", b"BEGIN:VCALENDAR\r\n"
    )
    mail = replace(
        MAIL, calendar=CalendarPart("REQUEST", ICS), attachments=(file,), pictures=(logo,),
        html='<p>café</p><img src="cid:logo@example.org">\n', automatic=True,
        reply_to=Mailbox("answers@example.org"),
        list_unsubscribe="mailto:office@example.org?subject=stop%20K5",
    )  # fmt: skip
    data = write(mail)
    mails = {"python": by_python(data), **node(data)}
    for seen in mails.values():
        assert seen.names == [
            "message-id", "from", "reply-to", "to", "subject", "content-language",
            "list-unsubscribe", "auto-submitted", "x-auto-response-suppress", "mime-version",
            "content-type",
        ]  # fmt: skip
        assert (seen.subject, seen.text.rstrip()) == (mail.subject, mail.text.rstrip())
        assert seen.html.rstrip() == mail.html.rstrip()
        contents = {content for _, _, content in seen.files}
        # postal-mime gives texts with the line ends of Unix
        assert logo.data in contents
        assert contents & {file.data, file.data.replace(b"\r\n", b"\n")}
        assert "第7场.ics" in {name for _, name, _ in seen.files}
    assert ICS in {content for _, _, content in mails["python"].files}
    assert data.isascii()


def test_structure() -> None:
    file = Attachment("w.ics", "text/calendar; charset=utf-8; method=PUBLISH", b"x")
    data = write(replace(MAIL, calendar=CalendarPart("REQUEST", ICS), attachments=(file,)))
    mail = message_from_bytes(data, policy=policy.default)
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html",
                     "text/calendar", "text/calendar"]  # fmt: skip
    entry = list(mail.walk())[4]
    assert entry["Content-Disposition"] is None
    assert entry["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert entry["Content-Transfer-Encoding"] == "base64"
    assert base64.b64decode(str(entry.get_payload())) == ICS
    assert "Date" not in mail
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("name", PEOPLE)
def test_names_stay_as_given(node: Callable[[bytes], Mapping[str, Seen]], name: str) -> None:
    data = write(replace(MAIL, recipient=Mailbox("ama@example.org", name), subject=f"To {name}"))
    for seen in (by_python(data), *node(data).values()):
        assert [at for _, at in seen.to] == ["ama@example.org"]
        # some programs drop quotes, and Python 3.11 puts a space where a long name is folded
        assert letters(seen.to[0][0]) == letters(name)
        assert seen.names == NAMES
    assert by_python(data).subject == f"To {name}"


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("where", ["subject", "recipient", "sender", "reply_to"])
def test_no_value_can_add_a_line(where: str, text: str) -> None:
    value = text if where == "subject" else Mailbox("ama@example.org", text)
    with pytest.raises(SstcError) as refused:
        write(replace(MAIL, **{where: value}))
    assert "evil" not in refused.value.message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("message_id", "x>\r\nBcc: a@b.c"), ("message_id", "a@b.c\n"), ("language", "en\r\nBcc: x"),
        ("recipient", Mailbox("a@b.c, evil@x.org")), ("recipient", Mailbox("a@b.c\r\nBcc: x@y.z")),
        ("recipient", Mailbox("=?utf-8?q?a?=@b.c", "=?")),
        ("list_unsubscribe", "mailto:a@b.c>\r\nBcc: x"),
        ("sender", Mailbox("a@b.c> <d@e.f")),
    ],
)  # fmt: skip
def test_no_shape_can_be_broken(field: str, value: object) -> None:
    with pytest.raises(SstcError):
        write(replace(MAIL, **{field: value}))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=130), st.text(max_size=80), st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_kept_or_refused(subject: str, name: str, text: str, html: str) -> None:
    mail = replace(MAIL, subject=subject, recipient=Mailbox("ama@example.org", name), html=html,
                   text=text.encode(errors="replace").decode())  # fmt: skip
    mail = replace(mail, html=html.encode(errors="replace").decode())
    try:
        data = write(mail)
    except SstcError:
        return
    seen = by_python(data)
    assert seen.names[: len(NAMES)] == NAMES
    assert seen.subject == subject
    assert [(letters(person), address) for person, address in seen.to] == [
        (letters(name), "ama@example.org")
    ]


def test_same_facts_give_the_same_bytes() -> None:
    assert write(MAIL) == write(replace(MAIL))
    assert write(MAIL) != write(replace(MAIL, message_id="other@sstc.example.org"))


def test_entry_must_be_of_the_sender_and_of_its_method() -> None:
    with pytest.raises(SstcError, match="another address"):
        write(replace(MAIL, calendar=CalendarPart("REQUEST", ICS.replace(b"office@", b"other@"))))
    with pytest.raises(SstcError, match="is not a `CANCEL`"):
        write(replace(MAIL, calendar=CalendarPart("CANCEL", ICS)))


def test_addresses_of_other_scripts_need_a_server_for_them() -> None:
    mail = replace(MAIL, recipient=Mailbox("用户@xn--fsqu00a.example.org", "李雷"))
    assert mail.needs_smtputf8
    assert "用户@xn--fsqu00a.example.org".encode() in write(mail)
    assert not MAIL.needs_smtputf8


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
