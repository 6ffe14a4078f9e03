"""The pictures of people, which are files of the workspace."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.model import Series
from sstc_cli.model.visual.photo import MOST_BYTES, SMALLER, Photo, PhotoError, photo_of


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
    """Return the picture of that path, or refuse one that is not there or cannot be shown."""
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
    """Yield a diagnostic for each picture that documents cannot have."""
    for index, person in enumerate(series.people):
        if person.picture is None:
            continue
        try:
            read_photo(root, person.picture.file)
        except PhotoError as error:
            place = ("people", index, "picture", "file")
            message = f"{person.picture.file} {error.problem}"
            yield Diagnostic("E532", message, place, error.hint)
