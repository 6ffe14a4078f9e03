"""The order of talks in a webinar after changes."""

from collections.abc import Mapping, Sequence


def talk_order(kept: Sequence[int], wanted: Mapping[int, int], new: Sequence[int]) -> list[int]:
    """Return the order of the talks that stay, by their places before, and then of new ones.

    `wanted` are new numbers of talks that stay, and `new` those of new talks, or 0 for the end. A
    talk that goes forward stands before the one that has the number now, and after it otherwise.
    """
    keys = []
    for place, at in enumerate(kept):
        number = wanted.get(at, at + 1)
        keys.append((number, 1 if at not in wanted else 0 if number <= at else 2, place))
    last = max([*kept, *wanted.values(), *new], default=0) + 2
    for place, number in enumerate(new, len(kept)):
        keys.append((number or last, 0 if number else 2, place))
    return sorted(range(len(keys)), key=lambda index: keys[index])
