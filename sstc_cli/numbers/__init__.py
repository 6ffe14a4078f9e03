"""The results of surveys: counts, shares and means, each with its n, that reveal no single person.

`words` and `markdown`, which write them for people, are imported by name.
"""

from sstc_cli.numbers.breakdown import Breakdown, By
from sstc_cli.numbers.evaluation import Evaluation, Evidence, evaluate
from sstc_cli.numbers.summary import QuestionNumbers

__all__ = ["Breakdown", "By", "Evaluation", "Evidence", "QuestionNumbers", "evaluate"]
