"""`sstc release`: publish, list, show, diff."""

import json
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from conftest import Sstc, alter, delete_the_last
from killing import kill
from systems import STOPS

FIRST = ("release", "publish", "first-plan", "--note", "Sent to all", "--today", "2020-06-01")
FILE = "data/releases/001-first-plan.yaml"
LATER = ("--today", "2020-07-01")
STARTS = "    starts: 2020-10-09 15:30\n"


@pytest.fixture
def published(sstc: Sstc, workspace: Path) -> Path:
    """Publish the workspace as of 1 June."""
    assert sstc(*FIRST).status == 0
    return workspace


def replace(root: Path, old: str, new: str, file: str = "data/webinars.yaml") -> None:
    alter(root / file, old, new, count=1)


def commit(root: Path) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "data"], ["commit", "-qm", "A plan"]):
        subprocess.run([*git, *words], cwd=root, check=True)


def releases(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "data" / "releases").glob("*"))


def test_publish_names_the_file_and_what_is_next(sstc: Sstc, workspace: Path) -> None:
    result = sstc(*FIRST).gives(0, out=f"{FILE}\n")
    assert result.err == "next: update calendars with `sstc calendar export`\n"
    text = (workspace / FILE).read_text(encoding="utf-8")
    assert "name: first-plan\npublished: 2020-05-31 16:00:00Z\nnote: Sent to all\n" in text
    assert sstc("validate", "--strict", "--today", "2020-07-01").out == ""


def test_a_published_name_stays_as_it_is(sstc: Sstc, published: Path) -> None:
    before = (published / FILE).read_bytes()
    result = sstc("release", "publish", "first-plan", "--force", *LATER)
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        f"error: release `first-plan` already exists ({FILE})\nhelp: choose another name\n"
    )
    assert (published / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("../x", "`x`"),
        ("CON", "`first-plan`"),
        ("con", "`first-plan`"),
        ("working", "`first-plan`"),
        ("First Agenda", "`first-agenda`"),
        ("a" * 300, f"`{'a' * 64}`"),
        ("", "`first-plan`"),
        ("a\nb", "`a-b`"),
        ("首次发布", "`first-plan`"),
        ("git:HEAD", "`git-head`"),
    ],
)
def test_names_that_no_file_can_have(sstc: Sstc, workspace: Path, name: str, meant: str) -> None:
    result = sstc("release", "publish", name).gives(2, "is not a valid release name", out="")
    assert f"for example {meant}" in result.err
    assert not (workspace / "data" / "releases").exists()


@pytest.mark.parametrize("note", ["a\nb", "\x1b[31m", " "])
def test_notes_that_nobody_can_read(sstc: Sstc, workspace: Path, note: str) -> None:
    sstc("release", "publish", "x", "--note", note).gives(2, "--note")
    assert not (workspace / "data" / "releases").exists()


def test_errors_stop_it_and_warnings_are_shown(sstc: Sstc, workspace: Path) -> None:
    replace(workspace, "count: 15", "count: 14")
    sstc(*FIRST).gives(1, "error E204", out="")
    assert not (workspace / "data" / "releases").exists()
    replace(workspace, "count: 14", "count: 15")
    sstc("release", "publish", "late", "--today", "2020-08-12").gives(0, "W314 webinar 1")


def test_nothing_new_is_no_release_unless_forced(sstc: Sstc, published: Path) -> None:
    words = ("release", "publish", "again", *LATER)
    sstc(*words).gives(3, "nothing public has changed since release `first-plan`", out="")
    assert sstc(*words, "--force").out == "data/releases/002-again.yaml\n"


def test_a_release_keeps_its_tables(sstc: Sstc, published: Path) -> None:
    text = (published / FILE).read_text(encoding="utf-8")
    versions = {name: version(name) for name in ("tzdata", "holidays")}
    for name, number in versions.items():
        assert f"  {name}: {number}\n" in text
    since = "since: 2020-08-14 19:30\n      offset"
    assert f"    - zone: Africa/Lagos\n      {since}: +01:00\n" in text
    shown = " ".join(sstc("release", "show", "first-plan").out.split())
    assert f"UTC, with tzdata {versions['tzdata']} and holidays {versions['holidays']}" in shown
    found = json.loads(sstc("release", "list", "--json").out)["releases"]
    assert found[0]["tables"] == versions


def test_other_tables_than_those_of_the_release(sstc: Sstc, published: Path) -> None:
    replace(published, f"tzdata: {version('tzdata')}", "tzdata: 2019.3", FILE)
    assert sstc("validate", "--strict", *LATER).status == 0, "the same times, by other tables"
    lagos = "zone: Africa/Lagos\n      since: 2020-08-14 19:30\n      offset: "
    replace(published, f"{lagos}+01:00", f"{lagos}+02:00", FILE)
    result = sstc("validate", "--today", "2020-11-21")
    assert result.out.startswith(
        "data/webinars.yaml:234:18: warning W309 webinar 14 starts at 2020-11-27 13:00 (UTC+01:00) "
        "in Africa/Lagos, not at 2020-11-27 14:00 (UTC+02:00) as in the release `first-plan`: "
        f"tzdata {version('tzdata')} has other clocks than 2019.3; 1 more webinar shifted too"
    )
    assert sstc("release", "publish", "new-clocks", *LATER).status == 0, "there is something new"
    assert sstc("validate", "--strict", *LATER).status == 0


def test_the_series_own_clocks_have_changed(sstc: Sstc, published: Path) -> None:
    replace(published, "offset: +08:00", "offset: +09:00", FILE)
    codes = [line.split()[2] for line in sstc("validate", *LATER).out.splitlines()]
    assert codes == ["W309"] * 4, "the series' zone, and that of each audience"
    sstc("schedule", "cancel", 15, "--reason", "Rain", *LATER)
    last = sstc("validate", "--today", "2020-12-01").out
    assert "W309" not in last, "a cancelled webinar has no local time"


def test_what_other_clocks_have_shifted(sstc: Sstc, published: Path) -> None:
    lagos = "zone: Africa/Lagos\n      since: 2020-08-14 19:30\n      offset: "
    replace(published, f"{lagos}+01:00", f"{lagos}+02:00", FILE)
    shifted = (
        "  the local time has shifted: Africa/Lagos\n"
        "    was  Fri 2020-11-27 14:00 (UTC+2)\n"
        "    now  Fri 2020-11-27 13:00 (UTC+1)\n"
    )
    result = sstc("release", "diff", "--exit-code").gives(1, shows=shifted)
    assert result.out.count("has shifted: Africa/Lagos") == 15
    (one,) = json.loads(sstc("release", "diff", "--format", "json").out)["webinars"][13]["changes"]
    assert one == {
        "kind": "shifted",
        "zone": "Africa/Lagos",
        "before": "2020-11-27T14:00:00+02:00",
        "after": "2020-11-27T13:00:00+01:00",
    }
    assert "15 webinars changed since" in sstc("status", *LATER).out
    assert "W306" not in sstc("validate", *LATER).out, "W309 has it"
    sstc("schedule", "cancel", 15, "--reason", "Rain", *LATER)
    assert sstc("release", "diff").out.count("has shifted: Africa/Lagos") == 14
    words = ("release", "publish", "new-clocks", *LATER)
    assert shifted in sstc(*words, "--dry-run").out
    sstc(*words)
    assert sstc("release", "diff").out == ""
    assert shifted in sstc("release", "diff", "first-plan", "new-clocks").out


def test_a_release_without_tables_is_read_and_compared_in_a_language(sstc, published) -> None:
    text = (published / FILE).read_text(encoding="utf-8")
    head, _, rest = text.partition("tables:\n")
    (published / FILE).write_text(f"{head}series:{rest.partition('series:')[2]}", encoding="utf-8")
    assert sstc("validate", "--strict", *LATER).out == ""
    assert json.loads(sstc("release", "list", "--json").out)["releases"][0]["tables"] is None
    alter(published, "languages: [en, zh]", "languages: [en, zh, fr]", count=1)
    assert "en，zh，fr" in sstc("release", "diff", "--language", "zh").out


def test_a_release_is_not_older_than_the_last_one(sstc: Sstc, published: Path) -> None:
    result = sstc("release", "publish", "again", "--force", "--today", "2020-06-01")
    assert (result.status, result.out) == (3, "")
    assert result.err == (
        "error: the release would be of 2020-06-01 00:00:00, but the last one, `first-plan`, is of "
        "2020-06-01 00:00:00 in Asia/Shanghai\n"
        "help: `--today` means the start of that day: give a later day, or leave it out; without "
        "it, wait a second, or correct this computer's clock\n"
    )
    assert releases(published) == ["001-first-plan.yaml"]


def test_a_dry_run_shows_what_changes(sstc: Sstc, published: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", *LATER)
    result = sstc("release", "publish", "moved", "--dry-run", *LATER)
    result.gives(0, err="no files changed\n", shows="moved 30 minutes later on the same day")
    assert releases(published) == ["001-first-plan.yaml"]


def test_list_and_show(sstc: Sstc, published: Path) -> None:
    sstc("schedule", "cancel", 8, "--reason", "Rain", *LATER)
    sstc("release", "publish", "rain", "--today", "2020-07-02")
    shown = sstc("release", "list").out
    assert "first-plan   2020-05-31 16:00         15   Sent to all" in shown
    found = json.loads(sstc("release", "list", "--json").out)["releases"]
    assert [(release["name"], release["note"]) for release in found] == [
        ("first-plan", "Sent to all"), ("rain", None),
    ]  # fmt: skip
    shown = sstc("release", "show", "rain").out
    assert "cancelled: Rain\n  sequence 1, stamp 2020-07-01 16:00:00 UTC" in shown
    series = json.loads(sstc("release", "show", "rain", "--json").out)["series"]
    assert series["webinars"][7]["reason"] == "Rain"
    assert max(map(len, shown.splitlines())) <= 80


def test_before_the_first_release(sstc: Sstc) -> None:
    sstc("release", "list").gives(0, "no release has been published yet", out="")
    assert json.loads(sstc("release", "list", "--json").out)["releases"] == []
    sstc("release", "diff").gives(0, "so everything is new: `sstc release show working`", out="")
    sstc("release", "show", "first").gives(2, "unknown release `first`")


def test_diff_in_every_form(sstc: Sstc, published: Path, golden) -> None:
    sstc("schedule", "move", 7, "--date", "2020-10-16", "--time", "16:00", "--force", *LATER)
    sstc("schedule", "cancel", 9, "--reason", "The speakers cannot come", *LATER)
    sstc("schedule", "set", "webinars[0].join_url", "https://example.org/*1*", *LATER)
    result = sstc("release", "diff").gives(0, err="since `first-plan`\n")
    golden(result.out, "release_diff.txt")
    golden(sstc("release", "diff", "--format", "md").out, "release_diff.md")
    golden(sstc("release", "diff", "--language", "zh").out, "release_diff.zh.txt")
    found = json.loads(sstc("release", "diff", "--format", "json").out)
    kinds = [[change["kind"] for change in webinar["changes"]] for webinar in found["webinars"]]
    assert kinds == [["join_link"], ["moved"], ["cancelled"]]
    assert (found["before"]["name"], found["after"]["name"]) == ("first-plan", "working")
    back = json.loads(sstc("release", "diff", "working", "first-plan", "--format", "json").out)
    assert back["webinars"][2]["changes"] == [
        {"kind": "revived", "after": {"starts": "2020-10-23T20:00:00+08:00",
                                      "ends": "2020-10-23T21:30:00+08:00"}},
    ]  # fmt: skip


def test_diff_against_git_and_what_its_status_says(sstc: Sstc, published: Path) -> None:
    commit(published)
    unchanged = "nothing has changed since `first-plan`\n"
    sstc("release", "diff", "--exit-code").gives(0, out="", err=unchanged)
    sstc("schedule", "move", 7, "--time", "16:00", *LATER)
    sstc("release", "diff", "git:HEAD").gives(0, shows="moved 30 minutes later")
    assert sstc("release", "diff", "--exit-code").status == 1
    assert sstc("release", "diff", "first-plan", "git:HEAD").out == ""
    sstc("release", "diff", "first-pan").gives(2, "did you mean `first-plan`?")


@pytest.mark.parametrize(
    "revision",
    ["--output=stolen", "-h", "HEAD~99", "", "HEAD:data", "no such", "a\nb", "x" * 300, "HEAD\0"],
)
def test_revisions_that_git_does_not_know(sstc: Sstc, published: Path, revision: str) -> None:
    commit(published)
    before = sorted(published.rglob("*"))
    sstc("release", "diff", f"git:{revision}").gives(2, "unknown git revision", out="")
    assert sorted(published.rglob("*")) == before


def test_a_revision_without_data_or_with_wrong_data(sstc: Sstc, published: Path) -> None:
    text = (published / "data" / "webinars.yaml").read_text(encoding="utf-8")
    replace(published, "count: 15", "count: many")
    commit(published)
    (published / "data" / "webinars.yaml").write_text(text, encoding="utf-8")
    result = sstc("release", "diff", "git:HEAD").gives(1)
    assert "error: git:HEAD:data/webinars.yaml:18:8: `many` is not a whole number" in result.err
    subprocess.run(["git", "rm", "-rq", "--cached", "data"], cwd=published, check=True)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "none"]
    subprocess.run(git, cwd=published, check=True)
    sstc("release", "diff", "git:HEAD").gives(2, "has no data/webinars.yaml")


def test_a_missing_git_is_reported(sstc: Sstc, published: Path, monkeypatch) -> None:
    sstc("release", "diff", "git:HEAD").gives(2, "this folder is not in git")
    commit(published)
    monkeypatch.setenv("PATH", str(published))
    sstc("release", "diff", "git:HEAD").gives(3, "cannot run git")


def test_two_releases_at_once_do_not_overwrite_each_other(sstc: Sstc, published: Path) -> None:
    names = ("one", "two", "one")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "sstc_cli", "release", "publish", name, "--force"],
            cwd=published, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in names
    ]  # fmt: skip
    said = [process.communicate() for process in running]
    written = [out.strip().removeprefix("data/releases/") for out, _ in said if out]
    assert sorted(written) == releases(published)[1:]
    assert len({name[:3] for name in releases(published)}) == len(releases(published))
    assert all("Traceback" not in err for _, err in said)
    assert sstc("validate").status == 0


@STOPS
def test_killed_at_any_moment_it_is_all_or_nothing(sstc: Sstc, published: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", *LATER)
    words = ["release", "publish", "second", *LATER]
    (found,) = kill(published, {"words": words, "places": ["data"], "most": 15})
    assert found["nothing"] and found["all"]
    assert sstc("validate", "--today", "2020-07-02").status == 0
    text = (published / "data" / "releases" / "002-second.yaml").read_text(encoding="utf-8")
    assert text.count("sequence: 1") == 1


def test_status_and_calendar_report_unpublished_changes(sstc: Sstc, published: Path) -> None:
    assert "first-plan, 2020-06-01: nothing has changed since" in sstc("status", *LATER).out
    assert sstc("calendar", "export", "-o", "-").err == ""
    sstc("schedule", "move", 7, "--time", "16:00", *LATER)
    assert "1 webinar changed since: see `sstc release diff`" in sstc("status", *LATER).out
    result = sstc("calendar", "export", "-o", "-")
    assert result.err.startswith("note: webinar 7 has changed since release `first-plan`")
    assert sstc("calendar", "export", 1, "-o", "-").err == ""
    sstc("release", "publish", "moved", *LATER)
    result = sstc("calendar", "export", 7, "-o", "-")
    assert result.err == ""
    assert "SEQUENCE:1\r\n" in result.out
    assert "DTSTAMP:20200630T160000Z\r\n" in result.out


def test_a_release_cancels_a_deleted_webinar(sstc: Sstc, published: Path) -> None:
    sstc("calendar", "export")
    delete_the_last(published)
    result = sstc("calendar", "export")
    assert result.err == (
        "unchanged\n"
        "warning: webinar `innovative-practices` has been deleted since release `first-plan`: its "
        "entry stays until `sstc release publish NAME` cancels it\n"
    )
    assert sstc("calendar", "export", 7).err == ""
    sstc("calendar", "export", 15, "--cancel").gives(2, "`sstc release publish NAME`")
    sstc("calendar", "export", 15, "--request").gives(2, "is deleted from data/webinars.yaml")
    sstc("release", "publish", "shorter", *LATER)
    result = sstc("calendar", "export", "-o", "-")
    assert result.out.count("BEGIN:VEVENT") == 15
    assert result.out.count("STATUS:CANCELLED") == 1
    assert "SUMMARY:Cancelled: Webinar 15" in result.out
    assert result.err == ""


def test_schedule_counts_on_from_what_was_published(sstc: Sstc, published: Path) -> None:
    """By hand nothing is counted in the data file; the release does, and commands go on there."""
    replace(published, "starts: 2020-10-09 15:30", "starts: 2020-10-09 16:00")
    replace(published, "ends: 2020-10-09 17:00", "ends: 2020-10-09 17:30")
    sstc("release", "publish", "by-hand", *LATER)
    sstc("schedule", "move", 7, "--time", "15:30", "--today", "2020-07-02")
    text = (published / "data" / "webinars.yaml").read_text(encoding="utf-8")
    assert "    revision: 2\n    revised: 2020-07-02 00:00\n" in text
    assert "SEQUENCE:2" in sstc("calendar", "export", 7, "-o", "-").out


@pytest.mark.parametrize(
    "words", [FIRST, ("calendar", "export"), ("validate",)], ids=["publish", "export", "validate"]
)
def test_an_example_s_domain_is_reported_before_it_is_out(sstc, workspace, words) -> None:
    replace(workspace, "domain: catis.org.cn", "domain: example.org")
    result = sstc(*words).gives(0)
    assert ("W237" in result.err) is (words != ("validate",))
    replace(
        workspace,
        "    starts: 2020-08-14",
        "    join_url: https://a.example/1\n    starts: 2020-08-14",
    )
    assert "W237" in sstc("validate", "--today", "2020-06-02").out
    waiver = "  - {code: W237, path: domain, reason: A trial.}\n"
    replace(workspace, "\nwaivers:\n", f"\nwaivers:\n{waiver}")
    for command in (("calendar", "export"), ("validate", "--today", "2020-06-02")):
        result = sstc(*command)
        assert "W237" not in result.out + result.err


@pytest.mark.parametrize("kind", ["a file", "a loop"])
@pytest.mark.parametrize("name", ["releases", "surveys", "surveys/mappings"])
def test_folders_that_cannot_be_read_are_an_error(sstc, workspace, name, kind) -> None:
    """If releases counted as none, calendars would go out with old revisions."""
    folder = workspace / "data" / name
    shutil.rmtree(folder, ignore_errors=True)
    if kind == "a file":
        folder.write_text("")
    else:
        folder.symlink_to(folder.name)
    lists = [["release", "list"]] if name == "releases" else []
    for words in (["validate"], ["calendar", "export"], *lists):
        sstc(*words).gives(3, f"cannot use {folder}", out="")


def test_redact_takes_a_text_out_of_all_releases_and_keeps_their_order(sstc, published) -> None:
    link = "https://forms.example/r?key=Secret7"
    alter(published, STARTS, f"{STARTS}    register_url: {link}\n    summary: Call 0700 Secret7\n")
    for name, day in (("second", "2020-06-02"), ("third", "2020-06-03")):
        sstc("release", "publish", name, "--force", "--today", day).gives(0)
    sstc("release", "redact", "Secret7", "--yes").gives(1, lacks="redacted")  # the plan has it
    alter(published, f"    register_url: {link}\n    summary: Call 0700 Secret7\n", "")
    folder = published / "data" / "releases"
    before = {file.name: file.read_text("utf-8").splitlines() for file in folder.iterdir()}
    found = sstc("release", "redact", "secret7", "--dry-run").gives(0, err="no files changed\n")
    assert sstc("release", "redact", "secret7").gives(2).out == found.out
    assert {file.name: file.read_text("utf-8").splitlines() for file in folder.iterdir()} == before
    sstc("release", "redact", "secret7", "--yes").gives(0, shows="series.webinars[6].summary")
    changed = [
        f"data/releases/{name}:{number}"
        for name, lines in sorted(before.items())
        for number, (old, new) in enumerate(
            zip(lines, (folder / name).read_text("utf-8").splitlines(), strict=True), 1
        )
        if old != new
    ]
    assert changed == [line.rpartition(":")[0] for line in found.out.splitlines()]
    assert len(changed) == 4
    assert "error" not in sstc("validate").out
    # the last release still differs from the plan, so calendars get a newer entry
    sstc("release", "publish", "fourth", "--today", "2020-06-04").gives(0)
    sstc("release", "redact", "secret7", "--yes").gives(1, "as you wrote it", out="")


@pytest.mark.parametrize("spelling", ["Jose\u0301  Nun\u0303ez", "josé nuñez"])
def test_redact_knows_a_text_in_other_spellings_and_names_ids(sstc, published, spelling) -> None:
    link = "https://forms.example/r?by=Jos%C3%A9%20Nu%C3%B1ez"
    said = f"    register_url: {link}\n    summary: Ask José Nuñez\n"
    alter(published, STARTS, STARTS + said)
    people = "people: [{id: jose-nunez, name: Somebody else}]\n\nwebinars:\n"
    alter(published, "\nwebinars:\n", f"\n{people}")
    alter(published, "talks: [{id: talk-1}", "talks: [{id: talk-1, speaker: jose-nunez}")
    sstc("release", "publish", "second", "--today", "2020-06-02").gives(0)
    alter(published, said, "")
    done = sstc("release", "redact", spelling, "--yes")
    assert "webinars[6].summary" in done.out and "webinars[6].register_url" in done.out
    assert "an id has this text" in done.err and "talks[0].speaker.id\n" in done.err


def test_quiet_prints_no_warnings(sstc: Sstc, workspace: Path) -> None:
    alter(workspace, STARTS, f"{STARTS}    summary: Write to a@example.org\n")
    assert "W601" in sstc("release", "publish", "one", "--today", "2020-06-01").err
    alter(workspace, "a@example.org", "b@example.org")
    sstc("--quiet", "release", "publish", "two", "--today", "2020-06-02").gives(0, err="")
