"""Names, addresses and organisations of the store in comments: marked, and masked in quotes."""

import pytest

from sstc_cli.survey.mentions import MASK, Mentions

MENTIONS = Mentions(
    ["Rose Green", "王小明", "李", "amina", "one@example.org", "Ana María López", "김민수",
     "Seán O'Connor", "D’Arcy Łukasz", "Nguyễn Thị Hoa", "İpek Şahin", "Al", " "],
    ["City of Mombasa", "UNITAR", "深圳市政府", "the", "Green University"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Rose Green spoke", "{} spoke"),
        ("ROSE  GREEN, and Green, Rose", "{}, and {}"),
        ("green cities and a rose; Rosé Green", "green cities and a rose; {}"),
        ("Rose Greenwood, Primrose Green", "Rose Greenwood, Primrose Green"),
        ("感谢王小明老师", "感谢{}老师"),
        ("李老师", "李老师"),  # one character may be any word
        ("请联系Rose Green老师", "请联系{}老师"),
        ("김민수님", "{}님"),
        ("Amina and amina", "{} and amina"),  # as a name is written
        ("Gracias a ana maría lópez", "Gracias a {}"),
        ("at the city of Mombasa", "at the {}"),
        ("深圳市政府很好", "{}很好"),
        ("UNITAR or unitary", "{} or unitary"),
        ("Al of us", "Al of us"),
        ("ONE@example.org, two.x@example.org", "{}, {}"),
        ("call +86 139 0000 0000 in 2020", "call {} in 2020"),
        ("from 2019 to 2020-10-09", "from 2019 to 2020-10-09"),
        ("", ""),
        ("Seán O’Connor, Sean O'Connor, SEÁN O`CONNOR", "{}, {}, {}"),
        ("Sea\u0301n O\u02bcConnor\u0301 spoke", "{} spoke"),
        ("Sean\u200b O\u2019\u00adConnor", "{}"),
        ("D'Arcy Lukasz; Lukasz, D´Arcy", "{}; {}"),
        ("as Nguyen Thi Hoa and IPEK SAHIN said", "as {} and {} said"),
        ("Sean O'Connors; Nguyen Thi; O'Connor", "Sean O'Connors; Nguyen Thi; O'Connor"),
        ("김민순", "김민순"),
        ("\ufb01ne Ｒｏｓｅ Green", "\ufb01ne {}"),
        ("Rose Green University", "{}"),
    ],
)
def test_whole_names_are_found(text: str, masked: str) -> None:
    assert MENTIONS.masked(text) == masked.replace("{}", MASK)
    spans = MENTIONS.spans(text)
    assert len(spans) == masked.count("{}")
    assert all(a < b for a, b in spans) and spans == sorted(spans)


def test_a_store_without_names_marks_addresses_only() -> None:
    assert Mentions([]).masked("Rose Green, a@b.org") == f"Rose Green, {MASK}"
