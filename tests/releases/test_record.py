"""A release as a file: what is in it, what is not of a private link, and that it is read again."""

import hashlib
from datetime import UTC, datetime

import pytest
from conftest import read_series
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.model import Release, Series
from sstc_cli.releases import changes_between, next_release, state_of
from sstc_cli.source import build, locate, read_data, write
from sstc_cli.unseen import unseen_in

NOW = datetime(2020, 6, 1, 8, tzinfo=UTC)


def text_of(series: Series, note: str | None = None, last: Release | None = None) -> str:
    release = next_release(state_of(series), last, "first", note, NOW)
    return write(release.plain_data(), "a release")


def read(text: str) -> Release:
    release, found = build(read_data(text.encode(), "release.yaml"), Release)
    assert release is not None, found
    return release


def test_a_whole_file(series: Series, golden) -> None:
    """
    id: green-cities
    title: {en: Green cities, zh: 绿色城市}
    languages: [en, zh]
    organisers: [{id: office, name: "The Office for Cities, Paris", short: OfC,
                  email: secret@example.org}]
    audiences: [{id: cities, name: Cities}]
    agenda: [{id: talks, name: Talks, minutes: 90, holds: talks}]
    people: [{id: ana, name: Ana Díaz, position: Mayor, organisation: City of Cuenca, country: EC,
              gender: woman, email: secret@example.org, zone: America/Guayaquil}]
    waivers: [{code: W401, reason: secret}]
    webinars:
      - id: buses
        number: 1
        title: {en: "Electric buses: yes", zh: 电动公交}
        weekday: Friday
        starts: 2020-08-14 15:30
        ends: 2020-08-14 17:00
        summary: |
          How three cities changed their fleets.

          What it cost; who paid.
        join_url: https://meet.example.org/j/1?pwd=a,b
        audiences: [cities]
        talks: [{id: cuenca, title: A fleet, speaker: ana, confirmed: true}, {id: open}]
      - {id: trams, number: 2, title: Trams, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00,
         status: cancelled, cancelled_because: No tracks, revision: 2}
    """
    text = text_of(series, "As sent: to all")
    assert "secret" not in text
    assert not {"gender", "woman", "Guayaquil", "confirmed", "email"} & set(text.split())
    golden(text, "release.yaml")


SEEN = st.text(min_size=1).filter(lambda text: not unseen_in(text))


@given(SEEN, SEEN)
def test_whatever_stands_in_a_text_is_read_again(title: str, note: str) -> None:
    series = read_series(
        "webinars: [{id: a, number: 1, title: T, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}]"
    )
    webinar = series.webinars[0].replaced(summary=type(series.title)(f"x{title}"))
    state = state_of(series.replaced(webinars=(webinar,)))
    document = next_release(state, None, "first", note, NOW).plain_data()
    tree = read_data(write(document, "a release").encode("utf-8", "surrogatepass"), "r")
    if not tree.diagnostics:
        release, found = build(tree, Release)
        assert release is not None, found
        assert release.series.webinars[0].summary == webinar.summary
        assert release.note == note


def test_one_change_changes_few_lines(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
      - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    """
    first = next_release(state_of(series), None, "first", None, NOW)
    a, b = series.webinars
    moved = series.replaced(webinars=(a.replaced(title=b.title), b))
    later = next_release(state_of(moved), first, "second", None, NOW.replace(hour=9))
    one, two = (write(release.plain_data(), "x").splitlines() for release in (first, later))
    assert [line.strip() for line in two if line not in one] == [
        "name: second",
        "published: 2020-06-01 09:00:00Z",
        "stamp: 2020-06-01 09:00:00Z",
    ]
    assert len(one) == len(two)


WRITTEN = text_of(
    read_series(
        """
        people: [{id: ana, name: Ana}]
        webinars:
          - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00,
             talks: [{id: one, title: T, speaker: ana}], status: cancelled, cancelled_because: R}
          - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
        """
    )
).splitlines(keepends=True)
LINES = st.integers(0, len(WRITTEN) - 1)


@given(LINES, LINES, st.sampled_from(["delete", "swap", "double", "cut"]))
def test_faults_of_a_damaged_file_are_placed_inside_the_file(first, second, how) -> None:
    lines = list(WRITTEN)
    if how == "delete":
        del lines[first]
    elif how == "swap":
        lines[first], lines[second] = lines[second], lines[first]
    elif how == "double":
        lines.insert(second, lines[first])
    else:
        lines[first] = lines[first][: len(lines[first]) // 2] + "\n"
    tree = read_data("".join(lines).encode(), "r.yaml")
    release, found = build(tree, Release)
    placed = locate(tree, [*tree.diagnostics, *found])
    places = [diagnostic.place.line for diagnostic in placed if diagnostic.place]
    assert all(1 <= line <= max(1, len(lines)) for line in places)
    if release is not None:
        state = state_of(read_series("webinars: []"))
        next_release(state, release, "next", None, NOW.replace(year=2021))
        assert changes_between(release.series, state)


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
