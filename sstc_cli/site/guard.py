"""A guard over the files of a site: nothing private is written, even if a template prints it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.site.secrets import readable, secrets_of

_MOST = 3
_WHAT = {
    "E781": "a private e-mail address",
    "E783": "a passcode, a private link, a telephone number or a link with a secret in it",
}


class Guard:
    """Looks into each file when it is made, for what the data file has as private."""

    def __init__(self, series: Series) -> None:
        self._secrets = secrets_of(series)
        self._found: dict[str, str] = {}

    def over(self, files: Mapping[str, Callable[[], bytes]]) -> dict[str, Callable[[], bytes]]:
        """Return the makers of files, which are looked into."""
        return {name: partial(self._made, name, make) for name, make in files.items()}

    def refuse(self) -> None:
        """Refuse to write the site if a file has something private."""
        if not self._found:
            return
        listed = "; ".join(_lines(self._found))
        hint = "delete it from the texts and templates, then publish again"
        raise SstcError(
            f"the site would show {listed}, so nothing was written", hint, ExitCode.DATA
        )

    def _made(self, name: str, make: Callable[[], bytes]) -> bytes:
        data = make()
        if text := readable(name, data):
            for code, _ in self._secrets.known_in(text):
                self._found.setdefault(name, code)
        return data


def _lines(found: Mapping[str, str]) -> Iterator[str]:
    """Yield what was found with the names of some files."""
    for code, what in _WHAT.items():
        names = [name for name, own in found.items() if own == code]
        if names:
            more = ", …" if len(names) > _MOST else ""
            yield f"{what} ({', '.join(names[:_MOST])}{more})"
