"""What an edit changes is found without another look at everything, and is the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.diagnostics import Edit, Path, RemoveKey, SetValue
from sstc_cli.errors import SstcError
from sstc_cli.source import parse
from sstc_cli.workspace import DATA, Workspace, difference, open_workspace, with_edits

REPOSITORY = File(__file__).parents[2]
MOMENTS = st.datetimes().map("{:%Y-%m-%d %H:%M}".format)
TODAY = date(2020, 9, 1)


@pytest.fixture(scope="module")
def shipped() -> Workspace:
    return open_workspace(REPOSITORY, TODAY)


def leaves(node, path: Path = ()) -> Iterator[Path]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for step, value in pairs:
        if isinstance(value, (dict, list)):
            yield from leaves(value, (*path, step))
        else:
            yield (*path, step)


@st.composite
def edits(draw, workspace: Workspace) -> list[Edit]:
    """Make edits of some values of webinars: by values of their kind, of others, or by anything."""
    places = [path for path in leaves(workspace.main.tree.root) if path[0] == "webinars"]
    by_key: dict[object, list[str]] = {}
    for path in places:
        node = workspace.main.tree.root
        for step in path:
            node = node[step]
        by_key.setdefault(path[-1], []).append(node)
    found: list[Edit] = []
    for path in draw(st.lists(st.sampled_from(places), min_size=1, max_size=3, unique=True)):
        values = st.sampled_from(by_key[path[-1]]) | MOMENTS | st.text(max_size=20)
        found.append(SetValue(path, draw(values)) if draw(st.booleans()) else RemoveKey(path))
    return found


@settings(max_examples=150)
@given(data=st.data())
def test_edited_as_if_opened_again(shipped: Workspace, data) -> None:
    wanted = data.draw(edits(shipped))
    try:
        after = with_edits(shipped, wanted)
    except SstcError:
        return
    name = DATA.as_posix()
    whole = open_workspace(REPOSITORY, TODAY, {name: parse(after.trees[name].text, name)})
    assert after.series == whole.series
    assert after.diagnostics == whole.diagnostics
    assert difference(shipped, after, wanted) == difference(shipped, whole)
