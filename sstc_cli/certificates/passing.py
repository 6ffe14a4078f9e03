"""The passing of a test: a share of right answers to the questions with one right answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Survey
from sstc_cli.store.certificates.people import Attendee


@dataclass(frozen=True, slots=True)
class Passing:
    """The surveys after the webinars whose answers are a test, with the share that passes it."""

    tests: Sequence[Survey]

    def answered(self, who: Attendee, webinar: int) -> bool:
        """Return whether somebody answered a test of a webinar."""
        return any((test.id, webinar) in who.answers for test in self.tests)

    def passed(self, who: Attendee, webinar: int) -> bool:
        """Return whether somebody passed a test of a webinar; no answer counts as a wrong one."""
        for test in self.tests:
            asked = asked_in(test, webinar)
            answers = who.answers.get((test.id, webinar))
            if asked and answers is not None:
                right = sum(answers.get(id_) == correct for id_, correct in asked.items())
                if 100 * right >= (test.to_pass or 100) * len(asked):
                    return True
        return False


def asked_in(test: Survey, webinar: int) -> dict[str, str]:
    """Return the questions that test people at a webinar, with the right answer to each."""
    return {
        question.id: question.correct
        for question in test.questions
        if question.correct and question.asked_at(webinar)
    }


def passing_of(surveys: Mapping[str, Survey], webinars: Sequence[int]) -> Passing:
    """Return what passing is; refuse if no survey says it, or if a webinar has no test."""
    tests = [one for one in surveys.values() if one.when == "after" and one.to_pass]
    if not tests:
        message = "no survey after the webinars says what passing its test is"
        hint = "write for example `to_pass: 70%` below `when: after` in data/surveys/exit.yaml"
        raise SstcError(message, hint, ExitCode.DATA)
    for number in webinars:
        if not any(asked_in(test, number) for test in tests):
            message = f"webinar {number} has no test: no question with `correct` is asked there"
            hint = f"add one to data/surveys/{tests[0].id}.yaml, or leave out `--completion`"
            raise SstcError(message, hint, ExitCode.DATA)
    return Passing(tests)
