"""The link below an invitation, by which somebody asks for no more of them."""

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from sstc_cli.mailing.rendering import stop_link


@pytest.mark.parametrize("address", ["o&b@example.org", "a?bcc=b@example.org", "50%25@example.org"])
def test_nothing_in_an_address_is_an_instruction(address: str) -> None:
    link = urlsplit(stop_link(address, "a1b2"))
    assert (link.scheme, unquote(link.path)) == ("mailto", address)
    assert parse_qsl(link.query) == [("subject", "stop a1b2")]


def test_an_ordinary_address_stays_as_it_is() -> None:
    link = stop_link("office+series@example.org", "a1b2")
    assert link == "mailto:office+series@example.org?subject=stop%20a1b2"
