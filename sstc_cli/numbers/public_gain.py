"""The knowledge gain that can leave the office."""

from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.gain import Answers, Gain
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
    """Return the mean change. With one question, its interval tells how many changed for worse."""
    changed = (gain.improved, gain.worsened)
    known = gain.questions_each == 1 and any(0 < count < publish.least for count in changed)
    return Mean(difference.value, missing="hidden") if known else difference


def _is_safe(gain: Gain, least: int) -> bool:
    """Return whether the gain tells nothing that the published tables hide.

    A gain and the answers before are the answers after. Whoever knows those of all people can also
    subtract those of the pairs, and be left with those of the others.
    """
    groups = (gain.pairs_before, gain.pairs_after, gain.others_before, gain.others_after)
    parts = [part for part in groups if part != Answers()]
    return gain.fewest_before >= least and all(
        min(part.right, part.wrong) >= least for part in parts
    )
