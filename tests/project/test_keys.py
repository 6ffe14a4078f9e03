"""A new key of a webinar, talk or person: somebody decides for each room whether it reads it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import sstc_cli
from sstc_cli.model import Audience, Model, Organiser, Person, Series, Talk, Webinar
from sstc_cli.releases.public_series import PRIVATE, PUBLISHED

# what people would miss if a room did not read a key
ROOMS = {
    "ics": "calendar entries (ics/event.py)",
    "planning": "the plan in Excel and foreign schedules (planning/columns.py, planning/foreign)",
    "releases": "what is published, and what `release diff` tells (releases, model/release.py)",
    "site": "pages and the API of the site (site/api.py)",
    "views": "documents (views/facts.py, and views/trial.py for templates)",
}
# keys that a room leaves out, or has under another name, because somebody decided so
LEFT_OUT = {
    (Webinar, "ics"): "status join_url register_url register_by recording materials moderator "
    "interpretation interpreters audiences agenda revision themes more",
    (Webinar, "planning"): "materials interpretation interpreters organisers agenda revision more",
    (Webinar, "releases"): "weekday cancelled_because register_by recording materials moderator "
    "interpretation interpreters themes done revised more",
    (Webinar, "site"): "weekday cancelled_because register_by moderator interpretation "
    "interpreters themes agenda done revision more",
    (Webinar, "views"): "revision",
    (Talk, "ics"): "confirmed minutes themes more",
    (Talk, "planning"): "more",
    (Talk, "releases"): "confirmed themes more",
    (Talk, "site"): "confirmed themes minutes more",
    (Person, "ics"): "honorific biography picture country gender phone more",
    (Person, "planning"): "picture more",
    (Person, "releases"): "honorific biography picture country gender email phone more",
    (Person, "site"): "honorific position organisation biography picture country gender more",
    (Person, "views"): "gender",
}


@cache
def names_in(room: str) -> frozenset[str]:
    """Return the keys that a room reads or declares; words in its texts are none."""
    house = Path(sstc_cli.__file__).parent
    declared = [house / "model" / "release.py"] if room == "releases" else []
    modules = (*(house / room).rglob("*.py"), *declared)
    trees = (ast.parse(module.read_text(encoding="utf-8")) for module in modules)
    return frozenset(name for tree in trees for node in ast.walk(tree) for name in names_of(node))


def names_of(node: ast.AST) -> Iterator[str]:
    """Yield `x` of `webinar.x`, of a field `x: Text` in a class, and of `Column("x")`."""
    match node:
        case ast.Attribute(value=ast.Name(id=name)) if name[0].isupper():
            pass  # a member of an enum or of a class
        case ast.Attribute(attr=name, ctx=ast.Load()):
            yield name
        case ast.ClassDef(body=body):
            for field in body:
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    yield field.target.id
        case ast.Call(func=ast.Name(id="Column"), args=[ast.Constant(value=str(name)), *_]):
            yield name


@pytest.mark.parametrize("model", [Webinar, Talk, Person])
@pytest.mark.parametrize("room", ROOMS)
def test_a_key_is_read_by_each_room_or_left_out(model: type[Model], room: str) -> None:
    forgotten = {*model.fields} - names_in(room) - {*LEFT_OUT.get((model, room), "").split()}
    assert not forgotten, f"{forgotten} of {model.__name__} would be missing in {ROOMS[room]}"


def test_a_key_of_the_series_is_read_by_some_room() -> None:
    rooms = (*ROOMS, "mailing", "partners", "render", "rules", "survey", "documents", "model")
    assert {*Series.fields} <= frozenset().union(*map(names_in, rooms))


# keys that the site and calendars take from a release in another form than the data has
REMADE = {
    Series: "organisers audiences people webinars",
    Webinar: "id status cancelled_because talks",
    Talk: "id speaker",
    **dict.fromkeys((Person, Organiser, Audience), "id"),
}
# keys that they take from the data of today, because no release has them: somebody decided so
OF_TODAY = {
    Series: "short_title revised cities paper look documents count window cadence breaks "
    "talks_per_webinar background objectives audience_zones audience_countries themes topics kinds "
    "partners mail messages interpretation register_by notes site_url more severities",
    Webinar: "register_by recording materials moderator interpretation themes revision revised "
    "more",
    Talk: "confirmed themes more",
    Person: "honorific biography picture more",
    Organiser: "about url email country more",
    Audience: "description benefit salutation language more",
}


@pytest.mark.parametrize("model", OF_TODAY)
def test_the_site_takes_a_key_from_the_release_or_somebody_decided(model: type[Model]) -> None:
    decided = (PUBLISHED[model], PRIVATE.get(model, ()), REMADE[model].split())
    listed = [*(name for names in decided for name in names), *OF_TODAY[model].split()]
    assert sorted(listed) == sorted(model.fields), (
        f"a key of {model.__name__} that is in no release can be on the site before anybody has "
        "published it: add it to the release, to PRIVATE of releases/public_series.py, or above"
    )
