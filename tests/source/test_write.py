"""Documents as YAML: what is written is read again, and plain text stays plain."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.source import read_data, write
from sstc_cli.source.writer import write_scalar

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


@given(TEXTS)
def test_the_quick_way_writes_what_the_slow_one_does(text: str) -> None:
    events = [
        yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False),
        yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False),
        yaml.ScalarEvent(None, None, implicit=(True, True), value=text),
        yaml.SequenceEndEvent(), yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent(),
    ]  # fmt: skip
    slow, quick = yaml.emit(events, allow_unicode=True, width=float("inf")), write_scalar(text)
    assert slow == f"- {quick}\n" or quick[0] in "'\""
