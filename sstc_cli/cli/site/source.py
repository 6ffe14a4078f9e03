"""What a site is made from: the workspace, the options, and the pictures that are there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sstc_cli.cli.console.files import contents, from_here
from sstc_cli.site.manifest import NAME, digest_of, digest_of_inputs, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from sstc_cli.cli.console.session import Session
    from sstc_cli.site.manifest import Digests


@dataclass(frozen=True)
class Source:
    """The workspace of a session, the folder of its site, and the options of the command."""

    session: Session
    folder: Path
    draft: bool
    url: str | None
    today: date
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
        from sstc_cli.workspace.shipped import PACKAGE, shipped_root

        program = (PACKAGE, shipped_root() / "templates")
        options = (self.draft, self.url, self.today.isoformat(), self.pictures)
        return digest_of_inputs(self.session.root, program, used, *options)

    @cached_property
    def _listed(self) -> Digests:
        return read_manifest(contents(self.folder / NAME), from_here(self.folder / NAME))
