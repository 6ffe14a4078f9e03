"""The comments of the store with their codes, and the writing of codes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from sstc_cli.model import Role, Survey
from sstc_cli.store.comments.codes import comment_in, digest_of, themes_in, themes_text
from sstc_cli.store.database import decoded
from sstc_cli.store.response import SHOWN
from sstc_cli.store.schema import CODES, RESPONSES
from sstc_cli.store.store import Store


@dataclass(frozen=True, slots=True)
class Code:
    """The themes of a comment, and whether it is chosen to be quoted."""

    themes: tuple[str, ...] = ()
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A text that somebody wrote; `agreed` is whether the person lets it be quoted.

    `key` identifies the response, and `also` is another key of it. `code` is None until somebody
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
    with store.reading() as connection:
        if connection is None:
            return []
        return [
            comment
            for survey in surveys
            for comment in _of_survey(connection, survey, webinars, coded=coded)
        ]


def record_codes(store: Store, codes: Sequence[tuple[Comment, Code | None]]) -> None:
    """Write the codes of comments in one transaction; None deletes a code."""
    with store.writing() as connection:
        for comment, code in codes:
            same = (CODES.c.key == comment.key, CODES.c.question == comment.question)
            connection.execute(delete(CODES).where(*same))
            still = select(RESPONSES.c.answers).where(RESPONSES.c.key == comment.key)
            answers = connection.execute(still).scalar_one_or_none()
            # another command may have erased it since it was read
            if code and answers and comment_in(answers, comment.question) == comment.text:
                connection.execute(insert(CODES).values(_row(comment, code)))


def _row(comment: Comment, code: Code) -> dict[str, Any]:
    return {
        "key": comment.key,
        "question": comment.question,
        "comment": digest_of(comment.text),
        "themes": themes_text(code.themes),
        "quote": code.quote,
    }


def _of_survey(
    connection: Connection, survey: Survey, webinars: Sequence[int], *, coded: bool
) -> Iterator[Comment]:
    asked = [question.id for question in survey.questions if question.role is Role.COMMENT]
    agreement = survey.question(Role.QUOTE)
    said = RESPONSES.c
    for question in asked:
        mine = and_(CODES.c.key == said.key, CODES.c.question == question)
        query = select(RESPONSES, CODES.c.themes, CODES.c.quote)
        query = query.join_from(RESPONSES, CODES, mine, isouter=not coded)
        query = query.where(said.survey == survey.id, ~said.superseded)
        if webinars:
            query = query.where(said.webinar.in_(webinars))
        for row in connection.execute(query.order_by(said.webinar, said.key)).mappings():
            text = comment_in(row["answers"], question)
            if text is not None:
                said_so = agreement and decoded(row["answers"]).get(agreement.id)
                yield _comment(row, question, text, agreed=said_so == "yes")


def _comment(row: Any, question: str, text: str, *, agreed: bool) -> Comment:
    known = row["themes"] is not None
    code = Code(themes_in(row["themes"]), bool(row["quote"])) if known else None
    return Comment(
        row["key"], row["also"], row["survey"], row["webinar"], row["person"], question, text,
        agreed, code,
    )  # fmt: skip
