"""Items that are added to lists, or deleted: comments, order and the other lines stay."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_edit_random import VALUES, tree_of

from sstc_cli.diagnostics import AddItems, RemoveItems, Reorder, SetValue
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.source import Sequence, edited, parse

PLAN = "data/webinars.yaml"


def after(text: str, *edits) -> str:
    return edited(parse(text, "x"), edits, Series).text


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (
            "a:\n  - b: 1 # x\n\n# y\nc: 1\n",
            "a:\n  - b: 1 # x\n  - d: 2\n    e: {f: 3}\n\n# y\nc: 1\n",
        ),
        ("a:\n- 1", "a:\n- 1\n- d: 2\n  e: {f: 3}"),
        ("a: [{b: 1}] # x\n", "a: [{b: 1}, {d: 2, e: {f: 3}}] # x\n"),
        ("a: []\nc: 1\n", "a:\n  - d: 2\n    e: {f: 3}\nc: 1\n"),
        ("c: 1\n", "c: 1\na:\n  - d: 2\n    e: {f: 3}\n"),
        ("a:\r\n  - 1\r\n", "a:\r\n  - 1\r\n  - d: 2\r\n    e: {f: 3}\r\n"),
    ],
)
def test_an_item_is_added_in_the_form_of_the_list(text: str, new: str) -> None:
    done = after(text, AddItems(("a",), ({"d": "2", "e": {"f": "3"}},)))
    assert re.sub(r"e:\r?\n +f: 3", "e: {f: 3}", done) == new


def test_items_go_with_the_comments_above_them() -> None:
    text = "# all\na:\n  # one\n  - 1\n\n  # two\n  - 2 # here\n  - 3\n# end\n"
    assert after(text, RemoveItems(("a",), (1,))) == "# all\na:\n  # one\n  - 1\n  - 3\n# end\n"
    assert after(text, RemoveItems(("a",), (0, 2))) == "# all\na:\n  # two\n  - 2 # here\n# end\n"
    assert after("a: [1, 2, 3]\n", RemoveItems(("a",), (0, 1))) == "a: [3]\n"
    with pytest.raises(SstcError, match="would have no items left"):
        after("a: [1]\n", RemoveItems(("a",), (0,)))


def test_lists_in_lists_change_at_once() -> None:
    text = "a:\n  - b:\n      - 1\n      - 2\n  - b: [3, 4]\n"
    edits = (
        AddItems(("a",), ({"b": ("9",)},)),
        RemoveItems(("a",), (0,)),
        Reorder(("a",), (1, 0)),
        AddItems(("a", 1, "b"), ("5",)),
        Reorder(("a", 1, "b"), (1, 0)),
        RemoveItems(("a", 1, "b"), (0,)),
        SetValue(("a", 1, "b", 1), "6"),
    )
    assert after(text, *edits) == "a:\n  - b:\n      - 9\n  - b: [5, 6]\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@settings(max_examples=40)
@given(data=st.data())
def test_any_items_of_the_plan_come_and_go(line_break: str, data) -> None:
    tree = tree_of(PLAN, line_break)
    names = [key for key, node in tree.root.items() if isinstance(node, Sequence)]
    name = data.draw(st.sampled_from(names))
    items = data.draw(
        st.lists(st.dictionaries(st.sampled_from("abc"), VALUES, min_size=1), max_size=3)
    )
    edits = [AddItems((name,), tuple(items))] if items else []
    count = len(tree.root[name]) + len(items)
    gone = data.draw(st.sets(st.integers(0, count - 1), max_size=count - 1))
    edits += [RemoveItems((name,), tuple(gone))] if gone else []
    done = edited(tree, edits, Series)
    every = [*tree.root[name], *items]
    assert done.root == {
        **tree.root,
        name: [item for at, item in enumerate(every) if at not in gone],
    }
    assert parse(done.text, PLAN).root == done.root
    if not gone and tree.text[tree.root.spans[name][1]] != "[":
        old, new = (version.text.split(line_break) for version in (tree, done))
        rest = iter(new)
        assert all(line in rest for line in old)
