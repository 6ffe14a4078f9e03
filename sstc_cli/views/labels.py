"""The fixed words of documents, from gettext catalogues beside the templates."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from sstc_cli.errors import ExitCode, SstcError


def read_labels(templates: Sequence[Path], language: str) -> Mapping[str, str]:
    """English label → its translation, from each folder's `labels/<language>.po`.

    A later folder wins over an earlier one; what nobody translates stays English.
    """
    labels: dict[str, str] = {}
    for folder in templates:
        file = folder / "labels" / f"{language}.po"
        if file.is_file():
            labels |= _catalogue(file)
    return labels


def _catalogue(file: Path) -> dict[str, str]:
    try:
        with file.open("rb") as stream:
            catalogue = read_po(stream, charset="utf-8", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        where = f"templates/labels/{file.name}" + (f":{line + 1}" if line is not None else "")
        hint = 'a label is `msgid "English"` and, on the next line, `msgstr "translation"`'
        raise SstcError(f"{where} is no gettext catalogue", hint, ExitCode.DATA) from error
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
