"""Diagnostics as text: widths, long lines, control characters, missing places."""

from sstc_cli.diagnostics import (
    Diagnostic,
    Place,
    did_you_mean,
    display_width,
    meant,
    nearest,
    split_lines,
    write_drawn,
    write_lines,
)


def drawn(line: str, start: int, end: int) -> list[str]:
    place = Place("f.yaml", 1, start, 1, end)
    text = write_drawn(
        [Diagnostic("E201", "wrong", hint="right it", place=place)], {"f.yaml": line}
    )
    return text.splitlines()


def test_the_mark_stands_under_chinese_text() -> None:
    lines = drawn("title: {zh: 北京, en: x}", 13, 15)
    assert lines[3] == "1 | title: {zh: 北京, en: x}"
    assert lines[4] == "  |             ^^^^"
    assert display_width("北京") == 4
    assert display_width("e\u0301") == 1


def test_a_long_line_is_cut_around_the_place() -> None:
    lines = drawn("x" * 500 + "HERE" + "y" * 500, 501, 505)
    excerpt, mark = lines[3].split(" | ")[1], lines[4].split(" | ")[1]
    assert excerpt[mark.index("^") : mark.rindex("^") + 1] == "HERE"
    assert max(map(len, lines)) < 100


def test_a_source_line_and_its_mark_fit_into_a_narrow_terminal() -> None:
    line = "title: " + "北京" * 40 + "HERE" + "y" * 500
    place = Place("f.yaml", 1, 88, 1, 92)
    text = write_drawn([Diagnostic("E201", "wrong", place=place)], {"f.yaml": line}, 40)
    excerpt, mark = (line[4:] for line in text.splitlines()[3:])
    assert max(map(display_width, text.splitlines())) <= 40
    before = excerpt[: excerpt.index("HERE")]
    assert display_width(before) == mark.index("^")
    assert mark.strip() == "^^^^"


def test_a_mark_is_never_empty_and_ends_with_its_first_line() -> None:
    assert drawn("\n", 1, 2)[4] == "  | ^"
    place = Place("f", 1, 4, 3, 2)
    text = write_drawn([Diagnostic("E1", "wrong", place=place)], {"f": "a: >-\n  b\n  c\n"})
    assert text.splitlines()[4] == "  |    ^^"


def test_control_characters_are_made_visible() -> None:
    lines = drawn("a\tb\x1b[31m\u202e", 1, 2)
    assert lines[3] == "1 | a b\ufffd[31m\ufffd"
    line = write_lines([Diagnostic("W1", "said \x1b]0;x", path=("a", 0))])
    assert line == "a[0]: warning W1 said \ufffd]0;x\n"


def test_without_a_place_the_path_is_shown() -> None:
    text = write_drawn([Diagnostic("E1", "wrong", path=("a", 1), hint="do")], {})
    assert text == "error[E1]: wrong\n  --> a[1]\n  = help: do\n"


def test_lines_are_those_of_editors() -> None:
    assert split_lines("a\r\nb\rc\n\x0cd\u2028e") == ["a", "b", "c", "\x0cd\u2028e"]
    assert "".join(split_lines("a\r\n\nb", keep_ends=True)) == "a\r\n\nb"


def test_suggestions() -> None:
    assert nearest("Webinar", ["webinars", "window"]) == "webinars"
    assert nearest("xyz", ["webinars"]) is None
    assert did_you_mean("citys", ["cities"]) == "did you mean `cities`?"
    assert did_you_mean("xyz", ["b", "a"]) == "choose from `b`, `a`"
    assert did_you_mean("xyz", []) == "add one first"


def test_a_typo_is_clear_if_all_others_have_more() -> None:
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    typos = {"Tuseday": 1, "Tusday": 1, "Wensday": 2, "Thirsday": 3, "Munday": 0, "fryday": 4}
    assert {word: meant(word, days) for word in typos} == {
        word: days[at] for word, at in typos.items()
    }
    assert meant("webinar-1", ["webinar-11", "webinar-12"]) is None
    assert meant("count", ["amount"]) is None


def test_the_first_letter_of_each_word_weighs_more() -> None:
    days = ["every Sunday", "every Monday"]
    assert nearest("every Munday", days) == "every Monday"
    assert nearest("every Munday", days[::-1]) == "every Monday"
