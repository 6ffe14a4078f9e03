"""`sstc site build`: the site in its folder, which is changed all at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import typer

from sstc_cli.atomic import delete, replace_all
from sstc_cli.cli.console.files import (
    PUBLIC,
    contents,
    fill,
    from_here,
    listed,
    not_written,
    temporaries,
    write_whole,
    writing,
)
from sstc_cli.cli.console.made import record_made
from sstc_cli.cli.console.options import Json, Replace
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.site.folder import Draft, Folder, Pictures, SiteUrl, folder_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import files_below
from sstc_cli.site.build import BuiltSite, SiteRequest, build
from sstc_cli.site.manifest import (
    NAME,
    Digests,
    Origin,
    both,
    digest_of,
    digest_of_inputs,
    read_manifest,
    read_origin,
    write_manifest,
)
from sstc_cli.site.secrets import SiteGuard
from sstc_cli.workspace.shipped import PACKAGE, shipped_root

_NO_URL = """\
note: without a web address, the site has no links to subscribe and no sitemap
help: add `site_url` to data/webinars.yaml, or `--url`"""


@dataclass(frozen=True)
class Source:
    """The workspace of a session, the folder of its site, and the options of the command."""

    session: Session
    folder: Path
    draft: bool
    url: str | None
    wants_pictures: bool | None

    @cached_property
    def pictures(self) -> bool:
        """Whether pages have pictures: unless the user decides, a site with some keeps them."""
        if self.wants_pictures is not None:
            return self.wants_pictures
        return any(name.startswith("pictures/") for name in self._listed)

    def kept(self, name: str) -> bytes | None:
        """Return a picture as it was drawn before."""
        data = contents(self.folder / name) if name in self._listed else None
        return data if data and digest_of(data) in self._listed[name] else None

    def digest(self, used: Iterable[Path] = ()) -> str | None:
        """Return a digest of everything that the site is made from, also of files that it uses."""
        program = (PACKAGE, shipped_root() / "templates")
        options = (self.draft, self.url, self.session.day.isoformat(), self.pictures)
        return digest_of_inputs(self.session.root, program, used, *options)

    @cached_property
    def _listed(self) -> Digests:
        return read_manifest(contents(self.folder / NAME), from_here(self.folder / NAME))


@dataclass(frozen=True)
class Placed:
    """The files of a site that were written and removed, and how many are as before.

    `others` are files in the folder that `sstc` did not write, and left alone.
    """

    written: list[str]
    removed: list[str]
    unchanged: int
    others: list[Path]


def place(
    session: Session,
    folder: Path,
    files: Mapping[str, Callable[[], bytes]],
    root: Path | None,
    once_ready: Callable[[], Origin | None],
) -> Placed:
    """Write what has changed and remove what the site no longer has, once all files are ready.

    `once_ready` may refuse them; it returns what the site was made from, if known.
    """
    old = read_manifest(contents(folder / NAME), from_here(folder / NAME))
    if session.comparison:
        same = all(contents(folder / name) == make() for name, make in files.items())
        session.comparison.changed += [] if same and old.keys() == files.keys() else [folder / NAME]
        return Placed([], [], len(files), [])
    new: dict[str, tuple[str, ...]] = {}
    ready: dict[Path, Path] = {}
    foreign: list[Path] = []
    with temporaries(root, PUBLIC) as next_to, session.progress("Writing", len(files)) as step:
        for name, make in files.items():
            path, data = folder / name, make()
            new[name], before = (digest_of(data),), contents(path)
            if before != data:
                if before is not None and digest_of(before) not in old.get(name, ()):
                    foreign.append(path)
                with writing(path):
                    temporary = next_to(path)
                    fill(temporary, data, PUBLIC, sync=False)
                ready[path] = temporary
            step(1)
        gone = [name for name in old if name not in new]
        foreign += [folder / name for name in gone if _is_other(folder / name, old[name])]
        _refuse(session, foreign)
        origin = once_ready()
        if ready or gone or not (folder / NAME).exists():
            write_whole(folder / NAME, write_manifest(both(old, new)), root=root)
        if refused := replace_all(ready):
            which = ", ".join(listed([*refused]))
            raise not_written(which, next(iter(refused.values())))
    _remove(folder, gone)
    write_whole(folder / NAME, write_manifest(new, origin), root=root)
    written = [_name(folder, path) for path in ready]
    return Placed(written, gone, len(new) - len(written), _others(folder, new))


def in_place(folder: Path, inputs: str) -> tuple[Placed, Origin] | None:
    """Return a site that is complete and was made from the same; None if it must be made."""
    data = contents(folder / NAME)
    origin, files = read_origin(data), read_manifest(data, from_here(folder / NAME))
    if origin is None or origin.inputs != inputs or not files:
        return None
    for name, digests in files.items():
        found = contents(folder / name)
        if found is None or (digest_of(found),) != digests:
            return None
    return Placed([], [], len(files), _others(folder, files)), origin


def _others(folder: Path, files: Collection[str]) -> list[Path]:
    return [path for path in files_below(folder, "*") if _name(folder, path) not in files]


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _is_other(path: Path, digests: tuple[str, ...]) -> bool:
    """Return whether a file is no longer as `sstc` wrote it."""
    data = contents(path)
    return data is not None and digest_of(data) not in digests


def _refuse(session: Session, foreign: list[Path]) -> None:
    """Refuse to replace or remove what another person wrote, unless the user asks for it."""
    if foreign and not session.replaces:
        message = f"sstc did not write {', '.join(listed(foreign))} as it is now"
        hint = "move it away, name another folder with `-o`, or add `--replace`"
        raise SstcError(f"{message}, so nothing was written", hint, ExitCode.USAGE)


def _remove(folder: Path, names: list[str]) -> None:
    """Remove files that the site no longer has, and folders that this leaves empty."""
    for name in names:
        path = folder / name
        with writing(path), suppress(FileNotFoundError):
            delete(path)
        for above in path.parents:
            if above == folder:
                break
            with suppress(OSError):  # it has other files
                above.rmdir()


def build_site(
    session: Session,
    draft: bool,
    url: str | None,
    output: str | None,
    pictures: bool | None,
    *,
    as_json: bool,
) -> None:
    """Write the files of the site, and print where it begins."""
    folder = folder_of(session, output)
    source = Source(session, folder, draft, url, pictures)
    inputs = source.digest()
    if inputs and (found := in_place(folder, inputs)):
        placed, origin = found
        notes = origin.notes
    else:
        placed, notes = _built(source, inputs, None if output else session.root)
    if not output:
        record_made(session.root, session.command, session.words, [folder / NAME])
    first = from_here(folder / "index.html")
    if as_json:
        session.result(write_results(first_page=first, draft=draft, **_entry(placed)))
    else:
        session.result(first)
    _report(session, placed, notes)


def _built(source: Source, inputs: str | None, root: Path | None) -> tuple[Placed, tuple[str, ...]]:
    """Make the site and put it in its place; return the notes on it, too."""
    session, folder = source.session, source.folder
    workspace, series = session.opened(publishing=not source.draft)
    kept = source.kept if source.pictures else None
    built = build(workspace, series, SiteRequest(workspace.today, source.url, source.draft, kept))
    guard = SiteGuard(series, workspace)
    notes: tuple[str, ...] = ()

    def origin() -> Origin | None:
        nonlocal notes
        guard.refuse()
        notes = tuple(_notes(built))
        used = [workspace.root / who.picture.file for who in series.people if who.picture]
        # a file that was saved while the site was made may be in it or not
        same = inputs if inputs and inputs == source.digest(used) else None
        return Origin(same, notes) if same else None

    return place(session, folder, guard.over(built.files), root, origin), notes


def _notes(built: BuiltSite) -> Iterator[str]:
    """Yield what the site lacks."""
    for message, hint in built.missing.messages():
        yield f"warning: {message}\nhelp: {hint}"
    if not built.site.url:
        yield _NO_URL


def _report(session: Session, placed: Placed, notes: tuple[str, ...]) -> None:
    """Report the counts, the files of others, and what is missing."""
    written, removed = len(placed.written), len(placed.removed)
    session.say(f"{placed.unchanged} unchanged, {written} written, {removed} removed")
    if placed.others:
        session.say(f"kept, because sstc did not write it: {', '.join(listed(placed.others))}")
    for note in notes:
        session.say(note)


def _entry(placed: Placed) -> dict[str, object]:
    """Return what has become of the files, for programs."""
    return {
        "unchanged": placed.unchanged,
        "written": placed.written,
        "removed": placed.removed,
        "others": [from_here(path) for path in placed.others],
    }


def build_(
    context: typer.Context,
    draft: Draft = False,
    url: SiteUrl = None,
    output: Folder = None,
    replace: Replace = False,
    pictures: Pictures = None,
    as_json: Json = False,
) -> None:
    """Write the public site of the series, from the last release.

    Pages work without scripts, and load nothing from elsewhere. Only files that sstc wrote are
    replaced or removed.

    Example: `sstc site build --draft`
    """
    build_site(session_of(context, replaces=replace), draft, url, output, pictures, as_json=as_json)
