"""`sstc explain` and `sstc schema`."""

import json
import re
from pathlib import Path

import pytest
from conftest import Sstc
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sstc_cli.cli.console.pages import FILE_CODES, pages, short_codes
from sstc_cli.ics_check import LINE_CODES
from sstc_cli.ics_check import RULES as CALENDAR_RULES
from sstc_cli.model import FormMapping, Release, Series, Survey, json_schema
from sstc_cli.model.codes import CONTACT_CODES, IMPORT_CODES
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.model.report import ReportTexts
from sstc_cli.model.schema import MODELS
from sstc_cli.planning.codes import PLAN_CODES
from sstc_cli.rules import CODES as WAIVERS
from sstc_cli.rules import NOTE_RULES, RULES
from sstc_cli.source import SHAPE_CODES, build, parse
from sstc_cli.source.tree import Tree

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("code", pages())
def test_every_code_has_its_page(sstc: Sstc, code: str) -> None:
    result = sstc("explain", code.lower()).gives(0)
    assert result.out.startswith(f"# {code}\n\n")
    assert len(result.out) > 20


@pytest.mark.parametrize(
    ("room", "code", "known", "all_written"),
    [
        ("sheets", r"[EW]5\d\d", IMPORT_CODES, False),
        ("survey", r"[EW]5\d\d", IMPORT_CODES, False),
        ("mailing", r"[EW]74\d", CONTACT_CODES, True),
        ("planning/incoming", r"[EW]76\d", PLAN_CODES, True),
    ],
)
def test_every_code_that_a_room_writes_has_its_page(room, code, known, all_written) -> None:
    modules = (REPOSITORY / "sstc_cli" / room).rglob("*.py")
    texts = [module.read_text(encoding="utf-8") for module in modules]
    written = {found for text in texts for found in re.findall(f'"({code})"', text)}
    assert len(written) > 3
    assert written <= set(known) <= set(pages())
    assert not all_written or written == set(known)


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("E2O1", "did you mean `E201`?"),
        ("e20l", "did you mean `E201`?"),
        ("W201", "did you mean `E201`?"),
        ("201", "did you mean `E201`?"),
        ("E211x", "did you mean `E211`?"),
        ("E999", "closest codes: `W901`, `W902`"),
        ("E409", "did you mean `E404`?"),
        ("E909", "closest codes: `W901`, `W902`"),
        ("X999", "run `sstc explain` to list all codes"),
        ("nonsense", "run `sstc explain` to list all codes"),
    ],
)
def test_an_unknown_code(sstc: Sstc, code: str, hint: str) -> None:
    sstc("explain", code).gives(2, err=f"error: unknown code `{code}`\nhelp: {hint}\n")


def test_all_codes_are_listed_or_those_of_some_letters(sstc: Sstc) -> None:
    lines = sstc("explain", "w4").out.splitlines()
    assert [line[:4] for line in lines] == [code for code in pages() if code.startswith("W4")]
    result = sstc("explain")
    lines = result.out.splitlines()
    assert (result.status, [line[:4] for line in lines]) == (0, list(pages()))
    assert "E104 A required key is missing, or a key has no value" in lines


def test_a_page_is_drawn_on_a_terminal_and_ends_with_advice(sstc: Sstc) -> None:
    drawn = sstc("--color", "always", "explain", "E201").out
    assert "```" not in drawn and "# E201" not in drawn
    assert sstc("explain", "E102").out == (
        "# E102\n\nA map has the same key twice.\n\nKeep one of the two lines.\n"
    )


def test_a_schema_goes_to_stdout_a_file_or_a_list_as_the_starter_says(sstc, workspace) -> None:
    document = json.loads(sstc("schema").out)
    Draft202012Validator.check_schema(document)
    assert "Asia/Shanghai" in json.dumps(document["properties"]["zone"])
    assert sstc("schema", "survey", "-o", "data/").out == "data/survey.schema.json\n"
    assert json.loads((workspace / "data" / "survey.schema.json").read_text()) == json_schema(
        "survey"
    )
    lines = sstc("schema", "--keys").out.splitlines()
    assert "webinars[].talks[].confirmed (yes/no): `true` once the speaker has confirmed" in lines
    assert (
        "webinars[].agenda (list of `agenda[]`): its own agenda [default: that of the series]"
        in (lines)
    )
    starter = (REPOSITORY / "sstc_cli" / "starter" / "webinars.yaml").read_text(encoding="utf-8")
    assert "`sstc schema --keys` explains every key" in starter


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_of_a_schema_is_listed_and_explained(sstc: Sstc, kind: str) -> None:
    lines = sstc("schema", kind, "--keys").out.splitlines()
    assert all(re.fullmatch(r"[a-z_.\[\]]+ \(.+?\): \S.*", line) for line in lines)
    listed = {line.partition(" ")[0].rpartition(".")[2] for line in lines}
    schema = json_schema(kind)
    models = [schema, *schema.get("$defs", {}).values()]
    assert listed == {name for model in models for name in model.get("properties", {})}


def typed(node):
    """Return the tree as an editor's YAML 1.2 reader types it."""
    if isinstance(node, dict):
        return {key: typed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [typed(item) for item in node]
    if isinstance(node, str) and re.fullmatch(r"-?(0|[1-9][0-9]*)", node):
        return int(node)
    return {"true": True, "false": False}.get(node, node)


FILES = {
    "series": (Series, "data/webinars.yaml"),
    "survey": (Survey, "data/surveys/exit.yaml"),
    "mapping": (FormMapping, "tests/data/mapping.yaml"),
    "release": (Release, "tests/golden/release.yaml"),
    "report": (ReportTexts, "tests/data/report.yaml"),
    "knowledge": (KnowledgeNote, "docs/examples/knowledge.yaml"),
}
VALIDATORS = {kind: Draft202012Validator(json_schema(kind)) for kind in FILES}
TREES = {
    kind: parse((REPOSITORY / file).read_text(encoding="utf-8"), file).root
    for kind, (_, file) in FILES.items()
}


def agree(kind: str, root) -> bool:
    model, found = build(Tree("f", "", root), FILES[kind][0])
    by_reader = all(
        diagnostic.code == "E113" for diagnostic in found
    )  # what one key means for another
    assert (model is None) == bool(found)
    return by_reader == VALIDATORS[kind].is_valid(typed(root))


@pytest.mark.parametrize("kind", FILES)
def test_the_schema_takes_the_shipped_files(kind: str) -> None:
    assert [error.message for error in VALIDATORS[kind].iter_errors(typed(TREES[kind]))] == []
    assert agree(kind, TREES[kind])


def places(node, path=()):
    yield path
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for step, inner in items:
        yield from places(inner, (*path, step))


PLACES = {kind: list(places(tree))[1:] for kind, tree in TREES.items()}


def changed(node, path, value):
    """Copy a tree with another value at a path; `...` deletes it."""
    step, *rest = path
    copy = dict(node) if isinstance(node, dict) else list(node)
    if rest:
        copy[step] = changed(copy[step], rest, value)
    elif value is ...:
        del copy[step]
    else:
        copy[step] = value
    return copy


VALUES = st.sampled_from(
    [..., "x", "NO NO", "15", "2020-10-09", "2020-10-09 15:30", "true", "Friday", "before",
     "https://example.org/x", "Asia/Shanghai", "planned", "talks", "choice", [], ["a"], {},
     {"en": "x"}, {"id": "x"}]
)  # fmt: skip


@settings(max_examples=1500)
@given(st.data())
def test_the_schema_agrees_with_the_reader_on_mutated_files(data) -> None:
    kind = data.draw(st.sampled_from(sorted(FILES)))
    path = data.draw(st.sampled_from(PLACES[kind]))
    value = data.draw(VALUES)
    root = changed(TREES[kind], path, value)
    assert agree(kind, root), f"{kind}: {path} = {value!r}"


def test_no_two_things_have_the_same_code() -> None:
    rules = [rule.code for rule in (*RULES, *NOTE_RULES, *CALENDAR_RULES)]
    codes = [*SHAPE_CODES, *FILE_CODES, *WAIVERS, *short_codes(), *LINE_CODES, *rules]
    assert sorted(codes) == sorted(set(codes))
    assert set(codes) == set(pages())


@pytest.mark.parametrize("code", ["E114", "W309"])
def test_a_page_in_a_pipe_has_lines_of_80_columns_around_its_examples(sstc, code) -> None:
    out, page = sstc("explain", code).out, pages()[code].text
    prose = out.split("```")[::2]
    assert max(len(line) for part in prose for line in part.splitlines()) <= 80
    assert out.split() == f"# {code} {page}".split()
    assert out.split("```")[1::2] == page.split("```")[1::2]
