"""Long lines are cut where every reader can join them again."""

from hypothesis import example, given
from hypothesis import strategies as st

from sstc_cli.ics.escaping import fold


@given(st.text(st.sampled_from("aé漢🇨\\n,"), max_size=400))
@example("a" * 75)
@example("a" * 76)
@example("\\" * 300)
def test_a_folded_line_is_the_line(line: str) -> None:
    data = fold(line)
    assert data.endswith(b"\r\n")
    parts = data[:-2].split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert all(part.startswith(b" ") and len(part) > 1 for part in parts[1:])
    assert [part.decode() for part in parts]  # no character is cut in two
    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == line


def test_a_line_is_cut_as_late_as_it_can_be() -> None:
    assert fold("a" * 75) == b"a" * 75 + b"\r\n"
    assert fold("a" * 76) == b"a" * 75 + b"\r\n a\r\n"
    assert fold("a" * 74 + "é") == b"a" * 74 + b"\r\n \xc3\xa9\r\n"


def test_an_escape_is_not_cut() -> None:
    assert fold("a" * 74 + "\\n") == b"a" * 74 + b"\r\n \\n\r\n"
