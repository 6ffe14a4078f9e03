"""Nothing private is in any file of the site, whatever people and templates do."""

import re
from pathlib import Path

import pytest
from conftest import Sstc
from sites import TODAY, URL, publish, write_series

from sstc_cli.model import Series
from sstc_cli.site.secrets import readable, secrets_of

SECRETS = [
    *(f"person{number}@private.example" for number in range(10)),
    *(f"+254 700 000 {number:03}" for number in range(10)),
    *(f"pass{number}code" for number in range(10)),
    *(f"https://meet.example/j/90{number}0" for number in range(10)),
]


def seeded(workspace: Path) -> str:
    """Return the series with ten people who have addresses and numbers, and ten private links."""
    text = write_series(workspace)
    people = "".join(
        f"  - {{id: seed-{number}, name: Person {number}, email: {SECRETS[number]}, "
        f'phone: "{SECRETS[10 + number]}", gender: woman, zone: Africa/Nairobi}}\n'
        for number in range(10)
    )
    text = text.replace("\npeople:\n", f"\npeople:\n{people}", 1)
    ends = iter(range(10))

    def join(match: re.Match[str]) -> str:
        number = next(ends, None)
        if number is None or "2020-10-09" in match[0]:
            return match[0]
        link = f"{{url: {SECRETS[30 + number]}, passcode: {SECRETS[20 + number]}}}"
        return f"{match[0]}    join: {link}\n"

    text = re.sub(r"^    ends: 20.* .*\n", join, text, flags=re.MULTILINE)
    return text.replace("{id: talk-1}", "{id: talk-1, speaker: seed-3}", 1)


def write(workspace: Path, text: str) -> None:
    (workspace / "data" / "webinars.yaml").write_text(text, encoding="utf-8")


def test_forty_seeded_secrets_are_in_none_of_the_files(sstc: Sstc, workspace: Path) -> None:
    text = seeded(workspace)
    present = [secret for secret in SECRETS if secret in text]
    assert len(present) >= 38  # webinar 7 has a public link instead
    write(workspace, text)
    sstc("release", "publish", "plan", "--today", "2020-07-01").gives(0)
    for words in ((), ("--draft", "--replace")):
        sstc("site", "build", *TODAY, *words).gives(0)
        for file in (workspace / "out" / "site").rglob("*"):
            data = file.read_bytes().replace(b"\r\n ", b"") if file.is_file() else b""
            assert not [secret for secret in SECRETS if secret.encode() in data], file
            assert b"seed-3" not in data or b"Person 3" in data
    assert sstc("site", "check").status == 0


@pytest.mark.parametrize(
    ("seed", "code", "stops"),
    [
        ("write to somebody@private.example", "E781", False),
        ("call +254 722 000 111 now", "E782", False),
        ("https://meet.example/j/1?pwd=abc123", "E783", True),
        ("https://meet.example/w/1?tk=abc123", "E783", True),
        ("the code is pass5code", "E783", True),
        ("https://user:Passw0rd@portal.example/r", "E783", True),
        ("ask person4@private.example", "E781", True),
        ("ask person4＠private.example", "E781", True),
        ("at meet.example/j/9030", "E783", True),
        ("at http://meet.example/j/9030", "E783", True),
        ("at HTTPS://MEET.example/j/9030", "E783", True),
        ("at www.meet.example/j/9030", "E783", True),
        ("at https%3A%2F%2Fmeet.example%2Fj%2F9030", "E783", True),
        ("at meet.example/j/%39030", "E783", True),
        ("ask person4%40private.example", "E781", True),
        ("at https://x.example/?to=z%3Fpwd%3Dabc123", "E783", True),
        ("call %2B254700000004", "E783", True),
        ("call +254700000004", "E783", True),
        ("call 0700 000 004", "E783", True),
        ("call 00254-700-000-004", "E783", True),
        ("call (0700) 000.004", "E783", True),
        ("write to jane@example.org", "E781", False),
    ],
)
def test_a_secret_in_a_text_is_found_and_not_repeated(sstc, workspace, seed, code, stops) -> None:
    write(workspace, seeded(workspace).replace("title: Ports", f"title: '{seed}'", 1))
    built = sstc("site", "build", "--draft", *TODAY)
    if stops:
        assert built.status == 1, built.err
        assert "so nothing was written" in built.err
        assert re.search(r"help: delete it from data/webinars\.yaml:\d+: webinars\[6]", built.err)
        assert not (workspace / "out" / "site").exists()
        assert seed.rsplit(maxsplit=1)[-1] not in built.err.partition("error: the site")[2]
        return
    assert built.status == 0, built.err
    checked = sstc("site", "check", "--select", "E").gives(1, shows=f"error {code} ", hides=seed)
    page = Path("out/site/en/webinars/sustainable-logistics.html").as_posix()
    assert f"{page}:" in checked.out


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("webinars@example.org or a.s@example.org", False),
        ("s@example.org.uk, s@example.org-office.net", False),
        ("S@Example.org.", True),
        ("mailto:s@example.org", True),
        ("...s@example.org", True),
        ("邮箱s@example.org", True),
    ],
)
def test_the_end_of_a_public_address_is_not_that_of_a_person(
    series: Series, text, is_found
) -> None:
    """
    organisers: [{id: office, name: Office, email: webinars@example.org}]
    people: [{id: ana, name: Ana, email: s@example.org}]
    """
    assert bool([*secrets_of(series).known_in(text)]) == is_found


def test_a_template_cannot_publish_what_the_series_keeps_private(sstc, workspace) -> None:
    publish(sstc, workspace)
    (workspace / "templates").mkdir()
    (workspace / "templates" / "site-webinar.html.j2").write_text(
        '{% extends "shipped/site-webinar.html.j2" %}\n'
        "{% block facts %}<p>{{ webinar.passcode }}{{ webinar.moderator.email }}</p>{% endblock %}",
        encoding="utf-8",
    )
    refused = sstc("site", "build", *TODAY).gives(1)
    assert refused.err.startswith("error: templates/site-webinar.html.j2:2: ")
    assert not (workspace / "out" / "site").exists()


def test_check_finds_what_does_not_belong_into_a_site(sstc: Sstc, workspace: Path) -> None:
    publish(sstc, workspace)
    assert sstc("site", "build", *TODAY).status == 0
    assert sstc("site", "check").out == ""
    site = workspace / "out" / "site"
    (site / "en" / "speakers.html").unlink()
    index = site / "en" / "index.html"
    broken = (
        '<p style="color: red"><a href="javascript:alert(1)">x</a><a href="#nowhere">y</a>'
        '<img src="https://tracker.example/x.png" alt=""></p>'
    )
    text = re.sub("(<body[^>]*>)", rf"\1{broken}", index.read_text("utf-8"), count=1)
    text = text.replace('lang="en"', 'lang="fr"', 1)
    index.write_text(text, "utf-8")
    (site / "style.css").write_text("/*" + "x" * 12_000 + "*/")
    checked = sstc("site", "check").gives(1)
    codes = re.findall(r"(?:error|warning) ([EW]78\d) ", checked.out)
    assert {"E784", "E785", "E786", "W787", "W788"} <= set(codes)
    assert "the link to `en/index.html#nowhere` leads nowhere" in checked.out
    assert "`speakers.html` is missing in en" in checked.out
    assert '"code": "E785"' in sstc("site", "check", "--format", "json", "--select", "E785").out


def test_escapes_hide_nothing_and_of_a_drawing_only_texts_are_read() -> None:
    escaped = readable("a.json", rb'{"a": "x\u0040y.example https:\/\/z"}')
    assert escaped == '{"a": "x@y.example https://z"}'
    drawn = (
        b'<svg viewBox="0 0 90 30"><path d="M90 30 11 22 33"/><text>a&#64;b.example</text></svg>'
    )
    text = readable("a.svg", drawn)
    assert text is not None and "a@b.example" in text and "90 30" not in text


@pytest.mark.parametrize(
    ("link", "shown", "found"),
    [
        ("https://zoom.example/j/98765432?pwd=abc", "join at zoom.example/j/98765432", True),
        ("https://zoom.example/j/98765432#pwd", "https://zoom.example/j/98765432/", True),
        ("https://zoom.example/j/98765432?pwd=abc", "zoom.example/j/987654321", False),
        ("https://zoom.example/my/annasmith?pwd=abc", "zoom.example/my/annasmith", True),
        ("https://zoom.example/my/anna-smith?pwd=abc", "ZOOM.example/my/anna-smith/", True),
        ("https://zoom.example/my/annasmith?pwd=abc", "zoom.example/my/annasmithson", False),
        ("https://meet.example/meetings?id=m1", "https://meet.example/meetings", False),
        ("https://webex.example/j.php?MTID=m1", "https://webex.example/j.php", False),
        ("https://meet.example/19%3ameeting_1", "https://meet.example/19:meeting_1", True),
    ],
)
def test_a_private_link_is_found_without_its_query(sstc, workspace, link, shown, found) -> None:
    text = write_series(workspace).replace("title: Ports", f"title: '{shown}'", 1)
    ends = re.search(r"^    ends: 2020-08-21 .*\n", text, flags=re.MULTILINE)
    write(workspace, text.replace(ends[0], f"{ends[0]}    join: {{url: '{link}'}}\n", 1))
    sstc("site", "build", "--draft", *TODAY).gives(1 if found else 0)


@pytest.mark.parametrize(
    "words", [("-o", "/"), ("-o", "."), ("-o", "data"), ("--url", "https://u:p@x.org/")]
)
def test_a_wrong_place_is_refused(sstc: Sstc, workspace: Path, words: tuple[str, ...]) -> None:
    publish(sstc, workspace)
    before = sorted(workspace.rglob("*"))
    sstc("site", "build", *TODAY, *words).gives(2, out="", lacks="u:p")
    assert sorted(workspace.rglob("*")) == before


def test_an_address_with_a_password_in_the_data_is_refused(sstc: Sstc, workspace: Path) -> None:
    write(workspace, write_series(workspace).replace(URL, "https://u:p@x.example/", 1))
    refused = sstc("site", "build", "--draft", *TODAY)
    refused.gives(1, "E111 this web address has a user name", lacks="u:p")
    for kind in ("github", "json", "sarif"):  # for logs; an excerpt on the terminal shows the line
        sstc("validate", "--format", kind).gives(1, hides="u:p", lacks="u:p")
    assert not (workspace / "out").exists()


def test_links_to_other_files_are_skipped_and_named(sstc: Sstc, workspace: Path) -> None:
    publish(sstc, workspace)
    assert sstc("site", "build", *TODAY).status == 0
    (workspace / "out" / "site" / "x.html").symlink_to(workspace / "data" / "webinars.yaml")
    for command in ("check", "pack"):
        assert "x.html" in sstc("site", command).err
