"""Ids that are made from names."""

import pytest

from sstc_cli.model.ids import id_from


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Commerce équitable 2027", "commerce-equitable-2027"),
        ("Ring +254 700 123 456, https://zoom.us/j/123?pwd=abc", "ring"),
        ("Ask ana@example.org for 46 pilot zones", "ask-for-46-pilot-zones"),
    ],
)
def test_an_id_has_no_link_address_or_telephone_number(name: str, identity: str) -> None:
    assert id_from(name) == identity
