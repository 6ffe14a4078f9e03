"""Items behind a list: whatever is written around them stays."""

import pytest

from sstc_cli.source import appended, parse

ITEM = {"text": "刚果", "code": "CD"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 1\nitems:\n  - text: 刚果\n    code: CD\n"),
        ("a: 1", "a: 1\nitems:\n  - text: 刚果\n    code: CD\n"),
        ("items:  # so\n- {text: x}  # and so\n\n# the end\nb: 2\n",
         "items:  # so\n- {text: x}  # and so\n- text: 刚果\n  code: CD\n\n# the end\nb: 2\n"),
        ("items:\r\n    - text: x\r\n      # its comment\r\nb: 2\r\n",
         "items:\r\n    - text: x\r\n      # its comment\r\n    - text: 刚果\r\n      code: CD\r\n"
         "b: 2\r\n"),
        ("items:\n  - text: x", "items:\n  - text: x\n  - text: 刚果\n    code: CD"),
    ],
)  # fmt: skip
def test_an_item_is_appended(before: str, after: str) -> None:
    assert appended(before, "items", [ITEM]) == after
    assert parse(after, "").root["items"][-1] == ITEM


@pytest.mark.parametrize("text", ["items: []\n", "items: [{text: x}]\n"])
def test_a_list_in_brackets_is_left_alone(text: str) -> None:
    assert appended(text, "items", [ITEM]) == text
