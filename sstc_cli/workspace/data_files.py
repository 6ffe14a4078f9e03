"""The data files of a workspace: reading them, copies of them, and knowledge files and pictures."""

import csv
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Generic, NamedTuple, TypeVar

from sstc_cli.diagnostics import Diagnostic, Place, did_you_mean_webinar
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.listing import copies, originals
from sstc_cli.model import Model, Series
from sstc_cli.model.glossary import GlossaryTerm, read_glossary
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.model.photo import MOST_BYTES, SMALLER, Photo, PhotoError, photo_of
from sstc_cli.source import Tree, build, doubts, read


def yaml_files(root: Path, folder: Path) -> list[Path]:
    return [folder / file.name for file in originals(root / folder, "*.yaml")]


def refuse_outside(root: Path, path: Path, what: str = "the workspace") -> None:
    """Refuse a path in a folder, `what`, that leads elsewhere behind a link or a junction."""
    folder = Path(os.path.realpath(path.parent))
    if not folder.is_relative_to(os.path.realpath(root)):
        message = f"{path.parent} leads to {folder}, outside {what}, so nothing was written"
        raise SstcError(message, "replace the link with a folder")


M = TypeVar("M", bound=Model)


class DataFile(NamedTuple, Generic[M]):
    """A file's tree, its model or None, the diagnostics of building it, and what it should be."""

    tree: Tree
    model: M | None
    diagnostics: list[Diagnostic]
    kind: type[M]

    @property
    def stem(self) -> str:
        """The name of the file without suffix, which must be the id of its contents."""
        return PurePosixPath(self.tree.file).stem

    def own_diagnostics(self) -> list[Diagnostic]:
        return [*self.tree.diagnostics, *self.diagnostics]

    def doubts(self) -> list[Diagnostic]:
        return doubts(self.tree, self.kind) if self.model else []

    def with_tree(self, tree: Tree) -> "DataFile[M]":
        return DataFile(tree, *build(tree, self.kind), self.kind)


def load(root: Path, file: Path, model: type[M], trees: Mapping[str, Tree]) -> DataFile[M]:
    """Return a file of the workspace, or what `trees` has in its place."""
    tree = trees.get(file.as_posix()) or read(root / file, file.as_posix())
    return DataFile(tree, *build(tree, model), model)


COPY_CODES = {
    "W117": "a data file, catalogue or template has a copy beside it, such as "
    "`webinars-LAPTOP-7.yaml` of OneDrive: it was changed in two places, and the copy is not read. "
    "Compare the two, correct the file, and delete the copy"
}
_FOLDERS = {
    "data": "webinars*.yaml",
    "data/surveys": "*.yaml",
    "data/surveys/mappings": "*.yaml",
    "data/releases": "*.yaml",
    "data/reports": "*.yaml",
    "templates": "*.j2",
    "templates/labels": "*.po",
}
_HINT = "compare the two, put what is right into `{}`, and delete the copy, which is not read"


def copied_files(root: Path) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each copy in the folders of a workspace; its place is the copy."""
    for folder, pattern in _FOLDERS.items():
        for copy, original in copies(root / folder, pattern).items():
            name = f"{folder}/{copy.name}"
            message = f"`{name}` is a copy of `{original.name}`, which was changed in two places"
            hint = _HINT.format(original.name)
            yield Diagnostic("W117", message, (), hint, place=Place(name, 1, 1, 1, 2))


KNOWLEDGE = Path("data") / "knowledge"

KNOWLEDGE_CODES = {
    "E795": "a knowledge file is about a webinar that the series does not have, or is not named "
    "after the id of its webinar, which never changes, for example `payment.yaml`. Correct "
    "`webinar`, or rename the file"
}


def knowledge_file(webinar: str) -> Path:
    """Return the file about a webinar, which has its id."""
    return KNOWLEDGE / f"{webinar}.yaml"


def misplaced(note: KnowledgeNote, stem: str, series: Series) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a file, whose name is `stem` and a suffix, fits no webinar."""
    webinar = note.webinar
    if series.webinar_of(webinar) is None:
        message = f"the series has no webinar `{webinar}`"
        hint = did_you_mean_webinar(webinar, series.numbers)
        yield Diagnostic("E795", message, ("webinar",), hint)
    elif stem != webinar:
        message = f"the file is called {stem}.yaml, but is about the webinar `{webinar}`"
        hint = f"rename it to {webinar}.yaml, or correct `webinar`"
        yield Diagnostic("E795", message, ("webinar",), hint)


GLOSSARY = Path("data") / "glossary.csv"
GLOSSARY_CODES = {
    "W544": "the glossary `data/glossary.csv` cannot be read. Its first line is `term`, then a "
    "code for each language, such as `term,fr,zh`; each other line is a term and its translations"
}


class Glossary(NamedTuple):
    """The terms that translations should use, and what is wrong with their file."""

    terms: tuple[GlossaryTerm, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def glossary_of(root: Path) -> Glossary:
    """Return the glossary of a workspace, empty without a file."""
    name = GLOSSARY.as_posix()
    try:
        data = (root / GLOSSARY).read_bytes()
    except FileNotFoundError:
        return Glossary()
    except OSError as error:
        hint = "close it in other programs, and check that you have permission to read it"
        raise SstcError(f"cannot read {name}: {explained(error)}", hint) from error
    try:
        terms, wrong = read_glossary(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, csv.Error):
        hint = "save it in Excel as `CSV UTF-8`"
        terms, wrong = [], [(1, "the glossary is not a csv in UTF-8", hint)]
    found = [
        Diagnostic("W544", message, (), hint, place=Place(name, line, 1, line, 2))
        for line, message, hint in wrong
    ]
    return Glossary(tuple(terms), tuple(found))


class Photos(Mapping[str, Photo]):
    """The pictures of a series by path, which are read once they are needed."""

    def __init__(self, root: Path, series: Series) -> None:
        self._root = root
        self._known = {who.picture.file for who in series.people if who.picture}
        self._read: dict[str, Photo] = {}

    def __getitem__(self, file: str) -> Photo:
        if file not in self._known:
            raise KeyError(file)
        if file not in self._read:
            try:
                self._read[file] = read_photo(self._root, file)
            except PhotoError as error:
                raise SstcError(f"{file} {error.problem}", error.hint, ExitCode.DATA) from error
        return self._read[file]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._known))

    def __len__(self) -> int:
        return len(self._known)


def read_photo(root: Path, file: str) -> Photo:
    path = root / file
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise PhotoError("is outside the workspace", "put the file itself there, not a link")
        if not path.is_file():
            raise PhotoError("does not exist", "correct the path, or put the picture there")
        if path.stat().st_size > MOST_BYTES:
            raise PhotoError("is larger than 1 MB", SMALLER)
        return photo_of(path.read_bytes())
    except OSError as error:
        raise PhotoError(
            f"cannot be read: {explained(error)}", "check that you have permission to read it"
        ) from error


def unshown_photos(root: Path, series: Series) -> Iterator[Diagnostic]:
    for index, person in enumerate(series.people):
        if person.picture is None:
            continue
        try:
            read_photo(root, person.picture.file)
        except PhotoError as error:
            place = ("people", index, "picture", "file")
            message = f"{person.picture.file} {error.problem}"
            yield Diagnostic("E532", message, place, error.hint)
