"""`sstc calendar links`: links that add a webinar to a calendar on the web, and QR codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.options import Json, Language, Number, Output, flag, read_language
from sstc_cli.cli.console.session import Session, chosen, session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series, Webinar


class Link(StrEnum):
    """Where a link leads; a QR code holds the first of these that there is."""

    JOIN = "join"
    REGISTER = "register"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    OFFICE365 = "office365"
    YAHOO = "yahoo"


Only = Annotated[Link | None, typer.Option("--link", help="Only this link.", show_default=False)]
Qr = Annotated[bool, flag("--qr", text="Draw a QR code, of the link to join where there is one.")]
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
    """Print the links that add a webinar to a calendar on the web, or draw one as a QR code.

    A QR code holds the link to join; where there is none yet, the link to register, else the one
    that adds the webinar to Google Calendar. `--link` chooses another.

    Example: `sstc calendar links 7 --qr --link google`
    """
    svg = svg or output is not None
    if qr + svg + as_json > 1:
        hint = "`-o` names the file of `--svg`: run it again for another one"
        raise SstcError("`--qr`, `--svg` and `--json` exclude each other", hint, ExitCode.USAGE)
    session = session_of(context)
    workspace, series = session.opened()
    webinar, read = chosen(series, [number])[0], read_language(language, series.languages)
    found = _chosen(_links(series, webinar, read, brief=qr or svg), link)
    if qr or svg:
        code = _Code(series, webinar, read, *next(iter(found.items())))
        _draw(session, code) if qr else _write(session, code, workspace.out / "calendar", output)
    elif as_json:
        session.result(write_results(series=series.id, webinar=number, language=read, links=found))
    else:
        for name, address in found.items():
            session.result(address if link else f"{name:11}{address}")


@dataclass(frozen=True)
class _Code:
    """What a QR code holds, and the webinar it is about."""

    series: Series
    webinar: Webinar
    language: str
    name: Link
    address: str

    @property
    def title(self) -> str:
        return f"{self.webinar.number}. {self.webinar.title.pick(self.language)}"


def _links(series: Series, webinar: Webinar, language: str, *, brief: bool) -> dict[Link, str]:
    """All links that there are, in the order of `Link`."""
    from sstc_cli.ics import add_links

    if webinar.cancelled:
        message = f"webinar {webinar.number} is cancelled"
        raise SstcError(message, "there is nothing to add to a calendar", ExitCode.DATA)
    register = next((each.url for each in series.surveys if each.when == "before"), None)
    found = {Link.JOIN: webinar.join_url, Link.REGISTER: register}
    added = add_links(series, webinar, language, brief=brief)
    return {name: each for name, each in found.items() if each} | {
        Link(name): each for name, each in added.items()
    }


def _chosen(found: dict[Link, str], link: Link | None) -> dict[Link, str]:
    """All of the links, or the one that is asked for."""
    if link is None:
        return found
    if link not in found:
        key = "join_url" if link is Link.JOIN else "surveys[].url"
        hint = f"set `{key}` in data/webinars.yaml"
        raise SstcError(f"the link to {link} is not known yet", hint, ExitCode.DATA)
    return {link: found[link]}


def _draw(session: Session, code: _Code) -> None:
    """The code on the terminal, white on black whatever its colours are."""
    from rich.text import Text

    from sstc_cli.render.qr import qr_lines

    lines = qr_lines(code.address)
    if session.out.is_terminal and session.out.width < len(lines[0]):
        message = f"the code is {len(lines[0])} columns wide, the terminal {session.out.width}"
        raise SstcError(message, "make it wider, or write a picture with `--svg`")
    session.result(code.title)
    for line in lines:
        session.out.print(Text(line, "bright_white on black"), soft_wrap=True)
    session.result(f"{code.name}: {code.address}")


def _write(session: Session, code: _Code, folder: Path, output: str | None) -> None:
    """The code as a file; its name tells which link it holds."""
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.render.qr import qr_svg

    language = "" if code.language == code.series.languages[0] else f".{code.language}"
    name = f"{code.series.id}-{code.webinar.id}.{code.name}{language}.svg"
    deliver(session, {name: qr_svg(code.address, code.title)}, folder, output)
    session.say(f"it holds the link `{code.name}`")
