"""`sstc calendar links`: links that add a webinar or subscribe to a feed, and QR codes."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sstc_cli.choices import Link
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import (
    Json,
    Language,
    OptionalNumber,
    Output,
    Replace,
    read_language,
)
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.documents.translations import labels_by_language
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics import Style, add_links, subscribe_links
from sstc_cli.model import Series, read_url
from sstc_cli.render.display.qr import qr_lines, qr_svg
from sstc_cli.workspace import Workspace

Only = Annotated[
    Link | None, typer.Option("--link", help="Print only this link.", show_default=False)
]
Qr = Annotated[bool, flag("--qr", text="Draw a QR code on the terminal.")]
Svg = Annotated[bool, flag("--svg", text="Write the QR code as a picture, for posters and slides.")]


def read_feed(text: str) -> str:
    """Return the web address of a feed on the command line."""
    address = re.sub("^webcals?:", "https:", text)
    try:
        return read_url(address)
    except ValueError as error:
        message = f"{error}: write for example `https://example.org/feed.ics`"
        raise typer.BadParameter(message) from None


Feed = Annotated[
    str | None,
    typer.Option(
        parser=read_feed,
        metavar="URL",
        help="Print links that subscribe to the calendar file at this address.",
        show_default=False,
    ),
]


def links(
    context: typer.Context,
    number: OptionalNumber = None,
    feed: Feed = None,
    link: Only = None,
    qr: Qr = False,
    svg: Svg = False,
    language: Language = None,
    as_json: Json = False,
    output: Output = None,
    replace: Replace = False,
) -> None:
    """Print links that add a webinar to web calendars, or a QR code.

    A QR code has the link to join. If there is none yet, or it is private, it has the link to
    register, or the one that adds the webinar to Google Calendar. `--link` chooses another. With
    `--feed`, the links subscribe to all webinars, and the QR code has the `webcal` link.

    Example: `sstc calendar links 8 --qr --link google`
    """
    if (number is None) == (feed is None):
        message = "name either a webinar or a feed"
        hint = "for example `sstc calendar links 7`, or `--feed https://example.org/feed.ics`"
        raise SstcError(message, hint, ExitCode.USAGE)
    svg = svg or output is not None
    if qr + svg + as_json > 1:
        message = "use only one of `--qr`, `--svg` and `--json`; `-o` means `--svg`"
        raise SstcError(message, "run it once for each", ExitCode.USAGE)
    session = session_of(context, replaces=replace)
    workspace, series = opened = session.opened()
    read = read_language(language, series.languages)
    target = _feed(series, feed, read) if feed else _webinar(opened, number, read, brief=qr or svg)
    addresses = _chosen(target, link)
    if qr or svg:
        code = _Code(target.title, *next(iter(addresses.items())))
        suffix = "" if read == series.languages[0] else f".{read}"
        file = workspace.out / "calendar" / f"{target.stem}.{code.name}{suffix}.svg"
        _draw(session, code) if qr else _write(session, code, file, output)
    elif as_json:
        facts = {"series": series.id, **target.facts, "language": read}
        session.result(write_results(**facts, links=addresses))
    else:
        for name, address in addresses.items():
            session.result(address if link else f"{name:11}{address}")


@dataclass(frozen=True)
class _Target:
    """The target of links: a webinar or a feed. `stem` begins the name of the file of a picture."""

    title: str
    stem: str
    facts: dict[str, object]
    addresses: dict[Link, str]
    has_private_link: bool = False


@dataclass(frozen=True)
class _Code:
    """A link for a QR code, and the title of its target."""

    title: str
    name: Link
    address: str


def _feed(series: Series, feed: str, language: str) -> _Target:
    """Return the links that subscribe to a feed, in the order of `Link`."""
    title = series.title.pick(language)
    found = subscribe_links(feed, title)
    addresses = {link: found[link] for link in Link if link in found}
    return _Target(title, f"{series.id}.feed", {"feed": feed}, addresses)


def _webinar(
    opened: tuple[Workspace, Series], number: int | None, language: str, *, brief: bool
) -> _Target:
    """Return the links of a webinar, in the order of `Link`."""
    workspace, series = opened
    labels = labels_by_language(workspace, [language])

    (webinar,) = chosen_webinars(series, [number or 0])
    if webinar.cancelled:
        message = f"webinar {webinar.number} is cancelled, so it has no links"
        raise SstcError(message, "name another webinar", ExitCode.USAGE)
    join = webinar.join_for(named=False)  # a link for web pages and posters is for everybody
    own = {Link.JOIN: join.url if join else None, Link.REGISTER: series.register_url_of(webinar)}
    added = add_links(series, webinar, language, style=Style(labels=labels), brief=brief)
    addresses = {link: address for link, address in own.items() if address} | {
        Link(name): address for name, address in added.items()
    }
    title = f"{webinar.number}. {webinar.title.pick(language)}"
    facts: dict[str, object] = {"webinar": webinar.number}
    is_private = join is None and webinar.join_link is not None
    return _Target(title, f"{series.id}-{webinar.id}", facts, addresses, is_private)


def _chosen(target: _Target, link: Link | None) -> dict[Link, str]:
    """Return all links, or only the one that the user names."""
    addresses = target.addresses
    if link is None:
        return addresses
    if link not in addresses and (Link.WEBCAL in addresses or link is Link.WEBCAL):
        hint = f"choose from {', '.join(f'`{name}`' for name in addresses)}"
        what = "a feed" if Link.WEBCAL in addresses else "a webinar"
        raise SstcError(f"`{link}` is not a link to {what}", hint, ExitCode.USAGE)
    if link is Link.JOIN and target.has_private_link:
        hint = "use `--link register`, or write `public: true` under `join` in data/webinars.yaml"
        raise SstcError("the link to join is private", hint, ExitCode.USAGE)
    if link not in addresses:
        key = "join" if link is Link.JOIN else "register_url"
        hint = f"set `{key}` of the webinar in data/webinars.yaml"
        raise SstcError(f"the link to {link} is not known yet", hint, ExitCode.DATA)
    return {link: addresses[link]}


def _draw(session: Session, code: _Code) -> None:
    """Draw the code on the terminal, white on black in any colour scheme."""
    lines = qr_lines(code.address)
    if session.out.is_terminal and session.out.width < len(lines[0]):
        message = f"the code has {len(lines[0])} columns, but the terminal {session.out.width}"
        raise SstcError(message, "widen the terminal, or write a picture with `--svg`")
    session.result(code.title)
    for line in lines:
        session.out.print(Text(line, "bright_white on black"), soft_wrap=True)
    session.result(f"{code.name}: {code.address}")


def _write(session: Session, code: _Code, file: Path, output: str | None) -> None:
    """Write the code to a file, which is named after the link in it."""
    deliver(session, {file.name: qr_svg(code.address, code.title)}, file.parent, output)
    session.say(f"the code has the link `{code.name}`")
