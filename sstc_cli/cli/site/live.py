"""The site as it is served while people work on it: from memory, and new after each save."""

from __future__ import annotations

from hashlib import sha256
from html import escape
from threading import Lock
from typing import TYPE_CHECKING

from sstc_cli.errors import SstcError
from sstc_cli.listing import files_below

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sstc_cli.cli.console.session import Session

_SCRIPT, _VERSION = "/.live.js", "/.version"
_RELOAD = b"""\
let version;
setInterval(async () => {
  const now = await fetch("/.version").then(answer => answer.text(), () => version);
  if (version && now != version) location.reload();
  version = now;
}, 1000);
"""


class Live:
    """The files of the site, and a version that changes with the data and the templates."""

    def __init__(self, session: Session, today: date, *, draft: bool) -> None:
        self._session, self._today, self._draft = session, today, draft
        self._files: Mapping[str, Callable[[], bytes]] = {}
        self._version, self._failure = "", ""
        self._lock = Lock()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Return status, type and contents for a path of the site."""
        from sstc_cli.site.servers import type_of

        with self._lock:
            if path == _SCRIPT:
                return 200, type_of("x.js"), _RELOAD
            if path == _VERSION:
                self.refresh()
                return 200, type_of("x.txt"), self._version.encode()
            name = path.lstrip("/")
            name = f"{name}index.html" if not name or name.endswith("/") else name
            make = self._files.get(name) or self._files.get("404.html")
            if make is None:
                return 404, type_of("x.txt"), b"not found\n"
            status = 200 if name in self._files else 404
            return status, type_of(name if status == 200 else "x.html"), self._made(make)

    def refresh(self) -> None:
        """Build the site again if a file has changed; keep the last one if that fails."""
        version = self._stamp()
        if version == self._version:
            return
        is_first, self._version = not self._version, version
        try:
            self._files = self._built()
        except SstcError as error:
            if is_first:
                raise
            self._session.say(f"error: {error.message}")
        except SystemExit:
            if is_first:
                raise

    def _built(self) -> Mapping[str, Callable[[], bytes]]:
        from sstc_cli.site.build import SiteRequest, build

        workspace, series = self._session.opened(self._today)
        return build(workspace, series, SiteRequest(workspace.today, None, self._draft)).files

    def _made(self, make: Callable[[], bytes]) -> bytes:
        """Return a file; pages also get the script that loads them again."""
        try:
            data = make()
        except SstcError as error:
            text = f"error: {error.message}\nhelp: {error.hint or ''}\n"
            self._session.say(text.strip())
            data = f"<!doctype html><pre>{escape(text)}</pre></body>".encode()
        if data.lstrip().startswith(b"<!doctype html>"):
            tag = f'<script defer src="{_SCRIPT}"></script></body>'.encode()
            return data.replace(b"</body>", tag)
        return data

    def _stamp(self) -> str:
        """Return a digest of the times and sizes of the data files and templates."""
        stamps = []
        for folder in ("data", "templates"):
            root = self._session.root / folder
            for file in files_below(root, "*") if root.is_dir() else ():
                try:
                    status = file.stat()
                except OSError:  # an editor is replacing it
                    continue
                stamps.append(f"{file} {status.st_mtime_ns} {status.st_size}")
        return sha256("\n".join(stamps).encode()).hexdigest()
