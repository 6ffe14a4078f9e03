"""`sstc calendar links`."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Sstc

STEM = "out/calendar/sstc-cities-ecommerce-2020-sustainable-logistics"
JOIN = "https://meet.example.org/j/7"


@pytest.fixture
def joined(workspace: Path) -> Path:
    """Give webinar 7 a link to join, and the registration one to register."""
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("    number: 7\n", f"    number: 7\n    join_url: {JOIN}\n")
    text = text.replace("    when: before\n", "    when: before\n    url: https://example.org/r\n")
    file.write_text(text, encoding="utf-8")
    return workspace


def test_a_line_for_each_link_until_it_is_cancelled(sstc: Sstc, workspace: Path) -> None:
    result = sstc("calendar", "links", 7).gives(0, err="")
    names, addresses = zip(*(line.split() for line in result.out.splitlines()), strict=True)
    assert names == ("google", "outlook", "office365", "yahoo")
    assert all(address.startswith("https://") for address in addresses)
    assert not (workspace / "out").exists()
    sstc("schedule", "cancel", 7, "--reason", "The speakers are ill")
    sstc("calendar", "links", 7).gives(2, "webinar 7 is cancelled", out="")


def test_the_links_to_join_and_to_register_come_first(sstc: Sstc, joined: Path) -> None:
    lines = sstc("calendar", "links", 7).out.splitlines()
    assert lines[0].split() == ["join", JOIN]
    assert lines[1].split() == ["register", "https://example.org/r"]
    assert len(lines) == 6
    assert sstc("calendar", "links", 7, "--link", "join").out == f"{JOIN}\n"
    sstc("calendar", "links", 8, "--link", "join").gives(1, "set `join` of the webinar", out="")


def test_for_programs(sstc: Sstc, joined: Path) -> None:
    result = json.loads(sstc("calendar", "links", 7, "--json", "--language", "zh").out)
    links = result.pop("links")
    assert result == {
        "version": 1, "series": "sstc-cities-ecommerce-2020", "webinar": 7, "language": "zh",
    }  # fmt: skip
    assert list(links) == ["join", "register", "google", "outlook", "office365", "yahoo"]
    assert "%E7%AC%AC7%E5%9C%BA" in links["google"]


def test_a_code_for_the_terminal(sstc: Sstc, joined: Path) -> None:
    result = sstc("calendar", "links", 7, "--qr").gives(0, err="")
    title, *code, last = result.out.splitlines()
    assert title.startswith("7. Sustainable Logistic Solutions")
    assert last == f"join: {JOIN}"
    assert {len(line) for line in code} == {len(code[0])}
    assert set("".join(code)) == set("█▀▄ ")
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "join"),
        (("--link", "register"), "register"),
        (("--link", "google", "--language", "zh"), "google"),
    ],
)
def test_a_code_as_a_picture(sstc: Sstc, joined: Path, words: tuple[str, ...], name: str) -> None:
    result = sstc("calendar", "links", 7, "--svg", *words)
    language = ".zh" if "zh" in words else ""
    assert (result.status, result.out) == (0, f"{STEM}.{name}{language}.svg\n")
    assert result.err == f"the code has the link `{name}`\n"
    data = (joined / result.out.strip()).read_bytes()
    assert data.startswith(b"<?xml")
    assert sstc("calendar", "links", 7, "--svg", *words).err.startswith("unchanged\n")


def test_a_picture_into_a_file_of_one_s_own(sstc: Sstc, workspace: Path) -> None:
    result = sstc("calendar", "links", 7, "-o", "poster.svg").gives(0, out="poster.svg\n")
    assert result.err == "the code has the link `google`\n"
    assert (workspace / "poster.svg").read_bytes().endswith(b"</svg>\n")


FEED = "https://example.org/a/feed.ics"


@pytest.mark.parametrize("address", [FEED, FEED.replace("https", "webcal")])
def test_links_that_subscribe_to_a_feed(sstc: Sstc, address: str) -> None:
    result = sstc("calendar", "links", "--feed", address)
    found = dict(line.split() for line in result.out.splitlines())
    assert list(found) == ["webcal", "google", "outlook", "office365"]
    assert found["webcal"] == "webcal://example.org/a/feed.ics"
    google, outlook, office = (urlsplit(found[name]) for name in list(found)[1:])
    assert google.geturl().startswith("https://calendar.google.com/calendar/r?")
    assert parse_qs(google.query) == {"cid": ["webcal://example.org/a/feed.ics"]}
    assert (outlook.netloc, office.netloc) == ("outlook.live.com", "outlook.office.com")
    assert outlook.path == office.path == "/calendar/0/addfromweb"
    assert parse_qs(outlook.query)["url"] == [FEED]
    assert parse_qs(outlook.query)["name"][0].startswith("South-South and Triangular")


def test_codes_and_json_of_a_feed(sstc: Sstc, workspace: Path) -> None:
    assert sstc("calendar", "links", "--feed", FEED, "--svg").out == (
        "out/calendar/sstc-cities-ecommerce-2020.feed.webcal.svg\n"
    )
    words = ("--feed", FEED, "--link", "google", "--language", "zh")
    result = sstc("calendar", "links", *words, "--svg")
    assert result.out == "out/calendar/sstc-cities-ecommerce-2020.feed.google.zh.svg\n"
    assert "webcal: webcal://example.org/a/feed.ics" in (
        sstc("calendar", "links", "--feed", FEED, "--qr").out
    )
    found = json.loads(sstc("calendar", "links", *words, "--json").out)
    assert (found["feed"], list(found["links"])) == (FEED, ["google"])
