"""A seeded private link is in no public output: every command, in every format."""

import json
import zipfile
from pathlib import Path

import pytest
from conftest import FULL_SERIES, TO_PARTICIPANTS, Sstc, alter, poppler
from systems import FILE_MODES

from sstc_cli.cli.console.group import whole_tree
from sstc_cli.cli.run import app
from sstc_cli.render import FORMATS

TODAY = ("--today", "2020-07-03")
FIRST = ("https://meet.secret.example/j/815493?pwd=Zmlyc3Q", "FIRST-4815")
SECOND = ("https://meet.secret.example/j/162342?pwd=c2Vjb25k", "SECOND-1623")
SECRETS = ("secret.example", "815493", "162342", "Zmlyc3Q", "c2Vjb25k", *("FIRST-", "SECOND-"))
REGISTER = "https://register.example.org/7"
# what is written for people who are named, by the beginning of its path in the workspace
NAMED = (
    *("out/speaker-", "out/run-of-show/", "out/calendar/speakers/", "out/calendar/private/"),
    *("out/notices/speaker-", "out/notices/organiser-", "data/webinars.yaml"),
    *("out/confirmation/", "out/reminder/", "out/join-link-change/"),
)
# for the officer, on the terminal
OFFICER = ("schedule show", "schedule list", "schedule set")


def link(how: tuple[str, str]) -> str:
    url, passcode = how
    return f"    join:\n      url: {url}\n      passcode: {passcode}\n"


@pytest.fixture
def joined(workspace: Path, sstc: Sstc) -> Path:
    """Return a series with a private link of webinar 7, another one than in its release."""
    text = FULL_SERIES.read_text("utf-8")
    public = "    join_url: https://example.org/join/7\n"
    assert text.count(public) == 1
    data = workspace / "data" / "webinars.yaml"
    for how in (FIRST, SECOND):
        own = f"{link(how)}    register_url: {REGISTER}\n"
        data.write_text(text.replace(public, own), "utf-8")
        if how is FIRST:
            sstc("release", "publish", "plan", "--today", "2020-07-01").gives(0)
    return workspace


def text_of(file: Path) -> str:
    """Return the text of a file, of all members of a zip, or of a PDF."""
    data = file.read_bytes()
    if data.startswith(b"%PDF"):
        data = poppler("pdftotext", data)
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            data = b"\n".join(map(archive.read, archive.namelist()))
    return data.decode("utf-8", "replace").replace("\r\n ", "").replace("\\", "")


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


RUNS: dict[str, list[list[str]]] = {
    "validate": [[], *(["--format", name] for name in ("json", "sarif", "github"))],
    "status": [[], ["--json"]],
    "due": [[]],
    "todo": [[], ["--json"], ["--do"]],
    "schedule list": [["--json"]],
    "schedule show": [["7"], ["7", "--json"]],
    "schedule export": [["plan.xlsx"]],
    "knowledge start": [["7"]],
    "knowledge check": [[]],
    "schedule swap": [["8", "9", "--dry-run"]],
    "schedule set": [["webinars[7].number", "8", "--dry-run"]],
    "translations status": [["--language", "zh", "--all"]],
    "translations export": [
        ["--language", "zh", "--all", "--format", name]
        for name in ("xlsx", "xliff", "xliff2", "po")
    ],
    "agenda render": [["7", "--format", name] for name in FORMATS],
    "invitations render": [["7", "--format", name] for name in FORMATS],
    "documents render": [
        [*names, "7", "--format", name]
        for name in FORMATS
        for names in (["--all"], TO_PARTICIPANTS)
    ],
    "notices render": [["--format", name] for name in FORMATS],
    "templates check": [[], ["--json"]],
    "calendar export": [
        [], ["7"], ["7", "--detailed"], ["--audience", "ministries"], ["--checklist"],
        ["--speakers"], ["7", "--request"], ["7", "--request", "--to", "guest@example.org"],
    ],
    "calendar links": [["7"], ["7", "--json"], ["7", "--svg"], ["7", "--link", "google"]],
    "release publish": [["next", "--dry-run"], ["next"]],
    "release redact": [["nowhere", "--dry-run"]],
    "release list": [[], ["--json"]],
    "release show": [["plan"], ["plan", "--json"]],
    "release diff": [["plan", "--format", name] for name in ("text", "md", "json")],
    "surveys form": [["registration", "7"], ["exit", "7"]],
    "report render": [[]],
    "report check": [[]],
    "report show": [[]],
    "report figures": [[]],
    "report publish": [["first"]],
    "report list": [[]],
    "site build": [[], ["--draft", "--replace"]],
    "site check": [[]],
    "site pack": [[], ["--for", "apache"]],
    "site embed": [["7"], ["7", "--draft"]],
}  # fmt: skip
WITHOUT_DATE = (
    *("schedule list", "schedule show", "agenda render", "invitations render", "documents render"),
    *(
        "templates check",
        "calendar links",
        "release redact",
        "release list",
        "release show",
        "release diff",
    ),
    *("surveys form", "report list", "site check", "site pack"),
)
# they read other files than the series, or change a single fact of it
OTHERS = {
    "init", "watch", "explain", "schema", "documents list", "templates list", "templates copy",
    "templates labels", "calendar check", "report comments", "report diff",
    "schedule move", "schedule cancel", "schedule import", "due done", "site serve", "undo", "open",
    "knowledge questions", "knowledge render", "translations import",
}  # fmt: skip


def commands() -> set[str]:
    """Return the names of all commands but those of the stored responses."""
    found = set()
    for name, command in whole_tree(app).commands.items():
        below = getattr(command, "commands", None) or {"": None}
        found |= {f"{name} {own}".strip() for own in below}
    # mails and certificates are for named people, and their own tests look for private values
    others = ("surveys ", "mail ", "certificates ", "partners ")
    return {name for name in found if not name.startswith(others)} | {"surveys form"}


def test_each_command_is_tried() -> None:
    assert commands() - set(RUNS) - OTHERS <= {"due"}, "say above how to run the new command"


@pytest.mark.parametrize("name", RUNS)
def test_no_public_output_has_the_private_link(name: str, sstc: Sstc, joined: Path) -> None:
    if name.startswith("site"):
        assert sstc("site", "build", *TODAY).status == 0
    for words in RUNS[name]:
        result = sstc(*name.split(), *words, *(() if name in WITHOUT_DATE else TODAY))
        assert result.status in (0, 1), (words, result.err)
        if name not in OFFICER:
            assert leaks(result.out + result.err) == [], words
    for file in (path for path in joined.rglob("*") if path.is_file()):
        where = file.relative_to(joined).as_posix()
        if not where.startswith(NAMED):
            assert leaks(text_of(file)) == [], where


def test_public_files_from_before_a_link_was_private_are_named(sstc: Sstc, joined: Path) -> None:
    data = joined / "data" / "webinars.yaml"
    private = data.read_text("utf-8")
    url = "https://meet.secret.example/j/815493?a=1,2;3&b=4"
    data.write_text(private.replace(link(SECOND), f"    join_url: {url}\n"), "utf-8")
    for name in FORMATS:
        sstc("documents", "render", "agenda", "speaker-brief", "7", "--format", name)
    sstc("calendar", "export", "7", *TODAY)
    sstc("calendar", "export", "--speakers", *TODAY)
    public = sorted((joined / "out").rglob("[!.]*.*"))
    public = [file for file in public if "speaker" not in str(file.relative_to(joined))]
    assert {file.suffix for file in public} == {*(f".{name}" for name in FORMATS), ".ics"}
    assert "private now" not in sstc("validate", *TODAY).err
    data.write_text(private.replace(SECOND[0], url), "utf-8")
    named = json.loads(sstc("status", "--json", *TODAY).out)["earlier_files"]
    assert sorted(named) == sorted(str(file.relative_to(joined)) for file in public)
    said = sstc("validate", *TODAY).err
    assert "warning: a link to join that is private now is in public files:\n  out/agenda/" in said
    assert "speaker" not in said and leaks(said) == []
    for file in public:
        file.unlink()
    assert "private now" not in sstc("validate", *TODAY).err


def test_documents_for_named_people_in_a_folder_of_ones_own_are_no_news(sstc, joined) -> None:
    sstc("documents", "render", "speaker-brief", "run-of-show", "7", "-o", "out/send/").gives(0)
    assert "private now" not in sstc("validate", *TODAY).err


def written(sstc: Sstc, *words: str) -> dict[str, str]:
    """Return the texts of the files that a command writes, by their names."""
    result = sstc(*words, *(() if words[0] == "documents" else TODAY)).gives(0)
    return {Path(path).name: text_of(Path(path)) for path in result.out.splitlines()}


def test_named_people_get_link_and_passcode(sstc: Sstc, joined: Path) -> None:
    url, passcode = SECOND
    files = written(sstc, "documents", "render", "speaker-brief", "run-of-show", "7")
    files |= written(sstc, "calendar", "export", "--speakers")
    files |= written(sstc, "calendar", "export", "7", "--request")
    assert len(files) == 8, sorted(files)
    assert [name for name, text in files.items() if not (url in text and passcode in text)] == []


def test_open_files_say_where_to_register(sstc: Sstc, joined: Path) -> None:
    files = written(sstc, "documents", "render", "agenda", "invitation", "announcement", "7")
    files |= written(sstc, "calendar", "export", "7")
    assert [name for name, text in files.items() if REGISTER not in text] == []
    told = "Registered participants receive the link on Thursday, 8\u00a0October\u00a02020"
    assert any(told in text for text in files.values())
    entry = written(sstc, "calendar", "export", "7").popitem()[1]
    assert f"DESCRIPTION:Register: {REGISTER}" in entry
    assert f"\nURL:{REGISTER}" in entry
    assert "LOCATION" not in entry
    assert "CONFERENCE" not in entry
    for kind in ([], ["--detailed"], ["--request"], ["--speakers"]):
        result = sstc("calendar", "export", "7", *kind, *TODAY)
        sstc("calendar", "check", *result.out.splitlines()).gives(0, out="")


def test_a_new_link_is_news_for_all_and_known_to_the_named(sstc: Sstc, joined: Path) -> None:
    notices = written(sstc, "notices", "render")
    new = "Registered participants receive the new link on Thursday, 8\u00a0October\u00a02020"
    kinds = {name.partition("-")[0] for name in notices}
    assert kinds == {"speaker", "audience", "organiser"}
    for name, text in notices.items():
        is_named = not name.startswith("audience")
        assert [part in text for part in (SECOND[0], SECOND[1])] == [is_named, is_named], name
        assert (new in text) != is_named, name
        assert FIRST[0] not in text
    later = sstc("notices", "render", "--today", "2020-10-08").gives(0).out.splitlines()
    texts = [text_of(Path(file)) for file in later if "audience" in file]
    assert texts and all("Link to follow" in text for text in texts)  # that day has come


@pytest.mark.parametrize(
    ("url", "words"), [("https://example.org/join/7", "link"), (FIRST[0], "new link")]
)
def test_a_public_link_that_becomes_private(sstc, workspace, url, words) -> None:
    data = workspace / "data" / "webinars.yaml"
    text = FULL_SERIES.read_text("utf-8")
    data.write_text(text, "utf-8")
    assert sstc("release", "publish", "plan", "--today", "2020-07-01").status == 0
    public = "    join_url: https://example.org/join/7\n"
    data.write_text(text.replace(public, f"    join: {{url: '{url}'}}\n"), "utf-8")
    found = written(sstc, "notices", "render")
    told = f"Registered participants receive the {words} on Thursday, 8\u00a0October\u00a02020."
    row = f"| **Join** | the public link | {told} |"
    texts = [text for name, text in found.items() if name.startswith("audience")]
    assert texts and all(row in text for text in texts)


def test_the_same_link_is_no_news(sstc: Sstc, joined: Path) -> None:
    data = joined / "data" / "webinars.yaml"
    text = data.read_text("utf-8").replace(link(SECOND), link(FIRST))
    data.write_text(text, "utf-8")
    assert sstc("release", "diff", "plan", "--exit-code").status == 0
    data.write_text(text.replace(FIRST[1], SECOND[1]), "utf-8")
    sstc("release", "diff", "plan", "--exit-code").gives(1, shows="a new private link or passcode")


def test_a_private_link_in_a_public_text_is_named_when_it_is_written(sstc, joined: Path) -> None:
    alter(joined, link(SECOND), f"{link(SECOND)}    summary: Join at {SECOND[0]}.\n")
    said = "W315 a private join link is in a public text"
    sstc("invitations", "render", 7, *TODAY).gives(0, said)
    sstc("invitations", "render", 6, *TODAY).gives(0, lacks="W315")


def test_a_private_link_has_no_poster_and_is_not_in_the_status(sstc: Sstc, joined: Path) -> None:
    sstc("calendar", "links", "7", "--link", "join").gives(2, "the link to join is private", out="")
    assert sstc("calendar", "links", "7", "--link", "register").out == f"{REGISTER}\n"
    result = sstc("status", "--json", "--today", "2020-10-09")
    following = json.loads(result.out)["next"]
    assert (following["number"], leaks(result.out)) == (7, [])
    assert [key for key in following if key.startswith("join")] == []


@FILE_MODES
def test_documents_with_links_are_private_files(sstc: Sstc, joined: Path) -> None:
    written(sstc, "documents", "render", "--all", "7")
    (joined / "out" / "run-of-show" / "07-sustainable-logistics.run-of-show.en.md").chmod(0o644)
    written(sstc, "documents", "render", *TO_PARTICIPANTS, "7")
    speakers = ["calendar", "export", "--speakers"]
    for words in (["documents", "render", "--all", "7"], ["notices", "render"], speakers):
        written(sstc, *words)
    files = [file for file in (joined / "out").rglob("*") if file.is_file()]
    private = {file for file in files if file.stat().st_mode & 0o077 == 0}
    named = {file for file in files if file.relative_to(joined).as_posix().startswith(NAMED)}
    assert private == named
    letters = {"speaker-invitation", "speaker-confirmation", "speaker-thanks"}
    others = {"speaker-brief", "run-of-show", "notices", "speakers", *TO_PARTICIPANTS[:3]}
    assert {file.parent.name for file in named} == letters | others


@FILE_MODES
def test_documents_with_telephone_numbers_are_private_files(sstc: Sstc, workspace: Path) -> None:
    phone = "  - id: catis\n    phone: +86 10 5800 0000\n"
    alter(workspace, "  - id: catis\n", phone, count=1)
    written(sstc, "documents", "render", "run-of-show", "agenda", "announcement", "7")
    files = [file for file in (workspace / "out").rglob("*") if file.is_file()]
    with_phone = {file for file in files if "5800" in text_of(file)}
    assert {file.parent.name for file in with_phone} == {"run-of-show"}
    assert {file for file in files if file.stat().st_mode & 0o077 == 0} == with_phone


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (f"passcode: {SECOND[1]}", f"passcode: '{SECOND[1]}"),
        (f"passcode: {SECOND[1]}", f"passcode: {SECOND[1]} {SECOND[1]}"),
        (f"url: {SECOND[0]}", f"url: ht{SECOND[0]}"),
        (f"url: {SECOND[0]}", f"rul: {SECOND[0]}"),
        (f"register_url: {REGISTER}", f"register_url: {SECOND[0]}"),
        (f"url: {SECOND[0]}", f"url: {SECOND[0].removeprefix('https://')}"),
        (f"url: {SECOND[0]}", f"url: <{SECOND[0]}>"),
        (f"url: {SECOND[0]}", f"url: {SECOND[0].replace('//', '／／')}"),
        (f"url: {SECOND[0]}", f'url: "{SECOND[0]}\\u202e"'),
        (f"passcode: {SECOND[1]}", f'passcode: "{SECOND[1]}, "'),
        (link(SECOND), f"    join: {SECOND[0]}\n"),
        ("email: li@example.org", "email: secret.example"),
        ("email: li@example.org", "email: <li@secret.example>"),
    ],
)
def test_no_error_repeats_a_private_value(sstc: Sstc, joined: Path, right: str, wrong: str) -> None:
    alter(joined, right, wrong)
    for name in ("text", "github", "sarif", "json"):
        if name == "sarif" and right.startswith("register_url"):
            continue  # it has the page of the rule, whose example has the same passcode
        result = sstc("validate", "--format", name, *TODAY)
        assert (result.status in (0, 1), leaks(result.out + result.err)) == (True, []), name
    for words in (["schedule", "list"], ["schedule", "set", "title", "New"]):
        result = sstc(*words)
        assert leaks(result.out + result.err) == [], words
