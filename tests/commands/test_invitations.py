"""`sstc invitations render`: an invitation for each audience."""

from pathlib import Path

import pytest
from conftest import Sstc, words_in

STEM = "07-sustainable-logistics.city-officials"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["md", "html"])
def test_the_invitation_of_city_officials(sstc: Sstc, golden, kind, language) -> None:
    audience = ("--audience", "city-officials")
    result = sstc("invitations", "render", 7, *audience, "--format", kind, "--language", language)
    result.gives(0, out=f"out/invitations/{STEM}.{language}.{kind}\n", err="")
    data = Path(result.out.strip()).read_bytes()
    golden(*words_in(data, kind, f"documents/invitation.{language}"))


def test_each_audience_gets_its_own_benefit_for_each_webinar(sstc: Sstc) -> None:
    result = sstc("invitations", "render", 7)
    texts = [Path(line).read_text(encoding="utf-8") for line in result.out.splitlines()]
    assert len(set(texts)) == len(texts) == 5
    assert all("## Why attend" in text for text in texts)
    result = sstc("invitations", "render", "--all")
    assert len(set(result.out.splitlines())) == 15 * 5
