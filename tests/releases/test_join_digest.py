"""A release shows that a private link was replaced, but nothing of the link."""

import hashlib
from datetime import UTC, datetime

import pytest
from conftest import read_series

from sstc_cli.model import Release, Series
from sstc_cli.releases import next_release
from sstc_cli.releases.state import state_of
from sstc_cli.source import build, read_data, write

URL = "https://meet.example.org/j/815493"


def series_with(how: str) -> Series:
    return read_series(
        "webinars:\n  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, "
        f"ends: 2020-08-14 17:00, {how}}}\n"
        "  - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}\n"
    )


def digest(how: str, **series: str) -> str | None:
    found = series_with(how).replaced(**series)
    return state_of(found).webinars[0].join_digest


def test_the_digest_is_that_of_link_and_passcode_under_the_series() -> None:
    secret, salt = f"{URL}\n4815".encode(), b"series@example.org"
    expected = hashlib.scrypt(secret, salt=salt, n=2**12, r=8, p=1, dklen=2).hex()
    assert digest(f"join: {{url: '{URL}', passcode: 4815}}") == f"scrypt:{expected}"


def test_another_link_or_passcode_or_series_has_another_digest() -> None:
    own = f"join: {{url: '{URL}', passcode: 4815}}"
    others = [
        digest(own),
        digest(f"join: {{url: '{URL}', passcode: 4816}}"),
        digest(f"join: {{url: '{URL}'}}"),
        digest(f"join: {{url: '{URL}?pwd=4815'}}"),
        digest(own, id="other"),
        digest(own, domain="example.net"),
    ]
    assert len(set(others)) == len(others)
    assert digest(f"{own}, summary: Another") == others[0]
    assert digest(f"join: {{url: '{URL}', passcode: 4815, from: 3 days before}}") == others[0]


def test_one_link_of_several_webinars_has_one_digest() -> None:
    series = series_with(f"join: {{url: '{URL}'}}")
    webinars = tuple(webinar.replaced(join=series.webinars[0].join) for webinar in series.webinars)
    state = state_of(series.replaced(webinars=webinars))
    assert len({webinar.join_digest for webinar in state.webinars}) == 1


@pytest.mark.parametrize("how", ["join_url", "join"])
def test_a_public_link_is_published_without_its_passcode(how: str) -> None:
    values = {"join_url": f"'{URL}'", "join": f"{{url: '{URL}', public: true, passcode: 4815}}"}
    state = state_of(series_with(f"{how}: {values[how]}")).webinars[0]
    assert (state.join_url, state.join_digest) == (URL, None)


def test_a_release_with_a_digest_is_read_as_it_was_written() -> None:
    state = state_of(series_with(f"join: {{url: '{URL}'}}, register_url: 'https://example.org/in'"))
    release = next_release(state, None, "one", None, datetime(2020, 6, 1, tzinfo=UTC))
    text = write(release.plain_data(), "One.")
    assert "meet.example.org" not in text
    assert build(read_data(text.encode(), "one.yaml"), Release) == (release, [])
    wrong = text.replace("scrypt:", "sha256:")
    _, (diagnostic,) = build(read_data(wrong.encode(), "one.yaml"), Release)
    assert diagnostic.path == ("series", "webinars", 0, "join_digest")
