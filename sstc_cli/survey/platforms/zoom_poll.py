"""Zoom's reports of polls and of the survey after a webinar, in the shapes of several years.

The row of titles starts `#, User Name, …`. Behind it stand the questions as columns; or nothing,
and each row has its questions and answers in turn; or `Question` and `Answer`, a row an answer.
Several polls follow each other in one file. All of it becomes one row a person.
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
    uses = [_USES.get(each) for each in header]
    return header[:1] == ["#"] and Use.NAME in uses[:3] and Use.EMAIL in uses[:4]


def _shape(rows: Rows, header: int) -> Shape:
    """All polls of a sheet in one table; a person stands where the first answer stood."""
    own = next((at for at, each in enumerate(rows[header]) if not _is_own(each)), len(rows[header]))
    titles: list[Value] = list(rows[header][:own])
    places: dict[str, int] = {}
    people: dict[str, list[Value]] = {}
    table: list[Sequence[Value]] = [*rows[:header], titles, *([[]] * (len(rows) - header - 1))]
    names: Sequence[str] | None = None
    for at, row in enumerate(rows[header:], header):
        folded = [fold(text_of(each)) for each in row]
        if _recognises(folded):
            names = [text_of(each) for each in row]
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
    """Questions and answers of a row, in whichever way it has them."""
    folded = [fold(each) for each in names]
    question = next((at for at, each in enumerate(folded) if each in _QUESTION), None)
    answer = next((at for at, each in enumerate(folded) if each in _ANSWER), None)
    if question is not None and answer is not None:
        if max(question, answer) < len(row):
            yield text_of(row[question]), row[answer]
        return
    asked = [each for each in names[own:] if each]
    if asked:
        yield from (
            (name, cell) for name, cell in zip(names[own:], row[own:], strict=False) if name
        )
        return
    for at in range(own, len(row) - 1, 2):
        if text_of(row[at]):
            yield text_of(row[at]), row[at + 1]


def _person(folded: Sequence[str], at: int) -> str:
    """Who answered: by address, else by name; nobody is the same as nobody."""
    name, address = (*folded[1:3], "", "")[:2]
    if address not in _NOBODY:
        return address
    return name if name not in _NOBODY else f"row {at}"


def _is_own(value: Value) -> bool:
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
