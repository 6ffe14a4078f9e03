"""Zoom's reports of polls and of the survey after a webinar, in the shapes of several years.

The row of titles starts with `#, User Name, …`. After these come the questions as columns; or
nothing, and each row has its questions and answers in turn; or `Question` and `Answer`, with a row
for each answer. A file may have several polls. All of it becomes one row for each person.
"""

from collections.abc import Iterator, Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.survey.platforms.platform import Headers, Platform, Shape, Use

_USES = {
    "#": Use.NOTHING,
    "user name": Use.NAME,
    "name": Use.NAME,
    "user email": Use.EMAIL,
    "email address": Use.EMAIL,
    "email": Use.EMAIL,
    "submitted date/time": Use.SUBMITTED,
    "submitted date and time": Use.SUBMITTED,
    "submitted time": Use.SUBMITTED,
    "poll name": Use.NOTHING,
    "survey name": Use.NOTHING,
}
_QUESTION, _ANSWER = ("question", "poll question"), ("answer", "answers", "response")
_NOBODY = ("", "anonymous", "anonymous attendee", "--")


def _recognises(header: Sequence[str]) -> bool:
    uses = [_USES.get(name) for name in header]
    return header[:1] == ["#"] and Use.NAME in uses[:3] and Use.EMAIL in uses[:4]


def _shape(rows: Rows, header: int) -> Shape:
    """Return all polls of a sheet as one table; a person keeps the row of the first answer."""
    others = (at for at, value in enumerate(rows[header]) if not _is_own(value))
    own = next(others, len(rows[header]))
    titles: list[Value] = list(rows[header][:own])
    places: dict[str, int] = {}
    people: dict[str, list[Value]] = {}
    table: list[Sequence[Value]] = [*rows[:header], titles, *([[]] * (len(rows) - header - 1))]
    names: Sequence[str] | None = None
    for at, row in enumerate(rows[header:], header):
        folded = [fold(text_of(value)) for value in row]
        if _recognises(folded):
            names = [text_of(value) for value in row]
        elif sum(map(bool, folded)) < 3 or folded[0] == "#":
            names = None
        elif names is not None:
            person = _person(folded, at)
            if person not in people:
                table[at] = people[person] = list(row[:own])
            for question, answer in _answers(names, row, own):
                place = places.setdefault(question, own + len(places))
                mine = people[person]
                mine += [""] * (place + 1 - len(mine))
                mine[place] = answer
    titles += [""] * (own - len(titles))
    titles += places
    return Shape(table, header)


def _answers(names: Sequence[str], row: Sequence[Value], own: int) -> Iterator[tuple[str, Value]]:
    """Yield the questions and answers of a row, in whichever shape it has them."""
    folded = [fold(name) for name in names]
    question = next((at for at, name in enumerate(folded) if name in _QUESTION), None)
    answer = next((at for at, name in enumerate(folded) if name in _ANSWER), None)
    if question is not None and answer is not None:
        if max(question, answer) < len(row):
            yield text_of(row[question]), row[answer]
        return
    if any(names[own:]):
        yield from (
            (name, cell) for name, cell in zip(names[own:], row[own:], strict=False) if name
        )
        return
    for at in range(own, len(row) - 1, 2):
        if text_of(row[at]):
            yield text_of(row[at]), row[at + 1]


def _person(folded: Sequence[str], at: int) -> str:
    """Return who answered, by address or by name; each anonymous row is another person."""
    name, address = (*folded[1:3], "", "")[:2]
    if address not in _NOBODY:
        return address
    return name if name not in _NOBODY else f"row {at}"


def _is_own(value: Value) -> bool:
    """Return whether a title is that of one of the tool's own columns."""
    return fold(text_of(value)) in _USES


PLATFORM = Platform(
    name="zoom_poll",
    title="a Zoom poll or survey report",
    recognises=_recognises,
    key=(Use.EMAIL, Use.SUBMITTED),
    separator=r";",
    headers=Headers(uses=_USES),
    shape=_shape,
    blank_answers=frozenset({"--"}),
    asks_one_by_one=True,
)
