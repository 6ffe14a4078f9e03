"""The comments of the store with their codes, and the writing of codes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, delete, insert, select

from sstc_cli.model import Role, Survey
from sstc_cli.store.comment_codes import comment_in, digest_of
from sstc_cli.store.database import decoded, in_parts
from sstc_cli.store.response import SHOWN
from sstc_cli.store.schema import CODES, RESPONSES
from sstc_cli.store.store import Store


class Code(NamedTuple):
    """The themes of a comment, and whether it is chosen to be quoted."""

    themes: tuple[str, ...] = ()
    quote: bool = False


class Comment(NamedTuple):
    """A text that a person wrote; `agreed` is whether the person lets it be quoted.

    `key` identifies the response, and `also` is another key of it. `code` is None until a person
    has coded the comment.
    """

    key: str
    also: str | None
    survey: str
    webinar: int
    person: str | None
    question: str
    text: str
    agreed: bool
    code: Code | None = None

    @property
    def names(self) -> list[str]:
        """Its names in a workbook, which show neither the person nor the tool's id."""
        keys = (self.key, self.also) if self.also else (self.key,)
        return [f"{key[:SHOWN]}/{self.question}" for key in keys]


def comments(
    store: Store, surveys: Iterable[Survey], webinars: Sequence[int] = (), *, coded: bool = False
) -> list[Comment]:
    """Return the comments that count, by survey, webinar and key; or only those with a code."""
    order = {survey.id: survey for survey in surveys}
    with store.reading() as connection:
        if connection is None:
            return []
        codes = {
            (row.key, row.question): Code(tuple(decoded(row.themes)), row.quote)
            for row in connection.execute(select(CODES))
        }
        keys = [*dict.fromkeys(key for key, _ in codes)] if coded else None
        rows = _rows(connection, store, [*order], keys)
        found = [
            comment
            for row in rows
            if not webinars or row["webinar"] in webinars
            for comment in _in_row(row, order[row["survey"]], codes)
            if comment.code or not coded
        ]
    places = [*order]
    return sorted(found, key=lambda c: (places.index(c.survey), c.webinar, c.key))


def record_codes(store: Store, codes: Sequence[tuple[Comment, Code | None]]) -> None:
    """Write the codes of comments in one transaction; None deletes a code."""
    with store.writing() as connection:
        for comment, code in codes:
            same = (CODES.c.key == comment.key, CODES.c.question == comment.question)
            connection.execute(delete(CODES).where(*same))
            still = select(RESPONSES.c.answers).where(RESPONSES.c.key == comment.key)
            answers = connection.execute(still).scalar_one_or_none()
            # another command may have erased it since it was read
            text = comment_in(decoded(answers), comment.question) if answers else None
            if code and text == comment.text:
                values = {"themes": json.dumps(code.themes), "quote": code.quote}
                of = {"key": comment.key, "question": comment.question}
                new = insert(CODES).values(comment=digest_of(text), **of, **values)
                connection.execute(new)


def _rows(
    connection: Connection, store: Store, surveys: Sequence[str], keys: Sequence[str] | None
) -> Iterator[RowMapping]:
    """Yield the responses to surveys that count: all of them, or those with one of the keys."""
    said = RESPONSES.c
    number = store.number(said.webinar).label("webinar")
    query = select(said.key, said.also, said.survey, number, said.person, said.answers)
    known = said.webinar.in_([*store.webinars])
    query = query.where(said.survey.in_(surveys), known, ~said.superseded)
    if keys is None:
        yield from connection.execute(query).mappings()
        return
    for part in in_parts(keys):
        yield from connection.execute(query.where(said.key.in_(part))).mappings()


def _in_row(
    row: RowMapping, survey: Survey, codes: Mapping[tuple[str, str], Code]
) -> Iterator[Comment]:
    answers = decoded(row["answers"])
    agreement = survey.question(Role.QUOTE)
    agreed = agreement is not None and answers.get(agreement.id) == "yes"
    for question in survey.questions:
        text = comment_in(answers, question.id) if question.role is Role.COMMENT else None
        if text is not None:
            kept = {name: row[name] for name in ("key", "also", "survey", "webinar", "person")}
            code = codes.get((row["key"], question.id))
            yield Comment(**kept, question=question.id, text=text, agreed=agreed, code=code)
