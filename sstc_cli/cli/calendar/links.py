"""`sstc calendar links`: links that add a webinar to a calendar on the web, and QR codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.options import Json, Language, Number, Output, flag, read_language
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series, Webinar


class Link(StrEnum):
    """The target of a link, in the order in which a QR code prefers them."""

    JOIN = "join"
    REGISTER = "register"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    OFFICE365 = "office365"
    YAHOO = "yahoo"


Only = Annotated[
    Link | None, typer.Option("--link", help="Print only this link.", show_default=False)
]
Qr = Annotated[bool, flag("--qr", text="Draw a QR code on the terminal.")]
Svg = Annotated[bool, flag("--svg", text="Write the QR code as a picture, for posters and slides.")]


def links(
    context: typer.Context,
    number: Number,
    link: Only = None,
    qr: Qr = False,
    svg: Svg = False,
    language: Language = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Print links that add a webinar to web calendars, or a QR code.

    A QR code has the link to join. If there is none yet, it has the link to register, or the one
    that adds the webinar to Google Calendar. `--link` chooses another.

    Example: `sstc calendar links 7 --qr --link google`
    """
    svg = svg or output is not None
    if qr + svg + as_json > 1:
        message = "use only one of `--qr`, `--svg` and `--json`; `-o` means `--svg`"
        raise SstcError(message, "run it once for each", ExitCode.USAGE)
    session = session_of(context)
    workspace, series = session.opened()
    webinar, read = chosen_webinars(series, [number])[0], read_language(language, series.languages)
    addresses = _chosen(_links(series, webinar, read, brief=qr or svg), link)
    if qr or svg:
        code = _Code(series, webinar, read, *next(iter(addresses.items())))
        _draw(session, code) if qr else _write(session, code, workspace.out / "calendar", output)
    elif as_json:
        facts = {"series": series.id, "webinar": number, "language": read}
        session.result(write_results(**facts, links=addresses))
    else:
        for name, address in addresses.items():
            session.result(address if link else f"{name:11}{address}")


@dataclass(frozen=True)
class _Code:
    """A link for a QR code, and its webinar."""

    series: Series
    webinar: Webinar
    language: str
    name: Link
    address: str

    @property
    def title(self) -> str:
        return f"{self.webinar.number}. {self.webinar.title.pick(self.language)}"


def _links(series: Series, webinar: Webinar, language: str, *, brief: bool) -> dict[Link, str]:
    """Return all links of a webinar, in the order of `Link`."""
    from sstc_cli.ics import add_links

    if webinar.cancelled:
        message = f"webinar {webinar.number} is cancelled, so it has no links"
        raise SstcError(message, "name another webinar", ExitCode.USAGE)
    register = next((survey.url for survey in series.surveys if survey.when == "before"), None)
    own = {Link.JOIN: webinar.join_url, Link.REGISTER: register}
    added = add_links(series, webinar, language, brief=brief)
    return {link: address for link, address in own.items() if address} | {
        Link(name): address for name, address in added.items()
    }


def _chosen(addresses: dict[Link, str], link: Link | None) -> dict[Link, str]:
    """Return all links, or only the one that the user names."""
    if link is None:
        return addresses
    if link not in addresses:
        key = "join_url" if link is Link.JOIN else "surveys[].url"
        hint = f"set `{key}` in data/webinars.yaml"
        raise SstcError(f"the link to {link} is not known yet", hint, ExitCode.DATA)
    return {link: addresses[link]}


def _draw(session: Session, code: _Code) -> None:
    """Draw the code on the terminal, white on black in any colour scheme."""
    from rich.text import Text

    from sstc_cli.render.qr import qr_lines

    lines = qr_lines(code.address)
    if session.out.is_terminal and session.out.width < len(lines[0]):
        message = f"the code has {len(lines[0])} columns, but the terminal {session.out.width}"
        raise SstcError(message, "widen the terminal, or write a picture with `--svg`")
    session.result(code.title)
    for line in lines:
        session.out.print(Text(line, "bright_white on black"), soft_wrap=True)
    session.result(f"{code.name}: {code.address}")


def _write(session: Session, code: _Code, folder: Path, output: str | None) -> None:
    """Write the code to a file, which is named after the link in it."""
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.render.qr import qr_svg

    language = "" if code.language == code.series.languages[0] else f".{code.language}"
    name = f"{code.series.id}-{code.webinar.id}.{code.name}{language}.svg"
    deliver(session, {name: qr_svg(code.address, code.title)}, folder, output)
    session.say(f"the code has the link `{code.name}`")
