"""Messages about a private link or passcode do not repeat it, however it is typed."""

import json

import pytest
from conftest import Sstc, alter_webinar

PLAN = """\
webinars:
  - id: one
    join:
      url: https://meet.example/j/1
      passcode: 4815
    title: One
"""
PRIVATE = "    join: {url: 'https://meet.example/j/1', passcode: '4815'}\n"
FIRSTS = ("@", "%", "|", ">", "? ", "- ", ",", "}", "]", "Ab: ", "*", "!", "`", "!!int ", "'a'")


def _words(sstc: Sstc, folder, plan: str) -> str:
    """Return all messages and hints about a plan, and fail if there are none."""
    (folder / "data" / "webinars.yaml").write_text(plan, "utf-8")
    found = json.loads(sstc("validate", "--format", "json").out)["diagnostics"]
    assert found
    return "\n".join(f"{entry['message']} ({entry['hint']})" for entry in found)


@pytest.mark.parametrize("first", FIRSTS)
@pytest.mark.parametrize("old", ["4815", "https://meet.example/j/1"])
def test_a_value_without_quotes_is_not_repeated(sstc, workspace, first, old) -> None:
    secret = f"{first}Ab3x9Q"
    assert "Ab3x9Q" not in _words(sstc, workspace, PLAN.replace(old, secret))
    flow = f"{{url: {old}, passcode: {old}}}".replace(old, secret)
    head, _, tail = PLAN.partition("\n      url:")
    plan = f"{head} {flow}\n{tail.partition('4815')[2].lstrip()}"
    assert "Ab3x9Q" not in _words(sstc, workspace, plan)


@pytest.mark.parametrize(
    "value", ["Ab3x9Q: ", "Ab3`x`9Q: b", '"Ab3\\x9Q"', "{Ab3x9Q: b}", "[Ab3x9Q, b]", "Ａb3x9Q: b"]
)
def test_a_value_of_another_form_is_not_repeated(sstc: Sstc, workspace, value: str) -> None:
    words = _words(sstc, workspace, PLAN.replace("4815", value))
    assert not any(part in words for part in ("Ab3", "b3x", "x9Q", "9Q"))


def test_a_message_keeps_names_of_keys_and_signs(sstc: Sstc, workspace) -> None:
    plan = PLAN.replace("passcode: 4815", "pascode: @4815")
    words = _words(sstc, workspace, plan)
    assert words == "a value cannot start with `@` (put the text in quotes: `'•••'`)"
    words = _words(sstc, workspace, plan.replace("@", ""))
    assert "unknown key `pascode` in `join` (did you mean `passcode`?)" in words
    words = _words(sstc, workspace, PLAN.replace("https://meet.example/j/1", "ab"))
    assert "write the full address, for example `https://" in words


def test_a_change_of_a_link_names_its_release_and_the_way_out(sstc: Sstc, workspace) -> None:
    alter_webinar(workspace, 7, "    talks:", f"{PRIVATE}    talks:")
    sstc("release", "publish", "plan", "--today", "2020-09-01").gives(0)
    alter_webinar(workspace, 7, "4815", "Ab3x9Q")
    said = sstc("validate", "--today", "2020-09-02").out
    assert "since the release `plan` of 2020-09-01: a new private link or passcode" in said
    assert "`sstc release publish NAME`" in said and "Ab3x9Q" not in said.replace(PRIVATE, "")


def test_other_lines_are_quoted_as_before(sstc: Sstc, workspace) -> None:
    words = _words(sstc, workspace, PLAN.replace("title: One", "title: @One"))
    assert words == "a value cannot start with `@` (put the text in quotes: `'@One'`)"
