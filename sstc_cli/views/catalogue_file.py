"""The file of a gettext catalogue; documents in English need none."""

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from sstc_cli.errors import ExitCode, SstcError, explained

_MOST_PLURALS = 6  # of Arabic


class _Entries(Catalog):
    """The entries of a file. The parser makes room for as many plurals as its head declares."""

    @property
    def num_plurals(self) -> int:
        return min(super().num_plurals, _MOST_PLURALS)


def read_catalogue(folder: Path, name: str) -> list[Message]:
    """Return the entries of a catalogue, also those that translation tools keep as obsolete."""
    file, path = folder / "labels" / name, f"templates/labels/{name}"
    if not file.resolve().is_relative_to(folder.resolve()):
        hint = "put the catalogue itself there, not a link to it"
        raise SstcError(f"{path} leads out of the folder", hint, ExitCode.DATA)
    catalogue = _Entries(charset="utf-8")
    try:
        with file.open("rb") as stream:
            PoFileParser(catalogue, abort_invalid=True).parse(stream)
    except (PoFileError, ValueError, LookupError) as error:  # of a date or encoding in its head
        line = getattr(error, "lineno", None)
        where = path + (f":{line + 1}" if line is not None else "")
        hint = 'write each label as `msgid "English"`, then `msgstr "translation"` on a new line'
        raise SstcError(f"{where} is not a gettext catalogue", hint, ExitCode.DATA) from error
    except OSError as error:
        hint = "check that you have permission to read it"
        raise SstcError(f"cannot read {path}: {explained(error)}", hint) from error
    return [message for message in (*catalogue, *catalogue.obsolete.values()) if message.id]
