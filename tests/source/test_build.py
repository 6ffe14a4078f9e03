"""Wrong values become diagnostics with file, line, column and hint, all in one run."""

from pathlib import Path

import pytest

from sstc_cli.model import Series, read_url
from sstc_cli.model.readers import InvalidError
from sstc_cli.source import build, locate, parse
from sstc_cli.source.codes import SHAPE_CODES

REPOSITORY = Path(__file__).parents[2]
VALID = (REPOSITORY / "data" / "webinars.yaml").read_text(encoding="utf-8")


def reported(old: str, new: str) -> list[tuple[str, str, str]]:
    """Return code, marked text and hint of each diagnostic after a change of the shipped file."""
    assert old in VALID
    text = VALID.replace(old, new, 1)
    tree = parse(text, "f.yaml")
    _, found = build(tree, Series)
    lines = text.splitlines()
    located = locate(tree, [*tree.diagnostics, *found])
    return [
        (d.code, lines[d.place.line - 1][d.place.column - 1 : d.place.end_column - 1], d.hint)
        for d in located
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "marked", "hint"),
    [
        ("talks_per_webinar: 3", "talk_per_webinar: 3", "E103", "talk_per_webinar", "`talks_"),
        ("count: 15", "count: 015", "E108", "015", "digits"),
        ("count: 15", "count: -15", "E108", "-15", "from 0"),
        ("minutes: 60", "minutes: -5", "E108", "-5", "for example `15`"),
        ("talks_per_webinar: 3", "audience_countries: [XX]", "E110", "XX", "ISO 3166"),
        ("talks_per_webinar: 3", "audience_countries: [cn]", "E110", "cn", "write `CN`"),
        ("talks_per_webinar: 3", "audience_countries: [UK]", "E110", "UK", "write `GB`"),
        ("count: 15", "count: [15]", "E105", "[15]", "one line"),
        ("count: 15", "count:", "E104", "count", "the announced number of webinars"),
        ("count: 15", "count: #15", "E104", "count", "`#` begins a comment"),
        ("Asia/Shanghai", "Africa/Nairobbi", "E106", "Africa/Nairobbi", "Africa/Nairobi"),
        ("zone: Asia/Shanghai", "zone: CST", "E106", "CST", "continent and city"),
        ("zone: Asia/Shanghai", "zone: ../../etc/passwd", "E106", "../../etc/passwd", "continent"),
        ("2020-10-09 15:30", "2020-02-30 15:30", "E107", "2020-02-30 15:30", "correct the day"),
        ("2020-10-09 15:30", "2020-10-09 24:00", "E107", "2020-10-09 24:00", "the next day"),
        ("2020-10-09 15:30", "20201009", "E107", "20201009", "2020-10-09 15:30"),
        ("2020-10-09 15:30", "840", "E107", "840", "2020-10-09 15:30"),
        ("id: sustainable-finance", "id: ../x", "E109", "../x", "small letters"),
        ("id: sustainable-finance", "id: con", "E109", "con", "small letters"),
        ("weekday: Friday}", "weekday: Freitag}", "E110", "Freitag", "did you mean `Friday`?"),
        ("    weekday: Friday", "    status: done", "E110", "done", "`planned`"),
        ("domain: catis.org.cn", "domain: http://x", "E111", "http://x", "example.org"),
        ("due: 7 days before", "due: a week", "E107", "a week", "7 days before"),
        ("due: 7 days before", "due: every Mondey", "E107", "every Mondey", "`every Monday`"),
        ("talks_per_webinar: 3", "audience_countries: [China]", "E110", "China", "`CN`?"),
        ("talks_per_webinar: 3", "audience_countries: [Congo]", "E110", "Congo", "`CD` or `CG`?"),
        ("sdgs: [1, 2", "sdgs: [1, 18", "E108", "18", "1 to 17"),
        ("languages: [en, zh]", "languages: en", "E105", "en", "write `[en]`"),
        ("languages: [en, zh]", "languages: []", "E105", "[]", "at least one"),
        ("zh: 北京时间", "chinese: 北京时间", "E105", "chinese", "`zh`"),
        ("en: Topics are", "en: ''\n    fr: Topics are", "E105", "en", "leave the language out"),
        ("zh: 北京时间", f"zh: {'京' * 10_001}", "E239", "zh", "shorten it"),
        ("zh: 北京时间", f"zh: {'京' * 10_000}, chinese: x", "E105", "chinese", "`zh`"),
        ("domain: catis.org.cn", f"domain: {'x' * 10_001}", "E239", "x" * 10_001, "shorten it"),
    ],
)
def test_wrong_value(old: str, new: str, code: str, marked: str, hint: str) -> None:
    ((found_code, found_marked, found_hint),) = reported(old, new)
    assert (found_code, found_marked) == (code, marked)
    assert hint in found_hint


@pytest.mark.parametrize(
    ("due", "meant"),
    [
        ("every second Monday", "every 2 weeks on Monday"),
        ("every 2nd Monday", "every 2 weeks on Monday"),
        ("every other week", "every 2 weeks"),
        ("every 2 weeks on Mondey", "every 2 weeks on Monday"),
        ("every month on the 1st", "every month on day 1"),
        ("on the 15th of every month", "every month on day 15"),
        ("3 weeks before", "21 days before"),
        ("a week after", "7 days after"),
        ("2h before", "2 hours before"),
        ("an hour after", "1 hour after"),
        ("Every monday", "every Monday"),
    ],
)
def test_a_deadline_in_other_words(due: str, meant: str) -> None:
    ((code, _, hint),) = reported("due: 7 days before", f"due: {due}")
    assert (code, hint) == ("E107", f"did you mean `{meant}`?")
    assert reported("due: 7 days before", f"due: {meant}") == []


@pytest.mark.parametrize(
    "due", ["every Monday and Friday", "every month on the 31st", "every 2nd Friday of a month"]
)
def test_no_deadline_is_suggested_that_the_model_refuses(due: str) -> None:
    ((code, _, hint),) = reported("due: 7 days before", f"due: {due}")
    assert (code, hint.startswith("write `7 days before`")) == ("E107", True)


@pytest.mark.parametrize(
    ("old", "new", "deletable"),
    [
        ("    weekday: Friday", "    status:", True),
        ("    number: 7", "    number:", False),
        ("talks_per_webinar: 3", "paper:", True),
    ],
)
def test_only_an_optional_key_may_be_deleted(old: str, new: str, *, deletable: bool) -> None:
    ((code, _, hint),) = reported(old, new)
    assert code == "E104"
    assert hint.endswith(", or delete the line") is deletable


def test_a_missing_key_is_reported_at_its_owner() -> None:
    ((code, marked, hint),) = reported("    number: 7\n", "")
    assert (code, marked) == ("E104", "id")
    assert "`number:`" in hint


def test_every_shape_code_is_documented() -> None:
    page = (REPOSITORY / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    assert [code for code in SHAPE_CODES if f"`{code}`" not in page] == []


def test_the_shipped_file_builds() -> None:
    tree = parse(VALID, "f.yaml")
    series, found = build(tree, Series)
    assert (found, tree.diagnostics) == ([], ())
    assert series is not None
    assert len(series.webinars) == 15


@pytest.mark.parametrize(
    "url",
    [
        "https://[::1", "https://[x]:1/", "https://[v1.a", "https://[::1]x/", "https://:80/",
        "https://ex／ample.org/", "https://℀.example/", "https://example.org:99999999/",
        "https://example.org:abc/", "https://example.org:70000/", "https://user:pw@example.org/",
        "https://user@example.org?x", "https://u:p@ex／ample.org/",
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_or_has_a_login_is_refused(url: str) -> None:
    with pytest.raises(InvalidError) as refused:
        read_url(url)
    assert url not in str(refused.value) and "pw" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org", "http://127.0.0.1:8000/x?y#z", "https://[::1]:80/", "https://中国.cn/会",
        "https://example.org/@user", "https://example.org/?to=a@b.org", "https://a_b.example.org./",
    ],
)  # fmt: skip
def test_an_address_of_any_other_form_is_taken(url: str) -> None:
    assert read_url(url) == url
