"""`sstc partners status|board`: who can be introduced, and what may be said of them."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, write_csv

from sstc_cli.cli.console.store import read_keys, store_of
from sstc_cli.partners.pool import Pool, compared_organisation, read_pool
from sstc_cli.survey.forms import FORMS, Form
from sstc_cli.workspace import open_workspace

HEADER = ["submitted", "consent", "full_name", "email", "organisation", "country", "audience",
          "language", "offer", "seek", "kind", "introduce", "share", "at_once"]  # fmt: skip


def row(number: int, **answers: str) -> list[str]:
    """Return the registration of a person who offers taxation and seeks customs."""
    usual = {
        "submitted": f"2020-10-01T10:00:{number:02}Z",
        "consent": "yes",
        "full_name": f"Sample {number}",
        "email": f"sample-{number}@example.org",
        "organisation": f"Office {number}",
        "country": "KE",
        "audience": "companies",
        "language": "en",
        "offer": "taxation",
        "seek": "customs",
        "kind": "visits",
        "introduce": "yes",
        "share": "my_country",
        "at_once": "up_to_2",
    }
    return [*(usual | answers).values()]


def registered(sstc: Sstc, workspace: Path, rows: list[list[str]], webinar: int = 7) -> None:
    """Import registrations."""
    file = workspace / f"registration-webinar-{webinar}.csv"
    write_csv(file, HEADER, *rows)
    sstc("surveys", "import", file.name).gives(0)


def pool_of(workspace: Path) -> Pool:
    """Return who can be introduced."""
    opened = open_workspace(workspace, date(2020, 11, 1))
    assert opened.series
    store = store_of(opened)
    return read_pool(store, opened.series, opened.surveys, store.pseudonym_key(read_keys()))


def test_only_those_who_agreed_to_it_are_in_the_pool(sstc: Sstc, workspace: Path) -> None:
    others = [{"introduce": "no"}, {"introduce": ""}, {"offer": "", "seek": ""}, {"consent": "no"}]
    rows = [row(0), row(1, at_once=""), *(row(2 + n, **one) for n, one in enumerate(others))]
    registered(sstc, workspace, rows)
    pool = pool_of(workspace)
    assert pool.left_out == {"no_answer": 1, "said_no": 1, "empty": 1}
    assert [profile.at_once for profile in pool.profiles] in ([2, 3], [3, 2])
    [profile] = [one for one in pool.profiles if one.at_once == 2]
    assert (profile.audience, profile.organisation, profile.country) == (
        "companies",
        "office 0",
        "KE",
    )
    assert (profile.languages, profile.zone) == ({"en"}, "Africa/Nairobi")
    assert (profile.offers, profile.seeks, profile.kinds) == ({"taxation"}, {"customs"}, {"visits"})
    assert (profile.shares, profile.webinars) == ({"my_country"}, {7})
    shown = sstc("partners", "status")
    assert "2 of 5 people who registered can be introduced" in shown.out
    assert "1 said that they do not want to be introduced" in shown.out
    assert "2 seek `customs`, no one offers it: invite" in shown.out
    assert "Sample" not in shown.out + shown.err
    assert "example.org" not in shown.out + shown.err


def test_whoever_wants_no_mail_is_not_in_the_pool(sstc: Sstc, workspace: Path) -> None:
    registered(sstc, workspace, [row(0), row(1)])
    assert sstc("mail", "stop", "Sample-1@Example.org").status == 0
    assert pool_of(workspace).left_out == {"stopped": 1}
    shown = sstc("partners", "status").out
    assert "1 of 2 people who registered can be introduced" in shown
    assert "1 asked for no more mail" in shown
    assert sstc("mail", "allow", "sample-1@example.org").status == 0
    assert not pool_of(workspace).left_out


def test_a_topic_that_was_deleted_does_not_count(sstc: Sstc, workspace: Path) -> None:
    registered(sstc, workspace, [row(0), row(1, offer="", seek="customs"), row(2, offer="customs")])
    data = workspace / "data" / "webinars.yaml"
    start = (text := data.read_text("utf-8")).index("  - id: customs\n")
    data.write_text(text[:start] + text[text.index("  - id: taxation\n") :], "utf-8")
    pool = pool_of(workspace)
    assert pool.unknown == {"customs": 3}
    assert pool.left_out == {"unknown_topics": 2}
    assert [(one.offers, one.seeks) for one in pool.profiles] == [({"taxation"}, frozenset())]
    assert (
        "3 people name `customs`, which the series does not have" in sstc("partners", "status").out
    )


@pytest.mark.parametrize("first", [5, 7])
def test_the_latest_registration_counts_in_any_order_of_imports(first, sstc, workspace) -> None:
    late = {
        "submitted": "2020-11-01T10:00:00Z",
        "offer": "women",
        "organisation": "New Office Ltd.",
    }
    imports = {5: [row(0)], 7: [row(0, **late), row(1)]}
    for webinar in (first, 12 - first):
        registered(sstc, workspace, imports[webinar], webinar)
    pool = pool_of(workspace)
    assert pool.disagreeing == 1
    found = {(one.organisation, *one.offers): one for one in pool.profiles}
    assert {*found} == {("new office", "women"), ("office 1", "taxation")}
    assert found["new office", "women"].webinars == {5, 7}
    assert "1 person has registrations that disagree" in sstc("partners", "status").out


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Example Trading Co., Ltd.", "THE EXAMPLE  TRADING", True),
        ("Example S.A.", "example sa", True),
        ("示例贸易有限公司", "示例贸易股份有限公司", True),
        ("ООО Пример", "Пример", True),
        ("Example & Sons GmbH", "Example and Sons", True),
        ("Example Trade", "Example Trading", False),
        ("Ltd", "Inc", False),
    ],
)
def test_organisations_are_compared_without_legal_endings(one: str, other: str, same: bool) -> None:
    assert (compared_organisation(one) == compared_organisation(other)) is same
    assert compared_organisation(" – ") is None


def test_the_board_shows_no_count_under_five(sstc: Sstc, workspace: Path) -> None:
    rows = [row(n, offer="taxation" if n < 4 else "women", seek="payments" if n < 6 else "customs",
                audience="companies" if n % 2 else "ministries") for n in range(13)]  # fmt: skip
    registered(sstc, workspace, rows)
    shown = json.loads(sstc("partners", "board", "--json").out)["board"]
    topics = {one["topic"]: (one["offered"], one["sought"]) for one in shown["topics"]}
    assert topics["taxation"] == (None, None)
    assert topics["women"] == (None, None), "all but four"
    assert topics["payments"] == (None, 6)
    assert topics["customs"] == (None, 7)
    counts = [value for part in ("topics", "kinds", "matrix") for one in shown[part]
              for value in one.values() if isinstance(value, int)]  # fmt: skip
    assert min(counts) >= 5
    for language, words in (("en", "People who seek it | "), ("zh", "有需求的人数")):
        text = sstc("partners", "board", "--language", language, "-o", "-").out
        assert words.strip(" |") in text
        assert "example.org" not in text
        assert "Office" not in text


def test_the_board_says_why_it_has_no_matrix(sstc: Sstc, workspace: Path) -> None:
    registered(sstc, workspace, [row(n, seek=["women", "customs"][n % 2]) for n in range(14)])
    reason = "Which groups seek what other groups offer is not shown: each count is too small"
    shown = sstc("partners", "board", "-o", "-").out
    assert reason in shown and "Who can help whom" not in shown
    for seek, has_matrix in (("customs", False), ("women", True)):  # of customs, two would follow
        helped = [row(n, offer="customs", seek=seek, audience="ministries") for n in range(14, 16)]
        registered(sstc, workspace, helped, 8)
        shown = sstc("partners", "board", "-o", "-").out
        assert (reason not in shown, "Who can help whom" in shown) == (has_matrix, has_matrix)


def test_a_board_is_compared_with_all_before(sstc: Sstc, workspace: Path) -> None:
    registered(sstc, workspace, [row(n, offer="women" if n < 7 else "") for n in range(14)])
    line = next(line for line in sstc("partners", "board", "-o", "-").out.splitlines()
                if line.endswith(" | 7 | – |"))  # fmt: skip
    for more, told in ((4, 7), (5, 12)):
        registered(sstc, workspace, [row(n + 20, offer="women") for n in range(more)], 8)
        shown = sstc("partners", "board", "-o", "-").out
        assert line.replace("| 7 |", f"| {told} |") in shown
    files = [*(workspace / "data" / "surveys").glob("*.yaml")]
    for least, status in ((8, 0), (6, 1)):
        for file in files:
            text = file.read_text("utf-8").partition("\npublish:")[0]
            file.write_text(f"{text}\npublish: {{least: {least}}}\n", "utf-8")
        result = sstc("partners", "board", "--format", "html")
        assert result.status == status, result
    assert "`publish.least` is 6, and was 8 for the last board" in result.err


def test_a_pool_of_four_shows_nothing(sstc: Sstc, workspace: Path) -> None:
    registered(sstc, workspace, [row(n) for n in range(4)])
    shown = sstc("partners", "board", "-o", "-")
    assert "no count of 5 or more" in shown.err
    assert "nothing can be shown yet" in shown.out
    assert "|" not in shown.out
    assert sstc("partners", "board", "--format", "png").status == 2


def test_without_registrations_or_topics_the_next_step_is_named(sstc, workspace) -> None:
    sstc("partners", "status").gives(1, "sstc surveys import")
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text("utf-8")
    start, end = text.index("topics:"), text.index("kinds:")
    data.write_text(text[:start] + text[end:], "utf-8")
    checked = sstc("validate").out
    assert "`offer` has no options, and the series has no `topics`" in checked
    assert sstc("partners", "board").status == 1


def test_no_form_ticks_the_consent_to_introductions(workspace: Path) -> None:
    opened = open_workspace(workspace, date(2020, 11, 1))
    survey = opened.surveys["registration"]
    for name, kind in FORMS.items():
        group = ("en",) if kind.by_language else ("en", "zh")
        data = kind.write(Form(survey, opened.series.webinar(7), group))
        if name in ("xlsform", "xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(data))
            heads = {str(cell.value) for sheet in book for cell in sheet[1]}
            assert "default" not in heads, name
            continue
        text = data if isinstance(data, str) else data.decode("utf-8", "ignore")
        if name == "limesurvey":
            rows = [*csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter="\t")]
            assert [one for one in rows if one["name"] == "introduce"]
            assert not any(one.get("default") for one in rows)
        for word in ("default_value", "setDefault", "checked", "preselected", "selected="):
            assert word not in text, name
    introduce = next(one for one in survey.questions if one.role == "introduce")
    assert not introduce.required
    assert {option.code for option in introduce.options} == {"yes", "no"}


def test_nobody_is_lost_between_status_and_suggest(sstc: Sstc, workspace: Path) -> None:
    rows = [row(0), row(1, full_name="Ann\x07 =?Other"), row(2, email="two@example..org")]
    rows.append(row(3, offer="customs", seek="taxation", email="three@xn--0.org"))
    registered(sstc, workspace, rows)
    found = json.loads(sstc("partners", "status", "--json").out)
    suggested = json.loads(sstc("partners", "suggest", "--json").out)
    assert found["pool"] == suggested["people"] == 2
    assert found["registered"] == 2 + sum(found["left_out"].values())
    assert found["left_out"]["refused_address"] >= 1
    assert "gave an e-mail address that no mail can reach" in sstc("partners", "status").out
