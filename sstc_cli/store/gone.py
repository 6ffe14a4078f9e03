"""How many people were erased since the last report: the next one may lack so many.

There are counts alone, by survey or attendance and by webinar: nothing of whom they were. What an
import had that was undone is lost, until a file with at least half of it takes its place: then its
other rows were deleted on purpose.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, delete, func, insert, select

from sstc_cli.store.about import read_about
from sstc_cli.store.database import decoded
from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.schema import ABOUT, ATTENDANCES, RESPONSES

EDITIONS, PEOPLE_GONE, UNDONE = "editions", "gone", "undone"  # in the table `about`

Gone = Counter[tuple[str, str]]  # by survey or attendance, and by the id of the webinar


def gone_in(about: Mapping[str, str], name: str = PEOPLE_GONE) -> Gone:
    return Counter({(of, at): count for of, at, count in decoded(about.get(name, "[]"))})


@contextmanager
def counting_gone(connection: Connection, name: str = PEOPLE_GONE) -> Iterator[None]:
    """Remember how many people the changes in this block delete, if a report was published."""
    about = read_about(connection)
    if EDITIONS not in about:
        yield
        return
    before = _people(connection)
    yield
    if gone := before - _people(connection):
        _write(connection, name, gone_in(about, name) + gone)


@contextmanager
def counting_back(connection: Connection) -> Iterator[None]:
    """Find out in this block which imports that were undone come back, perhaps with fewer rows."""
    about = read_about(connection)
    undone = gone_in(about, UNDONE)
    if not undone:
        yield
        return
    before = _people(connection)
    yield
    back = _people(connection) - before
    found = Counter({key: lost for key, lost in undone.items() if 2 * back[key] >= lost})
    if found:
        _write(connection, UNDONE, undone - found)
        _write(connection, PEOPLE_GONE, gone_in(about) + (found - back))


def _write(connection: Connection, name: str, counts: Gone) -> None:
    rows = [[*key, count] for key, count in sorted(counts.items())]
    connection.execute(delete(ABOUT).where(ABOUT.c.name == name))
    connection.execute(insert(ABOUT).values(name=name, value=json.dumps(rows)))


def _people(connection: Connection) -> Gone:
    """Return how many people count in each survey and in the attendance of each webinar."""
    found: Gone = Counter()
    said, came = RESPONSES.c, ATTENDANCES.c
    answers = select(said.survey, said.webinar, func.count()).where(~said.superseded)
    for survey, webinar, count in connection.execute(answers.group_by(said.survey, said.webinar)):
        found[survey, webinar] = count
    people = func.count(func.coalesce(came.person, came.key).distinct())
    for webinar, count in connection.execute(select(came.webinar, people).group_by(came.webinar)):
        found[ATTENDANCE_ID, webinar] = count
    return found
