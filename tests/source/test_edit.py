"""Edits change the edited values, keys and items of a text, and nothing else."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.diagnostics import (
    AddItems,
    Path,
    RemoveItems,
    RemoveKey,
    RenameKey,
    Reorder,
    SetValue,
)
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.source import Mapping, Sequence, Tree, appended, edited, parse


def after(text: str, *edits) -> str:
    return edited(parse(text, "f.yaml"), edits, Series).text


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("count: 3 # three\n", SetValue(("count",), "4"), "count: 4 # three\n"),
        ("count: '3'\r\nid: a\r\n", SetValue(("count",), "4"), "count: '4'\r\nid: a\r\n"),
        ('title: "A"\n', SetValue(("title",), 'B "b" \\'), 'title: "B \\"b\\" \\\\"\n'),
        ("title: A\n", SetValue(("title",), "B: b"), "title: 'B: b'\n"),
        ("title: A\n", SetValue(("title",), "# b"), "title: '# b'\n"),
        ("title: {en: A, zh: 甲}\n", SetValue(("title", "en"), "a, b"),
         "title: {en: 'a, b', zh: 甲}\n"),
        ("title: >-\n  A\n  b\nid: x\n", SetValue(("title",), "B"), "title: B\nid: x\n"),
        ("title: >-  # c\n  A\n", SetValue(("title",), "B\nb"), "title: |-  # c\n  B\n  b\n"),
        (
            "title: |  # c\r\n  A\r\n\r\n  b\r\nid: x\r\n",
            SetValue(("title",), {"en": "A\n\nb\n", "fr": "B: c"}),
            "title:  # c\r\n  en: |\r\n    A\r\n\r\n    b\r\n  fr: 'B: c'\r\nid: x\r\n",
        ),
        (
            "notes:\n  - |\n    A\n    b\n  - B\n",
            SetValue(("notes", 0), {"en": "A\nb\n", "fr": "C"}),
            "notes:\n  - en: |\n      A\n      b\n    fr: C\n  - B\n",
        ),
        (
            "title:\n  en: |\n    A\n    b\nid: x\n",
            SetValue(("title", "fr"), "C\nd"),
            "title:\n  en: |\n    A\n    b\n  fr: |-\n    C\n    d\nid: x\n",
        ),
        ("title:\nid: x\n", SetValue(("title",), "B"), "title: B\nid: x\n"),
        ("languages: [en, zh]\n", SetValue(("languages", 1), "fr"), "languages: [en, fr]\n"),
        ("id: a\ntitle: T\n", SetValue(("domain",), "x.org"), "id: a\ndomain: x.org\ntitle: T\n"),
        ("webinars:\n- id: a\n  title: T", SetValue(("webinars", 0, "number"), "1"),
         "webinars:\n- id: a\n  number: 1\n  title: T"),
        ("webinars: [{starts: 2020-01-01 15:30}]\n",
         SetValue(("webinars", 0, "starts"), "2020-01-02 16:00"),
         "webinars: [{starts: 2020-01-02 16:00}]\n"),
        ("window: {starts: 2020-01-01}\n", SetValue(("window", "ends"), "2020-02-01"),
         "window: {starts: 2020-01-01, ends: 2020-02-01}\n"),
        ("webinars:\n- id: a\n  revision: 1\n- id: b\n",
         SetValue(("webinars", 0, "done"), {"agenda": "2020-01-01", "a: b": "# c"}),
         "webinars:\n- id: a\n  done:\n    agenda: 2020-01-01\n    'a: b': '# c'\n"
         "  revision: 1\n- id: b\n"),
        ("a: {b: [Tuesday, Thursday], c: 1} # twice\n", SetValue(("a", "b"), "Friday"),
         "a: {b: [Friday], c: 1} # twice\n"),
        ("a: [1, 2] # two\n", SetValue(("a",), "x, y"), "a: ['x, y'] # two\n"),
        ("a: 1 # x\n", SetValue(("a",), {"b": "2, 3"}), "a: {b: '2, 3'} # x\n"),
        ("a: [1, 2]\n", SetValue(("a",), ("3",)), "a: [3]\n"),
        ("a:\n  - 1\n  - 2\nb: 1\n", SetValue(("a",), ("3", "4")), "a:\n  [3, 4]\nb: 1\n"),
        ("webinars:\r\n- id: a", SetValue(("webinars", 0, "done"), {"a": "b"}),
         "webinars:\r\n- id: a\r\n  done:\r\n    a: b"),
        ("webinars: [{id: a}]\n", SetValue(("webinars", 0, "done"), {"a": "b", "c": "d, e"}),
         "webinars: [{id: a, done: {a: b, c: 'd, e'}}]\n"),
        ("webinars: [{id: a, done: {}}]\n", SetValue(("webinars", 0, "done", "a"), "b"),
         "webinars: [{id: a, done: {a: b}}]\n"),
        ("coount: 3 # x\n", RenameKey(("coount",), "count"), "count: 3 # x\n"),
        ("'coount': 3\n", RenameKey(("coount",), "count"), "'count': 3\n"),
        ("id: a\n# why\ncount: 3\ntitle: T\n", RemoveKey(("count",)), "id: a\n# why\ntitle: T\n"),
        ("window: {starts: a, ends: b}\n", RemoveKey(("window", "ends")), "window: {starts: a}\n"),
        ("window: {starts: a, ends: b}\n", RemoveKey(("window", "starts")), "window: {ends: b}\n"),
        ("languages: [en, zh,  fr]\n", Reorder(("languages",), (2, 0, 1)),
         "languages: [fr, en,  zh]\n"),
        ("webinars:\r\n  # B\r\n  - id: b\r\n    # deep\r\n\r\n  - id: a # A\r\ncount: 2\r\n",
         Reorder(("webinars",), (1, 0)),
         "webinars:\r\n  - id: a # A\r\n\r\n  # B\r\n  - id: b\r\n    # deep\r\ncount: 2\r\n"),
        ("webinars:\n- id: b\n  title: >-\n    B\n    b\n\n\n- {id: a}",
         Reorder(("webinars",), (1, 0)),
         "webinars:\n- {id: a}\n\n\n- id: b\n  title: >-\n    B\n    b"),
        ("webinars:\r\n  # B\r\n  - # - b\r\n\r\n    id: b\r\n\r\n  - id: a\r\n",
         Reorder(("webinars",), (1, 0)),
         "webinars:\r\n  - id: a\r\n\r\n  # B\r\n  - # - b\r\n\r\n    id: b\r\n"),
    ],
)  # fmt: skip
def test_an_edit_gives_exactly_the_expected_text(text: str, edit, expected: str) -> None:
    assert after(text, edit) == expected


def test_several_edits_at_once() -> None:
    text = "a: 1\nb: 2\nc: 3\n"
    assert after(text, SetValue(("c",), "9"), SetValue(("a",), "8")) == "a: 8\nb: 2\nc: 9\n"


@pytest.mark.parametrize(
    ("text", "path", "says"),
    [
        ("a: [{b: 1}]\n", ("a",), "holds several values"),
        ("a: [&x 1]\nb: *x\n", ("a",), "holds several values"),
        ("a: &x 1\nb: *x\n", ("a",), "is shared"),
        ("a: &x 1\nb: *x\n", ("b",), "is shared"),
        ("a: &x {c: 1}\nb: *x\n", ("b", "c"), "is shared"),
        ("a: {b: 1}\n", ("a",), "holds several values"),
        ("a: 1\n", ("b", "c"), "`b` is missing"),
        ("a: [1]\n", ("a", 3), "`a[3]` is missing"),
    ],
)
def test_what_must_be_left_to_the_user(text: str, path, says: str) -> None:
    with pytest.raises(SstcError) as raised:
        after(text, SetValue(path, "2"))
    assert says in raised.value.message


@pytest.mark.parametrize("text", ["a: {c: 1}\n", "a: [{c: 1}]\n"])
def test_a_map_replaces_no_values(text: str) -> None:
    with pytest.raises(SstcError, match="already has values"):
        after(text, SetValue(("a",), {"b": "2"}))


PLAN = "data/webinars.yaml"


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
