"""The evaluation report of the example: its texts agree with its figures."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY, Sstc, alter, poppler
from office import printed

from sstc_cli.errors import ExitCode


def test_what_people_wrote_in_the_example_agrees_with_its_figures(sstc, evaluated) -> None:
    for edition in ("public", "office"):
        sstc("report", "check", "--final", "--strict", "--edition", edition).gives(0, out="")
    assert sstc("validate", "--strict").status == 0
    assert sstc("report", "render", "--all", "--final", "--language", "en+zh").status == 0
    texts = [file.read_text("utf-8") for file in (evaluated / "out" / "report").iterdir()]
    assert len(texts) == 4
    assert not [text for text in texts if re.search(r"\{[a-z_.@0-9]+\}|[^\n]\n## ", text)]


def test_figures_whose_files_are_not_imported_yet_are_notes(sstc: Sstc, workspace: Path) -> None:
    assert sstc("surveys", "import", REPOSITORY / "examples" / "exit.xlsx").status == 0
    report = workspace / "data" / "report.yaml"
    text = report.read_text("utf-8")
    result = sstc("validate", "--strict").gives(0, shows="note W719 `gain.gain` has no value yet")
    assert "note W719 `reach.attended@training-models` has no value yet" in result.out
    assert "E71" not in result.out
    for wrong in ("reach.attend", "contents.two_best", "content.best", "who.genders"):
        report.write_text(text.replace("{reach.registered}", f"{{{wrong}}}"), "utf-8")
        assert f"error E711 the report has no figure `{wrong}`" in sstc("validate").out
    report.write_text(text, "utf-8")
    result = sstc("report", "render")
    assert result.status != 0
    assert re.search(r"data/report.yaml:\d+:\d+: error W719 `.+` has no value yet", result.err)


def test_what_the_check_approves_is_written(sstc: Sstc, evaluated: Path) -> None:
    """Figures of webinar 1, which has no data, are an error only in texts that are written."""
    report = evaluated / "data" / "report.yaml"
    text = report.read_text("utf-8")
    for name, code in (
        ("content.two_best@gone", "E711"),
        ("content.two_best@sustainable-finance", "W719"),
    ):
        report.write_text(text.replace("{speakers.two_best}", f"{{{name}}}", 1), "utf-8")
        check, render = sstc("report", "check"), sstc("report", "render")
        assert (check.status, render.status) == (ExitCode.DATA, ExitCode.DATA)
        assert re.search(rf"data/report.yaml:\d+:\d+: error {code} ", check.out), check.out
        assert re.search(rf"data/report.yaml:\d+:\d+: error {code} ", render.err), render.err
    assert sstc("report", "render", "7").status == 0
    assert sstc("validate").status == 0


def test_an_empty_file_of_texts_is_like_none(sstc: Sstc, evaluated: Path) -> None:
    report = evaluated / "data" / "report.yaml"
    assert sstc("report", "check").err == "data/report.yaml agrees with the figures\n"
    for text in ("", "# to be written\n\n"):
        report.write_text(text, "utf-8")
        assert sstc("validate").status == 0
        assert sstc("report", "check").err.startswith("nothing was compared: data/report.yaml is")
        assert sstc("report", "render").status == 0
    report.unlink()
    assert sstc("report", "check").err.startswith("nothing was compared: data/report.yaml is")
    report.write_bytes(b"\xffsummary: Good")
    assert "error E101 " in sstc("validate").out


def test_a_webinar_without_data_is_warned_of(sstc: Sstc, evaluated: Path) -> None:
    told = "no answers or attendance of 5 people or more yet, so there are no results to report"
    assert f"warning: webinar 1 has {told}" in sstc("report", "render", 1, 7, "--preview").err
    assert f"warning: webinars 1, 2 have {told}" in sstc("report", "render", 1, 2).err
    assert "warning" not in sstc("report", "render", "--all").err


def test_a_webinar_alone_has_its_own_figures_and_verdicts(sstc: Sstc, evaluated: Path) -> None:
    series, webinar = sstc("report", "show").out, sstc("report", "show", "7").out
    assert re.search(r"^reach.registered +66$", webinar, re.MULTILINE)
    assert not re.search(r"^reach.registered +66$", series, re.MULTILINE)
    named = json.loads(sstc("report", "show", "speakers.two_best@training-models", "--json").out)[
        "figure"
    ]
    chosen = json.loads(sstc("report", "show", "speakers.two_best", "5", "--json").out)["figure"]
    assert named == chosen and "webinar 5" in named["source"]
    written = yaml.safe_load((evaluated / "data" / "report.yaml").read_text("utf-8"))
    assert {"figure": "reach.attended", "at_least": 120} in written["targets"]
    text = sstc("report", "render", "7", "-o", "-").out
    assert "at least 120" not in text, "that is not the target of one webinar"
    assert "| at least 80\u00a0%: reached |" in text
    (line,) = (line for line in text.splitlines() if "46 zones" in line and "○" in line)
    assert "hidden" in line and "McNemar" not in line


@pytest.mark.parametrize(("least", "judged"), [("3.6", "reached"), ("4.25", "not reached")])
def test_a_target_of_a_mean_has_decimals(sstc, evaluated, least, judged) -> None:
    figure = "organisation_of_webinar.mean"
    assert f"{figure}  " in sstc("report", "show").out
    report = evaluated / "data" / "report.yaml"
    target = f"  - {{figure: {figure}, at_least: {least}}}\n"
    report.write_text(f"targets:\n{target}", "utf-8")
    assert sstc("validate", "--strict").status == 0
    assert f"| at least {least}: {judged} |" in sstc("report", "render", "-o", "-").out


def test_a_target_that_is_no_number_or_there_twice_is_refused(sstc: Sstc, evaluated: Path) -> None:
    report = evaluated / "data" / "report.yaml"
    for wrong in ("4.234", "-1", "many", "4,2"):
        report.write_text(f"targets:\n  - figure: gain.gain\n    at_least: {wrong}\n", "utf-8")
        result = sstc("validate")
        assert f"3:15: error E108 `{wrong}` is not the number of a target (write " in result.out
    assert sstc("validate", "--fix").status == 0
    assert "at_least: 4.2\n" in report.read_text("utf-8")
    target = "  - {figure: content.two_best, at_least: 80}\n"
    report.write_text(f"targets:\n{target}{target}", "utf-8")
    told = "error E113 two items of `targets` are for `content.two_best`"
    assert told in sstc("validate").out


def test_what_a_report_says_and_does_not_say(sstc: Sstc, evaluated: Path) -> None:
    text = sstc("report", "render", "-o", "-").out.replace("\u00a0", " ")
    source = "lines: 95 % intervals; chance alone would keep almost all webinars of middle size"
    for said in (
        "**Dates**: webinars from 18 September 2020 to 9 October 2020",
        "**Population**: everyone who registered or attended (webinars 5, 6, 7)",
        "at an earlier webinar whose attendance was imported (webinars 5, 6, 7)",
        "Responses given only before or only after a webinar, and not compared here: 210.",
        f"{source} between 40 and 92 %",
        "| at least 120: reached |",
        "| landlocked developing countries | about 30 | about 20 | about 10 |",
        "- People from countries on a list are counted in multiples of 10.",
        "**Confidentiality**: counts under 5 are hidden",
        "By webinar: How satisfied are you with the speakers?",
        "Question: “How likely are you to recommend this series",
    ):
        assert said in text
    question = "Question: “How satisfied are you with the speakers?”"  # is in a caption
    for unsaid in ("14 August", "all webinars)", "210 people", "grey", question):
        assert unsaid not in text
    parts = ("## Contents", "## 1. Executive summary", "## Annex 3. List of figures", "## Annex 4")
    places = [text.index(part) for part in (*parts, "### List of tables", "- Results at a glance")]
    assert places == sorted(places)


def test_a_report_of_one_webinar_has_its_day_once(sstc: Sstc, workspace: Path) -> None:
    rows = "".join(f"Guest {number},g{number}@example.org,50\n" for number in range(12))
    (workspace / "visits.csv").write_text(f"Name,Email,Minutes\n{rows}", "utf-8")
    assert sstc("surveys", "import", "visits.csv", "--webinar", "7", "--yes").status == 0
    (workspace / "data" / "report.yaml").unlink(missing_ok=True)
    text = sstc("report", "render", "-o", "-").out.replace("\u00a0", " ")
    assert "Friday, 9 October 2020\n" in text and "**Date**: 9 October 2020\n" in text


def test_the_office_edition_follows_no_link_out_of_the_private_folder(sstc, evaluated) -> None:
    (evaluated / "out").mkdir(exist_ok=True)
    link = evaluated / ".sstc" / "report"
    try:
        link.symlink_to(evaluated / "out", target_is_directory=True)
    except OSError:
        pytest.skip("links need a right here")
    result = sstc("report", "render", "--edition", "office")
    assert result.status == 3 and "outside the private folder, so nothing was written" in result.err
    assert not [*(evaluated / "out").rglob("*.md")]
    link.unlink()
    result = sstc("report", "render", "--edition", "office", "-o", "elsewhere/")
    assert result.status == 0 and "keep these files in the office" in result.err


def test_reports_are_as_short_as_promised_where_word_is_missing(sstc, evaluated, tmp_path) -> None:
    assert sstc("report", "render", "--all", "--format", "docx").status == 0
    files = {file.stem: file.read_bytes() for file in (evaluated / "out" / "report").iterdir()}
    for name, data in printed(files, tmp_path / "word").items():
        pages = poppler("pdftotext", data, "-layout").decode().removesuffix("\f").split("\f")
        if name.startswith("report"):
            assert "1. Executive summary" in pages[1] and len(pages) <= 30
            (number,) = re.findall(r"7\. Results by group[ .]*(\d+)", pages[0])
            assert "7. Results by group" in pages[int(number) - 1]
        else:
            assert len(pages) <= 4, name


def test_the_same_answers_can_be_published_again(sstc: Sstc, evaluated: Path) -> None:
    """The bounds of one report differ by few per cent, which are no people."""
    for name in ("first", "second"):
        sstc("report", "publish", name, "--today", "2020-12-20").gives(0)
    assert sstc("report", "diff", "first", "second").out == ""


@pytest.mark.parametrize(("written", "damaged", "told"), [
    ("people: 206", f"people: {'9' * 5000}", "is not a value of a report"),
    ("people: 206", "people: abc", "`abc` is not a value of a report"),
    ("share: 157/264", "share: 1/0", "`1/0` is not a value of a report"),
    ("version: 1", "version: 99", "has format version 99, written by a newer `sstc`"),
])  # fmt: skip
def test_a_record_that_cannot_be_compared_is_refused(sstc, evaluated, written, damaged, told):
    assert sstc("report", "publish", "first", "--today", "2020-12-20").status == 0
    record = evaluated / "data" / "reports" / "001-first.yaml"
    alter(record, written, damaged, count=1)
    assert told in sstc("report", "publish", "second", "--today", "2020-12-20").err
    assert told in sstc("validate").out
    assert [file.name for file in record.parent.iterdir()] == ["001-first.yaml"]


def test_a_report_is_not_published_if_an_earlier_record_is_missing(sstc, evaluated) -> None:
    for name in ("first", "second"):
        assert sstc("report", "publish", name, "--today", "2020-12-20").status == 0
    (evaluated / "data" / "reports" / "001-first.yaml").unlink()
    result = sstc("report", "publish", "third", "--today", "2020-12-20")
    assert "data/reports lacks the report 001" in result.err
    assert [file.name for file in (evaluated / "data" / "reports").iterdir()] == ["002-second.yaml"]


def late(evaluated: Path, people: int = 1, silent: int = 0) -> str:
    """Write an export of late answers about webinar 7, some without one question, and its name."""
    file = evaluated / "exit-webinar-7.csv"
    first = (REPOSITORY / "examples" / "exports" / "exit-webinar-5.csv").read_text("utf-8-sig")
    header, row, *_ = first.splitlines()
    rows = [row.replace("participant-01", f"late-{number}").replace("50001", f"{79000 + number}")
            for number in range(people)]  # fmt: skip
    rows[:silent] = [text.replace(";5;4;3;", ";5;;3;") for text in rows[:silent]]
    file.write_text("\n".join([header, *rows, ""]), "utf-8")
    return file.name


def test_a_question_with_too_few_of_many_new_answers_is_named(sstc: Sstc, evaluated: Path) -> None:
    (evaluated / "data" / "report.yaml").unlink()
    assert sstc("report", "publish", "first", "--today", "2020-12-20").status == 0
    assert sstc("surveys", "import", late(evaluated, 12, 3), "--yes").status == 0
    told = "note: `exit` at webinar 7: 9 new answers to `speakers` since the report `first` not"
    assert told in sstc("report", "render").err


def test_the_first_answers_about_a_webinar_wait_if_they_are_few(
    sstc: Sstc, evaluated: Path
) -> None:
    (evaluated / "data" / "report.yaml").unlink()
    assert sstc("report", "publish", "first", "--today", "2020-12-20").status == 0
    (evaluated / late(evaluated, 6)).rename(evaluated / "exit-webinar-8.csv")
    assert sstc("surveys", "import", "exit-webinar-8.csv", "--yes").status == 0
    told = "note: `exit` at webinar 8: 6 new answers since the report `first` not counted yet"
    assert told in sstc("report", "check").gives(0).err


def test_one_more_answer_waits_and_every_command_says_so(sstc: Sstc, evaluated: Path) -> None:
    tested = sstc("report", "render", "-o", "-").out.count("McNemar test, ≈")
    assert sstc("report", "publish", "first", "--today", "2020-12-20").status == 0
    assert sstc("surveys", "import", late(evaluated), "--yes").status == 0
    told = (
        "note: `exit` at webinar 7: 1 new answer since the report `first` not counted yet: beside"
        " it, they can be counted once there are 10 or more\n"
    )
    text = sstc("report", "render", "-o", "-").out
    assert "Answers that came after the report “first” count only where" in text
    assert text.count("McNemar test, ≈") == tested > 0
    for words in (("check",), ("render",), ("publish", "second", "--today", "2020-12-21")):
        assert told in sstc("report", *words).gives(0).err
    assert sstc("report", "diff", "first", "second").out == ""


@pytest.mark.parametrize(("spoil", "told"), [
    ("edited", "the report `first` is not as it was published from this store: it was edited,"),
    ("swapped", "the files in data/reports are not in the order of their publication"),
    ("again", "a second report `first` was not published from this store"),
    ("deleted", "data/reports lacks the report `first`, which was published from this store"),
    ("foreign", "the report `other` was not published from this store"),
    ("exit-webinar-5.csv", "people for `reach.answered`, and the report `first` 86"),
    ("attendance-webinar-7.csv", "people for `reach.attended`, and the report `first` 123"),
    ("lowered", "`publish.least` is 4, and was 5 in the report `first`"),
])  # fmt: skip
def test_nothing_is_published_beside_a_record_that_does_not_agree(
    sstc: Sstc, evaluated: Path, spoil: str, told: str
) -> None:
    sstc("report", "publish", "first", "--today", "2020-12-20").gives(0)
    record = evaluated / "data" / "reports" / "001-first.yaml"
    match spoil:
        case "edited":
            alter(record, "share: 78/94", "share: 79/94", count=1)
        case "deleted":
            record.unlink()
        case "swapped":
            sstc("report", "publish", "next", "--today", "2020-12-20").gives(0)
            record.rename(record.parent / "aside")
            (record.parent / "002-next.yaml").rename(record.parent / "001-next.yaml")
            (record.parent / "aside").rename(record.parent / "002-first.yaml")
        case "again":
            (record.parent / "002-of-others.yaml").write_bytes(record.read_bytes())
            alter(record.parent / "002-of-others.yaml", "share: 78/94", "share: 79/94", count=1)
        case "foreign":
            text = record.read_text("utf-8").replace("name: first", "name: other", 1)
            (record.parent / "002-other.yaml").write_text(text, "utf-8")
        case "lowered":
            for file in (evaluated / "data" / "surveys").glob("*.yaml"):
                file.write_text(f"{file.read_text('utf-8')}\npublish: {{least: 4}}\n", "utf-8")
        case lost:
            sstc("surveys", "undo", import_of(sstc, lost), "--yes").gives(0)
    before = sorted(record.parent.iterdir())
    for words in (("publish", "second"), ("render",), ("figures",)):
        refused = sstc("report", *words)
        assert refused.status != 0 and told in refused.err, refused
        assert len(refused.err.splitlines()) == 2, refused.err
    assert told in sstc("surveys", "summary", "--format", "md").err
    assert sorted(record.parent.iterdir()) == before
    assert sstc("report", "show", "--edition", "office").status == 0


def forget_four(sstc: Sstc, _: Path) -> None:
    for number in range(1, 5):
        sstc("surveys", "forget", f"participant-0{number}@example.org", "--yes").gives(0)


def purge_first(sstc: Sstc, _: Path) -> None:
    """Erase webinar 5, of which everything is older than the others."""
    sstc("surveys", "purge", "--older-than", "90d", "--yes", "--today", "2020-12-20").gives(0)


def import_without_tests(sstc: Sstc, folder: Path) -> None:
    """Import an attendance again without its last 6 people."""
    rows = (REPOSITORY / "examples/exports/attendance-webinar-7.csv").read_text("utf-8-sig")
    sstc("surveys", "undo", import_of(sstc, "attendance-webinar-7.csv"), "--yes").gives(0)
    assert "people for" in sstc("report", "render").err
    file = folder / "attendance-webinar-7.csv"
    file.write_text("\n".join(rows.splitlines()[:-6]), "utf-8")
    sstc("surveys", "import", file.name, "--yes").gives(0)


def import_of(sstc: Sstc, file: str) -> str:
    listed = sstc("surveys", "list").out
    (number,) = re.findall(rf"^ *([0-9]+)\. {re.escape(file)}", listed, re.MULTILINE)
    return number


@pytest.mark.parametrize("erase", [forget_four, purge_first, import_without_tests])
def test_what_was_erased_is_no_lost_import(sstc: Sstc, evaluated: Path, erase) -> None:
    """What was published stays, or differs by 5 or more; what is lost besides is still refused."""
    (evaluated / "data" / "report.yaml").unlink()  # its texts name figures of all webinars
    sstc("report", "publish", "first", "--today", "2020-12-20").gives(0)
    erase(sstc, evaluated)
    for words in (("render",), ("figures",), ("publish", "second", "--today", "2020-12-21")):
        sstc("report", *words).gives(0)
    changes = json.loads(sstc("report", "diff", "first", "second", "--json").out)["changes"]
    for change in changes:
        if not change["after"] or change["figure"].startswith("bounds."):
            continue
        exact = [re.match("[0-9]+", change[when]) for when in ("before", "after")]
        if all(exact):  # the others are hidden, or only between bounds
            before, after = (int(number[0]) for number in exact if number)
            assert abs(before - after) >= 5, change
    known = {one["figure"]: one["after"] for one in changes}
    ends = ((low, known.get(name.replace(".low", ".high"))) for name, low in known.items()
            if low and name.startswith("bounds.") and ".low" in name)  # fmt: skip
    assert all(int(low) <= int(high or 100) for low, high in ends)
    sstc("report", "render").gives(0)
    with closing(sqlite3.connect(evaluated / ".sstc" / "store.sqlite")) as store, store:
        lost = "SELECT rowid FROM attendances WHERE webinar = 'sustainable-logistics' LIMIT 6"
        store.execute(f"DELETE FROM attendances WHERE rowid IN ({lost})")  # noqa: S608
    refused = sstc("report", "render").err
    assert re.search("the store has [0-9]+ people for `reach.attended`", refused), refused
    sstc("surveys", "undo", import_of(sstc, "exit.xlsx"), "--yes").gives(0)
    assert re.search("the store has [0-9]+ people for", sstc("report", "render").err)


def test_the_alternative_of_a_figure_names_its_segments_intervals_and_n(sstc, evaluated) -> None:
    sstc("report", "figures", "--format", "json", "-o", "figures/").gives(0)
    read = {file.stem: json.loads(file.read_text("utf-8")) for file in evaluated.glob("figures/*")}
    told = {data["id"]: data["alternative"].replace("\u00a0", " ") for data in read.values()}
    assert "Woman: registered 101, attended 63, answered the survey 42;" in told["who.gender"]
    assert "of those who registered, attended: 59 % (" in told["funnel"]
    assert re.search(r"59 % \(\d+ to \d+ %; n = 264\)", told["funnel"]), told["funnel"]
    assert not [text for text in told.values() if ": , " in text or ": ;" in text]


def test_pictures_of_figures_have_the_font_of_the_documents(sstc: Sstc, evaluated: Path) -> None:
    plan = evaluated / "data" / "webinars.yaml"
    plan.write_text(plan.read_text("utf-8") + "\nlook: {font: Nonesuch}\n", "utf-8")
    result = sstc("report", "figures", 7, "--format", "png")
    assert result.status == 3 and "the font `Nonesuch` is missing" in result.err
