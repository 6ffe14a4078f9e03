"""The results of surveys: counts, shares and means with their n, and the hiding of small counts.

The modules `words` and `markdown` write them for people. They are imported by name.
"""

from sstc_cli.numbers.evaluation import Evaluation, SurveyResults, evaluate
from sstc_cli.numbers.summary import Breakdown, QuestionNumbers
