"""Edits change the edited values and keys of a text, and nothing else."""

import pytest

from sstc_cli.diagnostics import RemoveKey, RenameKey, Reorder, SetValue
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.source import edited, parse


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
