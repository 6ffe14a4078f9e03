"""The knowledge gain that can leave the office."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.statistics import Mean


def public_gain(gain: Gain, publish: Publish, *, is_open: bool) -> Gain:
    """Return the gain without the figures that reveal a small count.

    `is_open` is whether the answers of all people after a webinar can be added up.
    """
    shown = replace(gain, before=None, after=None, difference=None, normalised=None, unpaired=None)
    if not is_open or not _is_safe(gain, publish.least):
        return shown
    if gain.difference is not None and gain.pairs >= publish.rate:
        shown = replace(shown, difference=_difference(gain, gain.difference, publish))
        if not publish.round:
            shown = replace(shown, before=gain.before, after=gain.after, normalised=gain.normalised)
    if min(gain.only_before, gain.only_after) >= publish.rate and not publish.round:
        shown = replace(shown, unpaired=gain.unpaired)
    return shown


def _difference(gain: Gain, difference: Mean, publish: Publish) -> Mean:
    """Return the mean change; its interval is hidden if it tells what few people did."""
    improved, worsened = (
        sum(n for by, n in gain.changes.items() if by * sign > 0) for sign in (1, -1)
    )
    counts = [improved, worsened]
    if gain.questions_each == 1:  # then those who were right or wrong both times follow too
        counts += [gain.pairs_before.right - worsened, gain.pairs_before.wrong - improved]
    few = any(0 < count < publish.least for count in counts)
    is_known = few and not (gain.questions_each > 1 and _has_twin(gain.changes))
    return Mean(difference.value, missing="hidden") if is_known else difference


def _has_twin(changes: Mapping[int, int]) -> bool:
    """Return whether others can have changed, with the same mean and the same interval.

    Three changes by one answer and one back look like a change by two, and three by none.
    """
    of = Counter(changes)
    return any((of[sign] >= 3 and of[-sign]) or (of[2 * sign] and of[0] >= 3) for sign in (1, -1))


def _is_safe(gain: Gain, least: int) -> bool:
    """Return whether the gain tells nothing that the published tables hide.

    A gain and the answers before are the answers after. Whoever knows those of all people can also
    subtract those of the pairs, and be left with those of the others.
    """
    groups = (
        gain.pairs_before, gain.others_before, gain.incomplete_before,
        gain.pairs_after, gain.others_after, gain.incomplete_after,
    )  # fmt: skip
    return gain.fewest_before >= least and all(
        min(group.people, group.right, group.wrong) >= least for group in groups if group.people
    )
