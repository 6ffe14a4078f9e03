"""The words of a page on the terminal, in the language of `--language`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.model.phrases import Phrases

if TYPE_CHECKING:
    from sstc_cli.model import Series, State


def phrases_for(language: str, *described: Series | State) -> Phrases:
    """Return the words in a language, with the everyday names of the zones of series or states."""
    zone_names = {one.zone: one.zone_name for one in described if one.zone_name}
    if language == "en":
        return Phrases(language, zone_names)
    from sstc_cli.views.phrases import phrases_in  # babel takes long to import

    return phrases_in(language, zone_names)
