"""Answers and outcomes that a broker typed or collected in a table, and what they do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sstc_cli.brokering.requests import (
    FOLLOW_UPS,
    Answer,
    LateError,
    NotNowError,
    answered,
    concluded,
    corrected,
    named,
    shown,
    side_of,
    taken_places,
    typed,
)
from sstc_cli.model.mapping import NO, YES
from sstc_cli.model.wording import fold
from sstc_cli.store.requests import IntroductionOutcome, Request, Step

_WORD = 20  # characters of a single word
_ANSWERS: Mapping[str, Answer] = {
    **dict.fromkeys(map(fold, YES), Step.YES),
    **dict.fromkeys(map(fold, NO), Step.NO),
    "none": Step.NONE,
}


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """A code and an answer as a person wrote them, and the `place` where, for messages."""

    code: str
    answer: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class TypedOutcome:
    """A code and an outcome as a person wrote them, after how many days, and the `place` where."""

    code: str
    outcome: str
    after: int
    place: str


@dataclass(frozen=True, slots=True)
class Replied:
    """The result of recording replies: the requests, how many were kept, and what was not.

    `late` are the answers to requests that were over.
    """

    changed: tuple[Request, ...]
    kept: int
    unchanged: int
    problems: tuple[str, ...]
    late: tuple[str, ...] = ()


def read_answer(text: str) -> Answer | None:
    """Return the answer of a text, a yes or no in one of our languages or `none`, or None."""
    return _ANSWERS.get(fold(text.strip(" .!\u3002")))


def read_outcome(text: str) -> IntroductionOutcome | None:
    """Return the outcome of a text, however it is spaced and capitalised, or None."""
    word = "-".join(text.lower().split())
    return IntroductionOutcome(word) if word in [*IntroductionOutcome] else None


def take(
    replies: Iterable[TypedAnswer],
    requests: Sequence[Request],
    day: date,
    places: Mapping[str, int] | None = None,
) -> Replied:
    """Return what replies do to requests, one after the other.

    With the `places` of those who agree, they correct what was typed wrongly.
    """
    given = [*replies]
    both = _contradicted(given)

    def act(reply: TypedAnswer, now: Sequence[Request]) -> tuple[Request, Request]:
        code = typed(reply.code)
        if code in both:
            raise NotNowError(f"`{shown(code)}` has a yes and a no: keep one of them")
        return _answered(reply, now, day, places)

    return _replied(given, requests, act)


def conclude(outcomes: Iterable[TypedOutcome], requests: Sequence[Request], day: date) -> Replied:
    """Return what outcomes do to requests, one after the other."""
    return _replied(outcomes, requests, lambda one, now: _concluded(one, now, day))


_Typed = TypeVar("_Typed", bound=TypedAnswer | TypedOutcome)


def _replied(
    given: Iterable[_Typed],
    requests: Sequence[Request],
    act: Callable[[_Typed, Sequence[Request]], tuple[Request, Request]],
) -> Replied:
    """Return what lines do to requests by an act, which has a request before and after a line."""
    now: dict[str, Request] = {request.id: request for request in requests}
    kept = unchanged = 0
    problems: list[str] = []
    late: list[str] = []
    for line in given:
        try:
            before, after = act(line, [*now.values()])
        except NotNowError as error:
            told = late if isinstance(error, LateError) else problems
            told.append(f"{line.place}{error.reason}")
            continue
        now[after.id] = after
        kept, unchanged = kept + (after is not before), unchanged + (after is before)
    known = {request.id: request for request in requests}
    changed = tuple(one for one in now.values() if one is not known[one.id])
    return Replied(changed, kept, unchanged, tuple(problems), tuple(late))


def _concluded(
    line: TypedOutcome, requests: Sequence[Request], day: date
) -> tuple[Request, Request]:
    request, outcome = named(requests, typed(line.code) or ""), read_outcome(line.outcome)
    if request is None:
        raise NotNowError(f"no request has the code `{line.code[:_WORD]}`")
    if outcome is None:
        raise NotNowError(f"unknown outcome `{line.outcome[:_WORD]}`")
    known = request.event(Step.INTRODUCED)
    if known and line.after != FOLLOW_UPS[0] and day < known.day + timedelta(line.after):
        raise NotNowError(f"`{shown(request.id)}`: day {line.after} has not come")
    try:
        return request, concluded(request, day, line.after, outcome)
    except NotNowError as error:
        raise NotNowError(f"`{shown(request.id)}`: {error.reason}") from None


def _contradicted(replies: Iterable[TypedAnswer]) -> set[str]:
    said: dict[str, set[Answer]] = {}
    for reply in replies:
        code, answer = typed(reply.code), read_answer(reply.answer)
        if code and answer:
            said.setdefault(code, set()).add(answer)
    return {code for code, answers in said.items() if len(answers) > 1}


def _answered(
    reply: TypedAnswer, requests: Sequence[Request], day: date, places: Mapping[str, int] | None
) -> tuple[Request, Request]:
    request, side = _meant(reply, requests)
    answer = read_answer(reply.answer)
    if answer is None:
        is_word = reply.answer.isalpha() and len(reply.answer) <= _WORD
        what = f"`{reply.answer}`" if is_word else "the answer"  # not what a person wrote besides
        raise NotNowError(f"{what} is neither yes nor no")
    try:
        if places is None:
            return request, answered(request, side, day, answer)
        after = corrected(request, side, day, answer)
        _refuse_without_place(request, after, requests, places, day)
    except NotNowError as error:
        kind = type(error) if places is None else NotNowError
        raise kind(f"`{shown(request.codes[side])}`: {error.reason}") from None
    return request, after


def _refuse_without_place(
    before: Request,
    after: Request,
    requests: Sequence[Request],
    places: Mapping[str, int],
    day: date,
) -> None:
    """Refuse to open a request again for which one side has no place any more."""
    if before.is_open or not after.is_open:
        return
    taken = taken_places(requests, day)
    if any(taken[side] >= places.get(side, 0) for side in after.sides):
        raise NotNowError("one of the two has no place for this request any more")


def _meant(reply: TypedAnswer, requests: Sequence[Request]) -> tuple[Request, int]:
    if "\n" in reply.code:
        raise NotNowError("the code has a line break: perhaps a quote is not closed")
    code = typed(reply.code)
    if code is None:
        raise NotNowError("that is not a code: it has eight letters and digits")
    if found := side_of(requests, code):
        return found
    if named(requests, code):
        what = f"`{shown(code)}` is the code of the request"
        raise NotNowError(f"{what}: use the code in the letter, which identifies the person")
    raise NotNowError(f"no request has the code `{shown(code)}`: compare it with the mail")
