"""Text in, text kept, and text out; and every part of YAML that data files do not use."""

import os
from operator import itemgetter
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from systems import NAMED_PIPES

from sstc_cli.diagnostics import Retype
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.source import build, locate, parse, read, read_data, retyped, write
from sstc_cli.source.writer import write_scalar
from sstc_cli.unseen import unseen_in

REPOSITORY = Path(__file__).parents[2]


def reported(text: str) -> list[tuple[str, int, int]]:
    return [(d.code, d.place.line, d.place.column) for d in parse(text, "f.yaml").diagnostics]


@pytest.mark.parametrize(
    "value", ["19:30", "NO", "no", "on", "1.10", "010", "0x1F", "2020-10-09", "~x"]
)
def test_text_stays_text(value: str) -> None:
    assert parse(f"key: {value}\n", "f").root == {"key": value}


def test_empty_is_none_and_quoted_empty_is_text() -> None:
    assert parse("a:\nb: ''\n", "f").root == {"a": None, "b": ""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ("E102", 3, 1)),
        ("a: !!int 3\n", ("E112", 1, 4)),
        ("a: !python/object:os.system x\n", ("E112", 1, 4)),
        ("a: {x: 1}\nb:\n  <<: {y: 2}\n", ("E112", 3, 3)),
        ("a: 1\n---\nb: 2\n", ("E112", 2, 1)),
        ("[a, b]: c\n", ("E112", 1, 1)),
        ("a: &x [*x]\n", ("E112", 1, 8)),
        ("a: *x\n", ("E101", 1, 4)),
        ("a: 1\n\tb: 2\n", ("E101", 2, 1)),
        ("a: 'x\n", ("E101", 1, 4)),
        ("a: b: c\n", ("E101", 1, 5)),
        ("a: [1\nb: 2\n", ("E101", 1, 4)),
        ("a: x\x00y\n", ("E101", 1, 5)),
        ("", ("E101", 1, 1)),
        ("# nothing\n", ("E101", 1, 1)),
    ],
)
def test_refused_with_its_place(text: str, expected: tuple[str, int, int]) -> None:
    assert expected in reported(text)


def test_all_in_one_run() -> None:
    codes = [code for code, _, _ in sorted(reported("a: !x 1\na: 2\n<<: 3\n"), key=itemgetter(1))]
    assert codes == ["E112", "E102", "E112"]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a:\n" + "".join(" " * n + "-\n" for n in range(60))]
)
def test_nesting_without_end(text: str) -> None:
    assert next(code for code, _, _ in reported(text)) in ("E101", "E112")


def test_an_alias_bomb_is_cut_and_aliases_within_the_budget_are_fine() -> None:
    lines = ["a: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert [code for code, _, _ in reported("\n".join(lines))] == ["E112"]
    assert parse("a: &x {y: 1}\nb: *x\n", "f").root == {"a": {"y": "1"}, "b": {"y": "1"}}
    assert reported("a: &x {y: 1}\nb: *x\n") == []


@pytest.mark.parametrize(
    ("data", "says"), [("a: Zürich".encode("latin-1"), "0xFC"), ("a: b".encode("utf-16"), "UTF-16")]
)
def test_other_encodings_are_named(tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(data)
    (found,) = read(file, "f.yaml").diagnostics
    assert found.code == "E101"
    assert says in found.message


def test_bom_and_crlf_are_fine(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  c: x\r\n  c: y\r\n")
    tree = read(file, "f.yaml")
    assert tree.root == {"a": "1", "b": {"c": "x"}}
    assert [(found.code, str(found.place)) for found in tree.diagnostics] == [
        ("E102", "f.yaml:4:3")
    ]


@NAMED_PIPES
def test_too_large_or_unreadable(tmp_path: Path) -> None:
    with pytest.raises(SstcError, match="cannot read f"):
        read(tmp_path, "f")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SstcError, match="not a regular file"):
        read(tmp_path / "pipe", "pipe")
    file = tmp_path / "large.yaml"
    with file.open("wb") as stream:
        stream.truncate(20_000_000)
    with pytest.raises(SstcError, match="larger than 16 MB"):
        read(file, "large.yaml")


def test_spans_cover_what_was_written() -> None:
    text = "a: [x, {y: 'z'}]\nb:\n  - one: two\n    three: >-\n      four\n  - five\nc: end\n"
    root = parse(text, "f").root
    spans = {key: text[start:end] for key, (_, start, end) in root.spans.items()}
    assert spans["a"] == "[x, {y: 'z'}]"
    assert spans["b"].startswith("- one: two") and spans["b"].endswith("- five")
    assert spans["c"] == "end"
    items = [text[start:end] for start, end in root["b"].spans]
    assert items[0].startswith("one: two") and items[1] == "five"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_inside_the_file(text: str) -> None:
    check_places(text)


VALID = (REPOSITORY / "data" / "webinars.yaml").read_text("utf-8").splitlines(keepends=True)


@given(st.integers(0, len(VALID) - 1), st.integers(0, len(VALID) - 1), st.sampled_from("dsxc"))
def test_mutations_of_a_valid_file(first: int, second: int, kind: str) -> None:
    lines = list(VALID)
    if kind == "d":
        del lines[first]
    elif kind == "s":
        lines[first], lines[second] = lines[second], lines[first]
    elif kind == "x":
        lines.insert(second, lines[first])
    else:
        lines[first] = lines[first][: len(lines[first]) // 2] + "\n"
    check_places("".join(lines))


STARTER = (REPOSITORY / "sstc_cli" / "starter" / "webinars.yaml").read_text(encoding="utf-8")
PASTED = st.sampled_from(
    "：，、［］｛｝（）“”‘’＂－–—•３\u00a0\u3000\u200b\ufeff\u00ad'\"{}[]:-#\t &*!|>@`年日"
)


@given(st.lists(st.tuples(st.integers(0, len(STARTER) - 1), PASTED, st.integers(0, 1)), max_size=4))
@example([(STARTER.index("minutes: 60") + 8, ":", 1)])  # an empty value in braces
def test_pasted_characters_are_reported_in_their_place(changes: list[tuple[int, str, int]]) -> None:
    text = STARTER
    for at, sign, replaced in changes:
        text = text[:at] + sign + text[at + replaced :]
    check_places(text)
    check_fixes(text)


def check_fixes(text: str) -> None:
    """Every retyping has its characters inside the text, and what it makes can be read."""
    tree = parse(text, "f.yaml")
    _, found = build(tree, Series)
    fixes = [d.fix for d in [*tree.diagnostics, *found] if isinstance(d.fix, Retype)]
    assert all(0 <= fix.start <= fix.end <= len(text) for fix in fixes)
    if fixes:
        retyped(tree, fixes)


def check_places(text: str) -> None:
    tree = parse(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "f.yaml")
    series, found = build(tree, Series)
    count = max(1, len(tree.text.splitlines()))
    for diagnostic in locate(tree, [*tree.diagnostics, *found]):
        assert 1 <= diagnostic.place.line <= count
    assert series is not None or found or tree.diagnostics


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.text(
    "ab 1:#-,.'\"{}[]&*!|>%@\n"
)
KEYS = st.sampled_from(["id", "name", "yes", "1", "a b"])
DOCUMENTS = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, DOCUMENTS, min_size=1))
def test_a_document_is_read_as_it_was_written(document) -> None:
    tree = read_data(write(document, "a heading").encode(), "file.yaml")
    if not tree.diagnostics:  # a few characters are not allowed in YAML
        assert tree.root == document


def test_the_form_of_a_written_document() -> None:
    document = {
        "note": "a: b",
        "empty": [],
        "nothing": {},
        "list": ["one", {"id": "two", "names": ["x"]}, {"id": "three"}],
    }
    assert write(document, "what it is") == (
        "# what it is\nnote: 'a: b'\nempty: []\nnothing: {}\nlist:\n  - one\n"
        "  - id: two\n    names:\n      - x\n  - id: three\n"
    )


@pytest.mark.parametrize("flow", [False, True])
@given(text=TEXTS)
def test_the_quick_way_writes_what_the_slow_one_does(flow: bool, text: str) -> None:
    style = '"' if "\n" in text else None
    events = [
        yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False),
        yaml.SequenceStartEvent(None, None, implicit=True, flow_style=flow),
        yaml.ScalarEvent(None, None, implicit=(True, True), value=text, style=style),
        yaml.SequenceEndEvent(), yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent(),
    ]  # fmt: skip
    slow = yaml.emit(events, allow_unicode=True, width=float("inf"))
    quick = write_scalar(text, flow=flow)
    written = f"[{quick}]\n" if flow else f"- {quick}\n"
    is_word = len(text) < 6 and quick == f"'{text}'"  # such as `no`
    is_time = flow and ":" in text  # such as `15:30`, which needs no quotes
    assert slow == written or is_word or is_time or unseen_in(text)
    tree = parse(f"a:\n  {written}", "f.yaml")
    assert tree.root == {"a": [text]} or tree.diagnostics


@pytest.mark.parametrize("word", ["yes", "No", "null", "on", "~"])
def test_a_word_that_other_programs_take_for_a_truth_value_is_quoted(word: str) -> None:
    assert write_scalar(word) == f"'{word}'"
    assert yaml.safe_load(write_scalar(word)) == word
