"""Addresses as people type them, and as servers take them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sstc_cli.mail.addresses import AddressError, plain_address, read_address
from sstc_cli.model import read_email
from sstc_cli.model.email import _PLAN_ADDRESS, ENCODED
from sstc_cli.model.readers import InvalidError


@pytest.mark.parametrize(
    ("typed", "readable", "wire"),
    [
        ("ama@example.org", "ama@example.org", "ama@example.org"),
        (" Ama Owusu <Ama@Example.org>; ", "Ama@example.org", "Ama@example.org"),
        ("ama＠example．org", "ama@example.org", "ama@example.org"),
        ("li@例子.中国", "li@例子.中国", "li@xn--fsqu00a.xn--fiqs8s"),
        ("li@xn--fsqu00a.xn--fiqs8s", "li@例子.中国", "li@xn--fsqu00a.xn--fiqs8s"),
        ("jürgen@bücher.de", "jürgen@bücher.de", "jürgen@xn--bcher-kva.de"),
        ("o'connor+news@example.org", "o'connor+news@example.org", "o'connor+news@example.org"),
    ],
)
def test_typed_addresses(typed: str, readable: str, wire: str) -> None:
    address = read_address(typed)
    assert (address.readable, address.wire) == (readable, wire)
    assert address.needs_smtputf8 == (not wire.isascii())


def test_spellings_of_one_address_are_one_person_but_tags_are_not() -> None:
    assert read_address("AMA@Example.ORG").person == read_address("ama@example.org").person
    assert read_address("li@例子.中国").person == read_address("li@xn--fsqu00a.xn--fiqs8s").person
    assert read_address("ama+a@example.org").person != read_address("ama@example.org").person


@pytest.mark.parametrize(
    "typed",
    [
        "", "ama", "ama@", "@example.org", "ama@example", "a@b@example.org", "ama@example..org",
        "am..a@example.org", "ama@-example.org", "ama@example.invalid",
        "a@example.org b@example.org", "a@example.org;b@example.org", f"{'a' * 65}@example.org",
        "ama@[127.0.0.1]", '"a b"@example.org', "ama@exa_mple.org", "ama@localhost",
        "=?utf-8?q?b20?=@example.org", "Ama <a=?b@example.org>",
        ".ama@example.org", "' .ama@example.org'", "Ama <.ama@example.org>",
    ],
)  # fmt: skip
def test_what_is_not_an_address_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(AddressError) as refused:
        read_address(typed)
    assert not typed or typed not in refused.value.reason
    assert not typed or typed.rpartition("@")[2] not in refused.value.reason.split()


LABELS = st.from_regex(r"[a-z]([a-z0-9-]{0,6}[a-z0-9])?", fullmatch=True).filter(
    lambda label: label[2:4] != "--"
)


@given(st.from_regex(_PLAN_ADDRESS, fullmatch=True), LABELS)
def test_addresses_of_the_plan_can_receive_mail(plan: str, label: str) -> None:
    assume(ENCODED not in plan)
    local = plan.rpartition("@")[0]
    address = f"{local[:60].rstrip('.')}@{label}.org"
    assert read_email(address) == address
    assert plain_address(address).wire == address


def test_the_plan_has_no_encoded_words_in_addresses() -> None:
    with pytest.raises(InvalidError):
        read_email("=?utf-8?q?b20?=@example.org")
