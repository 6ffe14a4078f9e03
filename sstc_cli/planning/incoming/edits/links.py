"""The link to join a webinar as edits; a link that is new is private."""

from collections.abc import Iterator, Mapping

from sstc_cli.diagnostics import Document, Edit, Path, RemoveKey, SetValue
from sstc_cli.model import Webinar
from sstc_cli.planning.incoming.review import Change
from sstc_cli.planning.rows import HIDDEN_LINK

LINK = ("join", "passcode")


def new_link(values: Mapping[str, str]) -> dict[str, Document]:
    """Return the link of a new webinar as the data file has it, or nothing without one."""
    link, passcode = values.get("join", ""), values.get("passcode", "")
    if not link or link == HIDDEN_LINK:
        return {}
    return {"join": {"url": link, **({"passcode": passcode} if passcode else {})}}


def link_edits(webinar: Webinar, path: Path, changes: Mapping[str, Change]) -> Iterator[Edit]:
    """Yield the edits of the link and of its passcode."""
    after = {key: changes[key].after for key in LINK if key in changes}
    url, passcode = after.get("join"), after.get("passcode")
    if webinar.join is None and webinar.join_url is None:
        values = {"url": url or "", "passcode": passcode or ""}
        yield SetValue((*path, "join"), {key: text for key, text in values.items() if text})
        return
    place: Path = (*path, "join") if webinar.join else (*path, "join_url")
    if url == "":
        yield RemoveKey(place)
        return
    if url:
        yield SetValue((*place, "url") if webinar.join else place, url)
    if passcode is not None:
        key = (*path, "join", "passcode")
        yield SetValue(key, passcode) if passcode else RemoveKey(key)
