"""Two webinars exchange their numbers, or one is deleted: what is stored stays with its webinar."""

import csv
import json
import re
import shutil
from pathlib import Path

from conftest import REPOSITORY, Sstc

TODAY = ("--today", "2020-10-20")
ID = "sustainable-logistics"


def done(sstc: Sstc, *words: object) -> str:
    return sstc(*words).gives(0).out


def known(sstc: Sstc, root: Path, number: int) -> dict[str, object]:
    """Return what outputs say of the webinar that has a number now, without the number itself."""
    note = done(sstc, "knowledge", "render", number, "--language", "en", "-o", "-")
    summary = json.loads(done(sstc, "surveys", "summary", number, "--json"))
    certified = json.loads(
        done(sstc, "certificates", "issue", number, "--json", "--dry-run", *TODAY)
    )
    done(sstc, "surveys", "export", "--format", "csv")
    with (root / "out" / "surveys" / "exit.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(tuple(row.values())[1:] for row in csv.DictReader(file))
    block = (root / "data" / "webinars.yaml").read_text("utf-8").partition(f"- id: {ID}\n")[2]
    return {
        "figures": done(sstc, "report", "show", number),
        "series": sorted(done(sstc, "report", "show").splitlines()),
        "answers": [[*survey["responses"].values()] for survey in summary["surveys"]],
        "attended": [*summary["attendance"]["webinars"].values()],
        "certificates": [one["certificates"] for one in certified["certificates"]],
        "note": re.sub(rf"(?i)webinar {number}\b|\d+\WOctober", "", note),
        "export": rows,
        "done": "agenda: 2020-10-20" in block.partition("\n  - id: ")[0],
    }  # fmt: skip


def test_all_stays_with_its_webinar_when_numbers_change(sstc: Sstc, evaluated: Path) -> None:
    note = evaluated / "data" / "knowledge" / f"{ID}.yaml"
    note.parent.mkdir()
    shutil.copy(REPOSITORY / "examples" / "knowledge" / note.name, note)
    done(sstc, "due", "done", "agenda", 7, *TODAY)
    done(sstc, "certificates", "issue", 7, "--yes", *TODAY)
    done(sstc, "report", "publish", "first", *TODAY)
    before = known(sstc, evaluated, 7)
    said = sstc("schedule", "swap", 7, 8, *TODAY).gives(0).err
    assert "webinar 8 has 98 answers: `sstc mail prepare change 8` informs these people" in said
    after = known(sstc, evaluated, 8)
    for name, value in before.items():
        assert after[name] == value, name
    assert "no figure differs" in sstc("report", "diff", "first", *TODAY).err
    assert "E7" not in done(sstc, "validate", *TODAY)
    (line,) = done(sstc, "certificates", "list").splitlines()
    assert line.startswith("webinar 8, attendance")
    certificate = next((evaluated / ".sstc" / "certificates").glob(f"{ID}.*.pdf"))
    shown = done(sstc, "certificates", "verify", certificate)
    assert "webinar 8: Sustainable Logistic" in shown
    (issued,) = json.loads(done(sstc, "certificates", "issue", 8, "--json", "--dry-run", *TODAY))[
        "certificates"
    ]
    assert issued["new"] == 0


def test_a_webinar_that_the_plan_lacks_is_named(sstc: Sstc, evaluated: Path) -> None:
    plan = evaluated / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace(f"- id: {ID}\n", "- id: another-name\n"), "utf-8")
    said = sstc("surveys", "summary").err
    lost = f"of the webinar `{ID}`, which is no longer in the data, so results and mails leave"
    assert lost in said
    assert f"`{ID}`" in done(sstc, "surveys", "list")
    found = sstc("validate").out
    assert f"is asked at the webinar `{ID}`, which is not in the plan" in found
    assert f"error E711 the series has no webinar `{ID}`" in found
    plan.write_text(text, "utf-8")
    assert "no longer in the data" not in sstc("surveys", "summary").err


def test_a_form_from_before_the_swap_is_doubted(sstc: Sstc, workspace: Path) -> None:
    done(sstc, "release", "publish", "plan", *TODAY)
    file = workspace / "registration-webinar-7.csv"
    shutil.copy(REPOSITORY / "examples" / "exports" / file.name, file)
    sstc("surveys", "import", file, "--dry-run").gives(0)
    sstc("schedule", "swap", 7, 8, *TODAY).gives(0)
    refused = sstc("surveys", "import", file).gives(2)
    assert f"mentions webinar 7, which was `{ID}` in a release" in refused.err
    assert "registration, webinar 8" in done(sstc, "surveys", "import", file, "--webinar", 8)
