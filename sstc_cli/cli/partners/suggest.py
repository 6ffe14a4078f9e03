"""`sstc partners suggest|why|approve`: who fits whom, and the pairs that a broker ticks."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.brokering.descriptions import NOT_DESCRIBED
from sstc_cli.brokering.people import Partner, name_of, places_of
from sstc_cli.brokering.requests import Approved, shown
from sstc_cli.brokering.requests import approve as decide
from sstc_cli.brokering.ticked import Ticked, forbidden, ticked
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.files import from_here, paths_of
from sstc_cli.cli.console.options import DryRun, Json, Language, Output, Replace, Yes
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.partners.office import (
    Office,
    made_requests,
    names_of,
    open_office,
    open_partners,
    profiles_of,
    sentences_of,
)
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.lock import make_private_folder
from sstc_cli.model.email import normal_email
from sstc_cli.model.text import shortened
from sstc_cli.model.wording import fold
from sstc_cli.partners.suggest import Judged, Obstacle, Suggestion, WhyNot, judge
from sstc_cli.partners.suggest import suggest as matches
from sstc_cli.partners.workbook import FILE, TITLE, write_suggestions
from sstc_cli.quantity import first_of, quantity
from sstc_cli.sheets import read_sheets
from sstc_cli.sheets.saved import is_as_written
from sstc_cli.store.requests import Request, change, requests

_LONGEST = 60  # characters of a name in a line that has both
_WHO = "An e-mail address or a name."
_MOST = 50  # problems that a person reads


def suggest(
    context: typer.Context,
    language: Language = None,
    output: Output = None,
    replace: Replace = False,
    json: Json = False,
) -> None:
    """Suggest pairs to introduce, in a private workbook.

    Each pair has a row, with names, what each offers that the other seeks, and the reasons. All
    people get a first suggestion before anyone gets a second one. Write `x` into the column
    `approve`, then run `sstc partners approve`. The file goes to the private folder `.sstc/`, in
    the place of the last one; you are asked if that was edited. With `--json`, only pseudonyms are
    printed, and nothing is written.

    Example: `sstc partners suggest`
    """
    session = session_of(context, replaces=True)  # what was edited is asked about below
    office = open_partners(session)
    profiles = profiles_of(office)
    can_ask = office.describer.can_describe
    found = matches(profiles, made_requests(office), office.series, can_ask)
    if json:
        lines = [asdict(suggestion) for suggestion in found]
        session.result(write_results(people=len(profiles), suggestions=lines))
        return
    if found or not office.describer.undescribed:
        _say_how_many(session, len(profiles), found)
    _say_left_out(office)
    if found:
        if not replace:
            _ask_about_edited(office, output)
        sentences = sentences_of(office, language)
        book = write_suggestions(found, names_of(office, sentences), sentences)
        _write(session, book, office.workspace.store.parent, output)


def _write(session: Session, book: bytes, folder: Path, output: str | None) -> None:
    if output is None:
        make_private_folder(folder)
    if deliver(session, {FILE: book}, folder, output, mode=0o600):
        session.say("it has names: keep it in the office")
        session.say("tick pairs in the column `approve`, then run `sstc partners approve`")


def _say_how_many(session: Session, people: int, found: Sequence[Suggestion]) -> None:
    """Say how many pairs there are, and who has none."""
    if not found:
        session.say("no two people fit: `sstc partners status` shows what is missing, and")
        session.say("`sstc partners why A B` why two of them do not fit")
        return
    served = len({person for suggestion in found for person in suggestion.pair})
    pairs = quantity(len(found), "pair")
    session.say(f"{pairs} for {served:,} of {quantity(people, 'person', 'people')}")
    if served < people:
        session.say("for the others, `sstc partners status` shows what is missing")


def _say_left_out(office: Office) -> None:
    """Say how many pairs could not be asked, so that others were chosen, or none."""
    if count := office.describer.undescribed:
        what = quantity(count, "pair that fits is", "pairs that fit are")
        office.session.say(f"{what} left out, because {NOT_DESCRIBED}")


def _ask_about_edited(office: Office, output: str | None) -> None:
    """Ask whether to replace a workbook that a person has saved, and say what of it is not kept."""
    paths = paths_of([FILE], office.workspace.store.parent, output) if output != "-" else ()
    for path in paths:
        if path.exists() and not is_as_written(path, TITLE):
            problem = f"{from_here(path)} has been edited, and {_not_approved(office, path)}"
            hint = "approve what it has by `sstc partners approve --yes`, then add `--replace`"
            office.session.insist(problem, "Replace it?", "nothing was written", hint)


def _not_approved(office: Office, file: Path) -> str:
    """Return in words how many ticks of a workbook have not become requests."""
    made = {one.sides for one in requests(office.store)}
    rows = ticked(read_sheets(file, None, office.series.languages), office.people.values())
    if count := sum(one.pair not in made for one in rows):
        return f"{quantity(count, 'tick')} in it {'is' if count == 1 else 'are'} not approved"
    return "all its ticks are approved"


def why(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="A", help=_WHO)],
    other: Annotated[str, typer.Argument(metavar="B", help=_WHO)],
    language: Language = None,
    json: Json = False,
) -> None:
    """Explain why two people fit each other, or why they are not suggested.

    Both are people who agreed to be introduced. The lines have names: keep them in the office.

    Example: `sstc partners why participant-10@example.org "Sample Person 103"`
    """
    session = session_of(context)
    office = open_partners(session)
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
    """Return the reasons for a pair, and what forbids to suggest or to describe them."""
    judged = judge(one, other, profiles_of(office), made_requests(office), office.series)
    if judged.obstacles or office.describer.can_describe(judged.first, judged.second):
        return judged
    return replace(judged, obstacles=(Obstacle(WhyNot.DESCRIPTION),))


def _open_request(office: Office, *persons: str) -> str | None:
    """Return the code of the open request to two people, as `sstc partners list` shows it."""
    sides = {digest for digest, one in office.people.items() if one.profile.person in persons}
    found = (one for one in office.current if one.is_open and {*one.sides} == sides)
    return next((shown(one.id) for one in found), None)


def _short(name: str) -> str:
    """Return a name as long as there is room for in a line that has both."""
    return shortened(name, _LONGEST)


def _found(text: str, which: str, people: Iterable[Partner]) -> str:
    """Return the digest of a person by an address or a name; refuse a name that several have."""
    known, name = [*people], fold(name_of(text))
    found = [one for one in known if one.address.person == normal_email(text)] or [
        one for one in known if fold(one.name) == name
    ]
    if not found:
        message = f"no person who can be introduced has the name or address of {which}"
        hint = "check the spelling; `sstc partners status` shows why people cannot be introduced"
        raise SstcError(message, hint, ExitCode.USAGE)
    if len(found) > 1:
        message = f"{len(found)} people have the name of {which}"
        raise SstcError(message, "use the e-mail address", ExitCode.USAGE)
    return found[0].profile.person


def approve(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="The workbook with your ticks. [default: .sstc/suggestions.xlsx]",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Approve the pairs that you ticked in the workbook of suggestions.

    It shows which rows become requests, and why others cannot. A tick is `x`, or a yes in a
    language of documents. No letter is written: `sstc partners ask` does that.

    Exit status: 0 all are approved, 1 some cannot be.

    Example: `sstc partners approve --dry-run`
    """
    session = session_of(context)
    office = open_office(session)
    book = read_sheets(file or _suggestions(office), None, office.series.languages, whole=True)
    rows = ticked(book, office.people.values())
    found = _approved(office, rows, yes=False)
    if not yes:
        session.result(f"{quantity(len(found.new), 'request')} to approve")
        for line in _new(rows, found):
            session.result(f"  {line}")
    writes = not dry_run and (not found.new or session.agrees("Approve them?", yes=yes))
    if writes:
        office.settle()
        found = _approved(office, rows, yes=True)
        session.result(f"{quantity(len(found.new), 'request')} approved")
    problems = _problems(rows, found)
    for line in first_of(problems, _MOST):
        session.say(line)
    if writes and found.new:
        session.say("ask both sides: `sstc partners ask`")
    if problems:
        raise typer.Exit(ExitCode.DATA)


def _suggestions(office: Office) -> Path:
    """Return the workbook that `suggest` writes; refuse if it is missing."""
    file = office.workspace.store.parent / FILE
    if not file.exists():
        hint = "run `sstc partners suggest` first, or name your workbook"
        raise SstcError(f"{from_here(file)} does not exist", hint)
    return file


def _problems(rows: Sequence[Ticked], found: Approved) -> list[str]:
    """Return why rows do not become requests, in their order."""
    by_pair = {one.pair: one.row for one in rows if one.pair}
    problems = [(one.row, one.problem) for one in rows if one.problem]
    problems += [(by_pair[pair], reason) for pair, reason in found.refused]
    return [f"row {row}: {problem}" for row, problem in sorted(problems)]


def _new(rows: Sequence[Ticked], found: Approved) -> list[str]:
    """Return which rows would become which requests, without names."""
    codes = {request.sides: shown(request.id) for request in found.new}
    return [f"row {one.row}: request `{codes[one.pair]}`" for one in rows if one.pair in codes]


def _approved(office: Office, rows: Sequence[Ticked], *, yes: bool) -> Approved:
    """Return what approving does, and with `yes` do it."""
    pairs = [one.pair for one in rows if one.pair]
    rules = forbidden(pairs, office.people, office.series, office.describer)
    allowed = [pair for pair in pairs if pair not in rules]
    places = places_of(office.people.values())
    made = partial(decide, allowed, places=places, key=office.key, day=office.day)

    def keep(known: Sequence[Request]) -> tuple[tuple[Request, ...], Approved]:
        found = made(known=known)
        return found.new, replace(found, refused=(*rules.items(), *found.refused))

    return change(office.store, office.key, keep) if yes else keep(office.current)[1]
