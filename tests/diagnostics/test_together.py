"""Diagnostics of the same kind are listed as one."""

from sstc_cli.diagnostics import Diagnostic, Severity, together


def at_night(number: int, kind: str = "23:00", weight: Severity | None = None) -> Diagnostic:
    subject = f"webinar {number}"
    return Diagnostic("W401", f"{subject} at night", kind=kind, subject=subject, weight=weight)


def messages(*diagnostics: Diagnostic) -> list[str]:
    return [diagnostic.message for diagnostic in together(diagnostics)]


def test_the_first_stands_for_the_others() -> None:
    assert messages(*map(at_night, range(1, 3))) == ["webinar 1 at night (also webinar 2)"]
    assert messages(*map(at_night, range(1, 5))) == [
        "webinar 1 at night (also webinar 2, webinar 3 and webinar 4)"
    ]
    assert messages(*map(at_night, range(1, 16))) == [
        "webinar 1 at night (also webinar 2, webinar 3 and 12 more)"
    ]


def test_others_stay_alone_and_in_order() -> None:
    single = Diagnostic("E201", "wrong")
    assert messages(single, at_night(1), single, at_night(2, "01:00"), at_night(3)) == [
        "wrong",
        "webinar 1 at night (also webinar 3)",
        "wrong",
        "webinar 2 at night",
    ]
    assert len(messages(at_night(1), at_night(2, weight=Severity.NOTE))) == 2
