"""The releases of a workspace: their files in order, and contradictions between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import RELEASE_VERSION, Release
from sstc_cli.source import Tree, node_at
from sstc_cli.workspace.data_files import yaml_files

RELEASES = Path("data") / "releases"
WORKING = "working"  # the name of the data file among releases
CODES = {
    "E226": "a release's file is not named after it, for example `003-new-dates.yaml`. "
    "Rename the file",
    "E227": "two releases have the same number or the same name. Keep one of them, and publish the "
    "other again",
    "E228": "a release is behind an earlier one: its time, a SEQUENCE or a DTSTAMP is lower, or a "
    "webinar is missing, so that calendars would ignore it. Restore the published file, for "
    "example from git or a backup",
    "E229": "a release, or the record of a report, was written by a newer `sstc`. Upgrade `sstc`",
}
_FILE = re.compile(r"([0-9]{3,6})-([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_HINT = "restore the published file, for example from git or a backup"


def release_files(root: Path) -> list[Path]:
    """Return the files of all releases, relative to the workspace, the oldest first."""
    return sorted(yaml_files(root, RELEASES), key=lambda file: _number(file) or 0)


def next_release_file(name: str, files: Sequence[Path]) -> Path:
    number = max((_number(file) or 0 for file in files), default=0) + 1
    return RELEASES / f"{number:03}-{name}.yaml"


def releases_by_name(root: Path) -> dict[str, Path]:
    return {release_name(file): file for file in release_files(root)}


def release_name(file: Path) -> str:
    match = _FILE.fullmatch(file.name)
    return match[2] if match else file.stem


def newer_format(tree: Tree) -> list[Diagnostic]:
    """Return a diagnostic if a newer `sstc` wrote the file, whose contents are then not read."""
    version = node_at(tree.root, ("version",))
    if isinstance(version, str) and re.fullmatch("[1-9][0-9]{0,8}", version):
        if int(version) <= RELEASE_VERSION:
            return []
        message = f"this release has format version {version}, written by a newer `sstc`"
        hint = "upgrade `sstc`"
        return [Diagnostic("E229", message, ("version",), hint)]
    return []


def contradictions(releases: Mapping[str, Release | None]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield contradictions between releases in their order, each with its file.

    `releases` are by file; None is a release that could not be understood.
    """
    files = [Path(file) for file in releases]
    for index, (file, release) in enumerate(releases.items()):
        for diagnostic in _misfiled(files[index], release, files[:index]):
            yield file, diagnostic
    understood = [(file, release) for file, release in releases.items() if release]
    for (_, before), (file, after) in pairwise(understood):
        if after.published <= before.published:
            message = f"`{after.name}` was not published after `{before.name}`"
            yield file, Diagnostic("E228", message, ("published",), _HINT)
        for diagnostic in _lower_revisions(before, after):
            yield file, diagnostic


def _misfiled(file: Path, release: Release | None, others: Sequence[Path]) -> Iterator[Diagnostic]:
    match = _FILE.fullmatch(file.name)
    if match is None or (release and release.name != match[2]):
        what = f"the release `{release.name}`" if release else "a release"
        hint = f"rename the file: a number of three digits, then `-{release_name(file)}.yaml`"
        message = f"{file.name} is not a valid name for the file of {what}"
        yield Diagnostic("E226", message, ("name",), hint)
    for other in others:
        same = "number" if _number(other) == _number(file) else "name"
        if same == "number" or release_name(other) == release_name(file):
            message = f"{other.name} and {file.name} have the same {same}"
            hint = "keep one of them, and publish the other again"
            yield Diagnostic("E227", message, ("name",), hint)


def _lower_revisions(before: Release, after: Release) -> Iterator[Diagnostic]:
    """Yield webinars whose revision falls, or that are missing even among the dropped."""
    # a present webinar wins over a dropped one
    lists = {"dropped": after.series.dropped, "webinars": after.series.webinars}
    places = {
        webinar.id: (key, index, webinar)
        for key, webinars in lists.items()
        for index, webinar in enumerate(webinars)
    }
    for webinar in before.series.webinars_by_id().values():
        if webinar.id not in places:
            message = f"`{webinar.id}` of the release `{before.name}` is missing"
            yield Diagnostic("E228", message, ("series", "webinars"), _HINT, at_key=True)
            continue
        key, index, now = places[webinar.id]
        for field in ("sequence", "stamp"):
            if getattr(now, field) < getattr(webinar, field):
                message = f"the `{field}` of `{webinar.id}` is lower than in `{before.name}`"
                yield Diagnostic("E228", message, ("series", key, index, field), _HINT)


def _number(file: Path) -> int | None:
    match = _FILE.fullmatch(file.name)
    return int(match[1]) if match else None
