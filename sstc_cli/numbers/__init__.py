"""What responses say: counts, shares and means, each with its n, without showing single people."""

from sstc_cli.numbers.breakdown import Breakdown, By, GroupShare
from sstc_cli.numbers.evaluation import Evaluation, Evidence, evaluate
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.hiding import publishable
from sstc_cli.numbers.statistics import Mean, Share, share_of
from sstc_cli.numbers.summary import QuestionNumbers, SurveyNumbers

__all__ = [
    "Breakdown",
    "By",
    "Evaluation",
    "Evidence",
    "Gain",
    "GroupShare",
    "Mean",
    "QuestionNumbers",
    "Share",
    "SurveyNumbers",
    "evaluate",
    "publishable",
    "share_of",
]  # fmt: skip
