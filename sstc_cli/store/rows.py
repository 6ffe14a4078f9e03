"""Rows of the store, as those get them who count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple


class Batch(NamedTuple):
    """Some responses to be counted, as columns with one value for each response.

    `others` are the answers that match no option, by question.
    """

    webinars: Sequence[int]
    persons: Sequence[str | None]
    answers: Sequence[Mapping[str, object]]
    others: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class AttendanceCounts:
    """The number of people who attended, by webinar if that is known, and in all."""

    webinars: Mapping[int, int]
    persons: int


class People(NamedTuple):
    """Some people with all of their rows, in the order of webinars.

    `known` have an address, and so can be recognised. `attendances` are webinars and persons.
    `responses` are those that count, by survey; the others are `superseded`.
    """

    known: frozenset[str]
    attendances: tuple[Sequence[int], Sequence[str | None]]
    responses: Mapping[str, Batch]
    superseded: Mapping[tuple[str, int], int] = MappingProxyType({})
