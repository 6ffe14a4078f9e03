"""Whoever starts a series with `sstc init` can introduce people without adding a question."""

import csv
from pathlib import Path

HEADER = (
    *("consent", "full_name", "email", "organisation", "country", "audience"),
    *("offer", "seek", "introduce", "share"),
)


def test_people_who_answer_the_form_of_the_starter_are_matched(sstc, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert sstc("init", "new").status == 0
    monkeypatch.chdir(tmp_path / "new")
    with Path("registration.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(HEADER)
        for n in range(12):
            topics = ("policy", "finance")[:: 1 if n % 2 else -1]
            country = "KE" if n % 2 else "CN"
            rows.writerow(["yes", f"Person {n}", f"p{n}@example.org", f"Office {n}", country,
                           "officials", *topics, "yes", "my_topics"])  # fmt: skip
    words = ("--survey", "registration", "--webinar", 1, "--accept-suggestions")
    sstc("surveys", "import", "registration.csv", *words).gives(0)
    sstc("partners", "suggest").gives(0, "pairs for 12 of 12 people")
