"""The codes of comments, in SQLite and on a real PostgreSQL: they live and end with the comment."""

import json
from datetime import date

import pytest
from sqlalchemy import select
from test_store import SEAL, keep, response, store

from sstc_cli.model import Survey
from sstc_cli.store import Store
from sstc_cli.store.comments import Code, Comment, comments, record_codes
from sstc_cli.store.database import transaction
from sstc_cli.store.erasure import forget, purge, rekey, undo
from sstc_cli.store.names import ERASED
from sstc_cli.store.schema import CODES

__all__ = ["store"]
ONE = response("a" * 64, "one@example.org", comment="Loud", more="Late", quote="yes", content=5)
TWO = response("b" * 64, "two@example.org", comment="Ask one@example.org", quote="no")
YES_NO = [{"code": "yes", "text": "Yes"}, {"code": "no", "text": "No"}]
EXIT = Survey.read(
    {
        "id": "exit", "when": "after", "title": "Exit",
        "questions": [
            {"id": "comment", "type": "text", "role": "comment", "text": "What?"},
            {"id": "more", "type": "text", "role": "comment", "text": "More?"},
            {"id": "quote", "type": "choice", "role": "quote", "text": "Q?", "options": YES_NO},
        ],
    }
)  # fmt: skip


def code_all(store: Store) -> None:
    record_codes(store, [(c, Code(("sound",), c.agreed)) for c in comments(store, [EXIT])])


def coded(store: Store) -> dict[str, tuple[str, ...]]:
    found = comments(store, [EXIT], coded=True)
    return {comment.text: comment.code.themes for comment in found if comment.code}


def kept(store: Store) -> int:
    """Return how many codes the store has, also those that nobody sees."""
    with transaction(store.database, writing=False) as connection:
        return len(connection.execute(select(CODES)).all())


@pytest.fixture
def both(store: Store) -> Store:
    keep(store, ONE)
    keep(store, TWO)
    code_all(store)
    assert coded(store).keys() == {"Loud", "Late", "Ask one@example.org"}
    return store


def test_codes_are_read_changed_and_deleted(both: Store) -> None:
    loud, _, ask = comments(both, [EXIT])
    assert (loud.agreed, loud.code, ask.code) == (True, Code(("sound",), True), Code(("sound",)))
    record_codes(both, [(loud, Code(("time",))), (ask, None)])
    assert coded(both) == {"Loud": ("time",), "Late": ("sound",)}
    assert [comment.text for comment in comments(both, [EXIT], [8])] == []


def test_codes_end_with_the_person(both: Store) -> None:
    assert "a" * 16 in forget(both, "one@example.org", SEAL).traces  # as a workbook shows them
    assert coded(both) == {f"Ask {ERASED}": ("sound",)}
    assert kept(both) == 1


def test_codes_end_with_the_import_and_with_a_withdrawal(both: Store) -> None:
    undo(both, 1)
    assert coded(both).keys() == {"Ask one@example.org"}
    keep(both, refused=(("b" * 64,),))
    assert kept(both) == 0


def test_codes_end_with_what_is_too_old(both: Store) -> None:
    purge(both, date(2021, 1, 1), {})
    assert kept(both) == 0


def test_a_comment_that_changes_loses_its_code_and_another_answer_does_not(both: Store) -> None:
    said = {"comment": "Quiet", "more": "Late", "quote": "yes", "content": 1}
    keep(both, ONE._replace(content="new", answers=json.dumps(said)))
    assert coded(both).keys() == {"Late", "Ask one@example.org"}
    undo(both, 3)  # the earlier comment is back, without a code
    assert coded(both).keys() == {"Late", "Ask one@example.org"}


def test_codes_follow_the_key_of_a_response_and_outlast_a_new_key_of_persons(both: Store) -> None:
    keep(both, ONE._replace(key="c" * 64, other_keys=("a" * 64,)))
    assert coded(both)["Loud"] == ("sound",)
    (loud, *_) = (found for found in comments(both, [EXIT]) if found.text == "Loud")
    assert loud.names == [f"{'c' * 16}/comment", f"{'a' * 16}/comment"]
    rekey(both, SEAL, b"n" * 32)
    assert len(coded(both)) == 3


def test_a_comment_that_was_erased_meanwhile_gets_no_code(both: Store) -> None:
    stale = [*comments(both, [EXIT])]
    forget(both, "one@example.org", SEAL)
    record_codes(both, [(comment, Code(("time",))) for comment in stale])
    assert kept(both) == 0  # of the other one, a mention was erased


def test_only_comments_that_count_are_there(store: Store) -> None:
    keep(store, ONE, ONE._replace(key="d" * 64, row=3))
    assert [comment.key[0] for comment in comments(store, [EXIT])] == ["d", "d"]


def test_nothing_is_there_before_the_first_import(store: Store) -> None:
    assert comments(store, [EXIT]) == []
    nobody = Comment("a", None, "exit", 7, None, "comment", "Hi", agreed=False)
    assert nobody.names == ["a/comment"]
