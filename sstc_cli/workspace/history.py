"""The releases of a workspace: their files in order, and what cannot be true of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import RELEASE_VERSION, Release, WebinarState
from sstc_cli.source import Tree, node_at

RELEASES = Path("data") / "releases"
WORKING = "working"  # what the data file is called among releases
CODES = {
    "E226": "a release's file is not called after it, as in `003-new-dates.yaml`",
    "E227": "two releases have the same number or the same name",
    "E228": "a release takes back what an earlier one told: a moment, a SEQUENCE, a DTSTAMP or a "
    "whole webinar, so that calendars would not follow",
    "E229": "a release was written by a newer `sstc`",
}
_FILE = re.compile(r"([0-9]{3,6})-([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_HINT = "restore the file as it was published, as from git or a backup"


def release_files(root: Path) -> list[Path]:
    """The files of all releases from the root of the workspace, the oldest first."""
    files = (RELEASES / file.name for file in (root / RELEASES).glob("*.yaml"))
    return sorted(files, key=lambda file: (_number(file) or 0, file.name))


def file_of(name: str, files: Sequence[Path]) -> Path:
    """The file of the release that follows these."""
    number = max((_number(file) or 0 for file in files), default=0) + 1
    return RELEASES / f"{number:03}-{name}.yaml"


def releases_by_name(root: Path) -> dict[str, Path]:
    """The file of each release, the oldest first; of two with the same name, the later one."""
    return {name_in(file): file for file in release_files(root)}


def name_in(file: Path) -> str:
    """The name of a release, by its file."""
    found = _FILE.fullmatch(file.name)
    return found[2] if found else file.stem


def newer(tree: Tree) -> list[Diagnostic]:
    """Whether a newer `sstc` has written the file: what it holds is not looked at then."""
    version = node_at(tree.root, ("version",))
    if isinstance(version, str) and re.fullmatch("[1-9][0-9]{0,8}", version):
        if int(version) <= RELEASE_VERSION:
            return []
        message = f"this release has the form {version}, of a newer `sstc`"
        hint = "get the newest version of `sstc`"
        return [Diagnostic("E229", message, ("version",), hint)]
    return []


def contradictions(known: Mapping[str, Release | None]) -> Iterator[tuple[str, Diagnostic]]:
    """What cannot be true of releases in their order, each with the file where it stands.

    `known` has them by their files; None for what could not be understood.
    """
    files = [Path(file) for file in known]
    for at, (file, release) in enumerate(known.items()):
        for each in _misfiled(files[at], release, files[:at]):
            yield file, each
    understood = [(file, release) for file, release in known.items() if release]
    for (_, before), (file, after) in pairwise(understood):
        for each in _taken_back(before, after):
            yield file, each


def _misfiled(file: Path, release: Release | None, others: Sequence[Path]) -> Iterator[Diagnostic]:
    """What is wrong with the name of a release's file; `others` come before it."""
    found = _FILE.fullmatch(file.name)
    if found is None or (release and release.name != found[2]):
        called = f"the release `{release.name}`" if release else "a release"
        hint = f"rename the file: a number of three digits, then `-{name_in(file)}.yaml`"
        message = f"the file {file.name} is not called as that of {called} has to be"
        yield Diagnostic("E226", message, ("name",), hint)
    for other in others:
        same = "number" if _number(other) == _number(file) else "name"
        if same == "number" or name_in(other) == name_in(file):
            message = f"{other.name} and {file.name} have the same {same}"
            hint = "two people published at once: keep one, and publish the other one again"
            yield Diagnostic("E227", message, ("name",), hint)


def _taken_back(before: Release, after: Release) -> Iterator[Diagnostic]:
    """What a release tells less than the one before it."""
    if after.published <= before.published:
        message = f"`{after.name}` was not published after `{before.name}`"
        yield Diagnostic("E228", message, ("published",), _HINT)
    yield from _less(before, after)


def _less(before: Release, after: Release) -> Iterator[Diagnostic]:
    """Webinars whose revision falls, or that are neither there nor among the dropped."""
    places = _places(after)
    for webinar in before.series.known().values():
        if webinar.id not in places:
            message = f"`{webinar.id}` of the release `{before.name}` is missing"
            yield Diagnostic("E228", message, ("series", "webinars"), _HINT, at_key=True)
            continue
        key, index, now = places[webinar.id]
        for field in ("sequence", "stamp"):
            if getattr(now, field) < getattr(webinar, field):
                message = f"the `{field}` of `{webinar.id}` is lower than in `{before.name}`"
                yield Diagnostic("E228", message, ("series", key, index, field), _HINT)


def _places(release: Release) -> dict[str, tuple[str, int, WebinarState]]:
    """Key, index and webinar by id; those that are there stand before those that are gone."""
    lists = {"dropped": release.series.dropped, "webinars": release.series.webinars}
    return {
        each.id: (key, index, each)
        for key, webinars in lists.items()
        for index, each in enumerate(webinars)
    }


def _number(file: Path) -> int | None:
    found = _FILE.fullmatch(file.name)
    return int(found[1]) if found else None
