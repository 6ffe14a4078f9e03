"""Any edit of the series that we ship: the tree differs exactly there, other lines stay."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.diagnostics import Path, RemoveKey, RenameKey, Reorder, SetValue
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.source import Mapping, Sequence, Tree, edited, parse

REPOSITORY = File(__file__).parents[2]
FILES = ("data/webinars.yaml", "sstc_cli/starter/webinars.yaml")
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40
) | st.sampled_from(
    [
        "a: b",
        "# no",
        "- x",
        "'",
        '"',
        "{a}",
        "[b",
        "null",
        "*x",
        "&y",
        "!z",
        "2020-10-09 15:30",
        "支付，物流",
    ]
)


@cache
def tree_of(name: str, line_break: str) -> Tree:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    return parse(text.replace("\n", line_break), name)


def leaves(node, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield every single value with its path."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for step, value in pairs:
        if isinstance(value, (Mapping, Sequence)):
            yield from leaves(value, (*path, step))
        else:
            yield (*path, step), value


def lines_of(tree: Tree, path: Path) -> tuple[int, int]:
    """Return the first and last line of a value with its key."""
    *above, step = path
    holder = tree.root
    for outer in above:
        holder = holder[outer]
    first, last = holder.spans[step][0], holder.spans[step][-1]
    text = tree.text
    end = first + len(text[first:last].rstrip())
    return text.count("\n", 0, first), text.count("\n", 0, end)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@settings(max_examples=60)
@given(data=st.data())
def test_only_the_value_changes(name: str, line_break: str, data) -> None:
    tree = tree_of(name, line_break)
    every = dict(leaves(tree.root))
    path = data.draw(st.sampled_from(sorted(every, key=str)))
    value = data.draw(VALUES)
    after = edited(tree, [SetValue(path, value)], Series)
    assert dict(leaves(after.root)) == every | {path: value}
    first, last = lines_of(tree, path)
    old, new = (version.text.split("\n") for version in (tree, after))
    assert new[:first] == old[:first]
    assert len(new) == len(old) - (last - first)
    assert new[first + 1 :] == old[last + 1 :]


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=60)
@given(data=st.data())
def test_only_the_key_changes_or_goes(name: str, data) -> None:
    tree = tree_of(name, "\n")
    every = dict(leaves(tree.root))
    path = data.draw(st.sampled_from(sorted((p for p in every if type(p[-1]) is str), key=str)))
    renamed = dict(leaves(edited(tree, [RenameKey(path, "new-key")], Series).root))
    rest = {other: value for other, value in every.items() if other != path}
    assert renamed == rest | {(*path[:-1], "new-key"): every[path]}
    try:
        after = edited(tree, [RemoveKey(path)], Series)
    except SstcError as error:
        assert "is the only key of its map" in error.message  # noqa: PT017 most keys can go
        return
    assert dict(leaves(after.root)) == rest


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=40)
@given(data=st.data())
def test_only_lines_of_the_new_key_come(name: str, data) -> None:
    tree = tree_of(name, "\n")
    count = len(tree.root["webinars"])
    path = ("webinars", data.draw(st.integers(0, count - 1)), "cancelled_because")
    value = data.draw(VALUES)
    after = edited(tree, [SetValue(path, value)], Series)
    assert dict(leaves(after.root)) == dict(leaves(tree.root)) | {path: value}
    old, new = (version.text.split("\n") for version in (tree, after))
    at = next(at for at, line in enumerate(new) if "cancelled_because" in line)
    assert new[:at] + new[at + 1 :] == old


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@settings(max_examples=20)
@given(data=st.data())
def test_items_change_places_with_all_their_lines(name: str, line_break: str, data) -> None:
    tree = tree_of(name, line_break)
    lists = [key for key, node in tree.root.items() if isinstance(node, Sequence)]
    key = data.draw(st.sampled_from(lists))
    order = data.draw(st.permutations(range(len(tree.root[key]))))
    after = edited(tree, [Reorder((key,), tuple(order))], Series)
    assert after.root == tree.root | {key: [tree.root[key][at] for at in order]}
    assert sorted(after.text.split(line_break)) == sorted(tree.text.split(line_break)) or (
        line_break not in tree.text[slice(*tree.root.spans[key][1:])].rstrip()
    )
    back = [order.index(at) for at in range(len(order))]
    assert edited(after, [Reorder((key,), tuple(back))], Series).text == tree.text
