"""The codes of comments inside a transaction: they stay with their comments, and end with them."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from sstc_cli.store.database import decoded
from sstc_cli.store.schema import CODES, RESPONSES

_SAME = (CODES.c.key == bindparam("of"), CODES.c.question == bindparam("asked"))


def digest_of(comment: str) -> str:
    return hashlib.sha256(comment.encode()).hexdigest()


def comment_in(answers: Mapping[str, object], question: str) -> str | None:
    text = answers.get(question)
    return text if isinstance(text, str) and text.strip() else None


def drop_codes(connection: Connection) -> None:
    """Delete the codes of comments that are gone, or that are another text now."""
    stale = [row for row in _now(connection) if row["comment"] != row["now"]]
    if stale:
        connection.execute(delete(CODES).where(*_SAME), [_place(row) for row in stale])


def follow_comments(connection: Connection) -> None:
    """Let codes stay with their comments, in which a mention of a person has been erased."""
    changed = [row for row in _now(connection) if row["now"] not in (None, row["comment"])]
    if changed:
        rows = [{**_place(row), "now": row["now"]} for row in changed]
        connection.execute(update(CODES).where(*_SAME).values(comment=bindparam("now")), rows)


def move_codes(connection: Connection, was: str, now: str) -> None:
    """Give the codes of a response its new key, unless there are codes under it."""
    known = select(CODES.c.question).where(CODES.c.key == now)
    if connection.execute(known).first() is None:
        connection.execute(update(CODES).where(CODES.c.key == was).values(key=now))


def _now(connection: Connection) -> Iterator[dict[str, Any]]:
    """Yield the codes, each with the digest that its comment has now."""
    # a subquery, because a join may go through all responses to find few codes
    answers = select(RESPONSES.c.answers).where(RESPONSES.c.key == CODES.c.key)
    columns = (CODES.c.key, CODES.c.question, CODES.c.comment)
    query = select(*columns, answers.scalar_subquery().label("answers"))
    for row in connection.execute(query).mappings():
        text = comment_in(decoded(row["answers"] or "{}"), row["question"])
        yield {**row, "now": None if text is None else digest_of(text)}


def _place(row: dict[str, Any]) -> dict[str, str]:
    return {"of": row["key"], "asked": row["question"]}
