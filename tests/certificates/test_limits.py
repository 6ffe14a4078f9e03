"""The limits of certificates: one seal, a longest code, and a share of the time that is enough."""

import pytest
from certified import PUBLIC, SECRET, claims

from sstc_cli.certificates.code import LONGEST, ForgedError, issue, read
from sstc_cli.certificates.eligibility import Demand, Reason, decisions
from sstc_cli.certificates.verify import PLACE, is_sealed, seal
from sstc_cli.store.profiles import Attendee


def test_a_file_has_one_seal_and_no_other() -> None:
    spoilt = []
    for number in range(20):  # in a set, either seal of a file may come first
        twice = seal(f"%PDF {PLACE} {PLACE} {number}".encode(), SECRET)
        assert is_sealed(twice, [PUBLIC])
        other = PLACE[:-2] + f"{number:02}"
        start, good, end = twice.rpartition(b"SSTCF:")
        spoilt.append(start + other.encode() + end[len(other) - len(good) :])
    assert not any(is_sealed(data, [PUBLIC]) for data in spoilt)


def test_a_code_that_is_signed_but_too_long_is_refused() -> None:
    few, many = (claims(webinars=tuple(range(2**40, 2**40 + count))) for count in (130, 150))
    short, long = issue(few, SECRET), issue(many, SECRET)
    assert len(short) <= LONGEST < len(long)
    assert read(short, [PUBLIC]) == few
    with pytest.raises(ForgedError):
        read(long, [PUBLIC])


@pytest.mark.parametrize(("minutes", "reason"), [(72, None), (71, Reason.TOO_SHORT)])
def test_exactly_the_share_of_the_time_is_enough(minutes: int, reason: Reason | None) -> None:
    who = Attendee("a", "a@example.org", {7: minutes}, [("Ana Díaz", "registration")])
    (decision,) = decisions([who], Demand({7: 90}, least=80, needed=1), ["registration"])
    assert decision.reason is reason
