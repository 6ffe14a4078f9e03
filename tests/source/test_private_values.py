"""Excerpts of data files hide private links to join and passcodes, also in broken YAML."""

from time import perf_counter

import pytest

from sstc_cli.source.private import without_private_values

LINK = "https://meet.secret.example/j/815,7?p=a"
SECRETS = ("secret.example", "48-15")


@pytest.mark.parametrize(
    "text",
    [
        f"  - id: a\n    join:\n      url: {LINK}\n      passcode: 48-15\n    title: A\n",
        f"- {{id: a, join: {{url: {LINK}, passcode: '48-15'}}, title: A}}\n",
        f'"join": {{"url": "{LINK}",\n  "passcode": "48-15"}}\n"title": "A"\n',
        f"- join:\n    url:\n      {LINK}\n    passcode: 48-15 # of Ana\n  title: A\n",
        f'join:\n  # {LINK}\n  url: >-\n    {LINK}\n  passcode: "48-15\ntitle: A\n',
        f"join:\n  link: {LINK}\n  pass code: 48-15\ntitle: A\n",
        f"join: {LINK}\npasscode：48-15\ntitle: A\n",
        f"    jion: {{url: {LINK}, pascode: 48-15}}\n    title: A\n",
        f"jion:\n  url: https://a.b # {LINK}\n  passcode: '1234' # old: 48-15\ntitle: A\n",
        "join: {passcode: '1234'} # old code 48-15\ntitle: A\n",
        "join:\n  public: false # 48-15\n  # old: 48-15\ntitle: A\n",
        "join:\n  passcode: }48-15\ntitle: A\n",
        "join: {passcode: a}48-15}\ntitle: A\n",
        f"join: {{public: true, url: {LINK[:8]}open.example/j/1, passcode: 48-15}}\ntitle: A\n",
    ],
)  # fmt: skip
def test_private_values_are_hidden(text: str) -> None:
    hidden = without_private_values({"a": text})["a"]
    assert not any(secret in hidden for secret in SECRETS), hidden
    assert len(hidden) == len(text)
    assert hidden.splitlines()[-1] == text.splitlines()[-1] or "title: A" in hidden


def test_private_values_are_hidden_in_other_texts() -> None:
    data = f"join:\n  url: {LINK}\n  passcode: 48-15\nsummary: At {LINK[8:]}. Or (48-15), 48-150\n"
    hidden = without_private_values({"a": data, "b": f"url: {LINK}/\n"})
    assert hidden["a"].splitlines()[-1] == f"summary: At {'•' * len(LINK[8:])}. Or (•••••), 48-150"
    assert hidden["b"] == f"url: {'•' * len(LINK)}/\n"


@pytest.mark.parametrize(
    "text",
    [
        "join: {url: 'https://open.example/j/1', public: true}\n",
        "join:\n  url: https://open.example/j/1\n  public: true\n  from: 2 days before\n",
        "join_url: https://open.example/j/1\ntitle: 'Joins: a talk'\n",
    ],
)
def test_what_is_public_stays(text: str) -> None:
    assert without_private_values({"a": text}) == {"a": text}


@pytest.mark.parametrize(
    "text",
    [
        "passcode: a" + " " * 500_000 + "b\n",
        "join:\n " + "a" * 500_000 + "\n",
        "join:\n a: " + "," * 250_000 + "\n",
        "join: {" + "passcode: a, " * 50_000 + "}\n",
        "passcode: a" + "}" * 100_000 + "b\n",
        "passcode: 1 " + "# " * 100_000 + "\n",
        "".join(" " * depth + "join:\n" for depth in range(1_000)),
        "join: {" * 70_000,
    ],
    ids=["spaces", "a word", "commas", "many", "closed", "comments", "nested", "braces"],
)
def test_odd_texts_take_no_longer(text: str) -> None:
    start = perf_counter()
    without_private_values({"a": text})
    assert perf_counter() - start < 2
