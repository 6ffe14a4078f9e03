"""Letters that would come too early: left out under `--all`, written with a warning by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sstc_cli.cli.console.session import Session
    from sstc_cli.model import Series, Webinar

_WHY = {
    "speaker-confirmation": (
        "some speakers have not confirmed: webinar {numbers}",
        "add `confirmed: true` to the talk once the speaker agrees",
    ),
    "speaker-thanks": (
        "not over yet: webinar {numbers}",
        "thank the speakers after the webinar",
    ),
}


def early_letters(
    series: Series, webinars: Sequence[Webinar], names: Sequence[str], today: date
) -> dict[str, dict[str, Webinar]]:
    """Return the webinars of early letters, by document and name of the file without suffix."""
    from sstc_cli.views.documents import early_letters as early_in

    return {name: dict(early_in(name, series, webinars, today)) for name in names}


def warn_of_early_letters(
    session: Session, early: dict[str, dict[str, Webinar]]
) -> dict[str, dict[str, Webinar]]:
    """Warn of early letters that somebody named; return that none of them is left out."""
    for name, letters in early.items():
        if letters:
            what, hint = _WHY[name]
            numbers = _numbers(letters.values())
            session.say(f"warning: `{name}`: {what.format(numbers=numbers)}\nhelp: {hint}")
    return {name: {} for name in early}


def _numbers(webinars: Collection[Webinar]) -> str:
    return ", ".join(str(number) for number in sorted({webinar.number for webinar in webinars}))
