"""The knowledge gain that can leave the office."""

from collections.abc import Sequence
from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.gain import Answers, Gain
from sstc_cli.numbers.statistics import Mean


def public_gain(gain: Gain, publish: Publish, *, is_open: bool) -> Gain:
    """Return the gain without the figures that reveal a small count.

    `is_open` is whether the answers of all people to these questions can be added up.
    """
    shown = replace(gain, before=None, after=None, difference=None, normalised=None, unpaired=None)
    levels = (
        gain.pairs >= publish.rate
        and not publish.round
        and _levels_are_safe(gain, publish.least, is_open=is_open)
    )
    if gain.difference is not None and gain.pairs >= publish.rate:
        shown = replace(shown, difference=_difference(gain, gain.difference, publish))
    if levels:
        shown = replace(shown, before=gain.before, after=gain.after, normalised=gain.normalised)
    others = (gain.others_before, gain.others_after)
    many = min(gain.only_before, gain.only_after) >= publish.rate and not publish.round
    if many and _large(others, publish.least):
        shown = replace(shown, unpaired=gain.unpaired)
    return shown


def _difference(gain: Gain, difference: Mean, publish: Publish) -> Mean:
    """Return the mean change. With one question, its interval tells how many changed for worse."""
    changed = (gain.improved, gain.worsened)
    known = gain.questions_each == 1 and any(0 < count < publish.least for count in changed)
    return Mean(difference.value, missing="hidden") if known else difference


def _levels_are_safe(gain: Gain, least: int, *, is_open: bool) -> bool:
    """Return whether the answers before and after can be published.

    Whoever knows those of all people can subtract them, and be left with those of the others.
    """
    others = [part for part in (gain.others_before, gain.others_after) if part != Answers()]
    single = gain.questions_each == 1
    return _large((gain.pairs_before, gain.pairs_after, *others), least) and (is_open or not single)


def _large(parts: Sequence[Answers], least: int) -> bool:
    return all(min(part.right, part.wrong) >= least for part in parts)
