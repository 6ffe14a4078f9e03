"""`sstc partners why`: why two people fit, or why they are not suggested."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Json, Language, Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sstc_cli.brokering.people import Partner
    from sstc_cli.cli.partners.office import Office
    from sstc_cli.partners.suggest import Judged

_LONGEST = 60  # characters of a name in a line that has both
_WHO = "An e-mail address or a name."


def why(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="A", help=_WHO)],
    other: Annotated[str, typer.Argument(metavar="B", help=_WHO)],
    language: Language = None,
    json: Json = False,
    today: Today = None,
) -> None:
    """Explain why two people fit each other, or why they are not suggested.

    Both are people who agreed to be introduced. The lines have names: keep them in the office.

    Example: `sstc partners why participant-10@example.org "Sample Person 103"`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.partners.matching import names_of, sentences_of
    from sstc_cli.cli.partners.office import open_partners

    session = session_of(context)
    office = open_partners(session, today)
    a, b = _found(one, "A", office.matched), _found(other, "B", office.matched)
    judged, code = _judged(office, a, b), _open_request(office, a, b)
    sentences = sentences_of(office, language)
    names = {person: _short(named.name) for person, named in names_of(office, sentences).items()}
    first, second = names[judged.first], names[judged.second]
    if json:
        results = write_results(
            first=judged.first, second=judged.second, points=judged.score,
            allowed=not judged.obstacles, reasons=judged.reasons, obstacles=judged.obstacles,
            request=code,
        )  # fmt: skip
        session.result(results)
        return
    verdict = "they cannot be suggested" if judged.obstacles else "they can be suggested"
    session.result(f"{first} – {second}: {judged.score:g} points, {verdict}")
    for sentence in sentences.why_not(judged.obstacles, names):
        session.result(f"  {sentence}")
    for sentence in sentences.why(judged.reasons, first, second):
        session.result(f"  {sentence}")
    if code:
        session.say(f"the code of their request: `{code}`")


def _judged(office: Office, one: str, other: str) -> Judged:
    """Return what speaks for two people, and what forbids to suggest or to describe them."""
    from sstc_cli.cli.partners.matching import made_requests, profiles_of
    from sstc_cli.partners.reasons import Obstacle, WhyNot
    from sstc_cli.partners.suggest import judge

    judged = judge(one, other, profiles_of(office), made_requests(office), office.series)
    if judged.obstacles or office.describer.can_describe(judged.first, judged.second):
        return judged
    return replace(judged, obstacles=(Obstacle(WhyNot.DESCRIPTION),))


def _open_request(office: Office, *persons: str) -> str | None:
    """Return the code of the open request to two people, as `sstc partners list` shows it."""
    from sstc_cli.brokering.requests import shown

    sides = {digest for digest, one in office.people.items() if one.profile.person in persons}
    found = (one for one in office.current if one.is_open and {*one.sides} == sides)
    return next((shown(one.id) for one in found), None)


def _short(name: str) -> str:
    """Return a name as long as there is room for in a line that has both."""
    from sstc_cli.model.text import shortened

    return shortened(name, _LONGEST)


def _found(text: str, which: str, people: Iterable[Partner]) -> str:
    """Return the digest of a person by an address or a name; refuse a name that several have."""
    from sstc_cli.brokering.people import name_of
    from sstc_cli.model.email import normal_email
    from sstc_cli.model.wording import fold

    known, name = [*people], fold(name_of(text))
    found = [one for one in known if one.address.person == normal_email(text)] or [
        one for one in known if fold(one.name) == name
    ]
    if not found:
        message = f"nobody who can be introduced has the name or address of {which}"
        hint = "check the spelling; `sstc partners status` says why people cannot be introduced"
        raise SstcError(message, hint, ExitCode.USAGE)
    if len(found) > 1:
        message = f"{len(found)} people have the name of {which}"
        raise SstcError(message, "use the e-mail address", ExitCode.USAGE)
    return found[0].profile.person
