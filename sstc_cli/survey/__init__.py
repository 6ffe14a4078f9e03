"""Read the exports of many survey tools as responses with stable ids, for the store.

Only some commands need `export`, `forms` and `rejected`. They take time to load, and are imported
by name.
"""

from sstc_cli.survey.column import MatchedBy, OtherColumn, question_of
from sstc_cli.survey.decide import ImportAsker, ImportOptions, decide
from sstc_cli.survey.doubts import Ambiguity, EarlierImport
from sstc_cli.survey.find import compare_surveys, find_tables
from sstc_cli.survey.notes import notes_after_import, notes_before_import
from sstc_cli.survey.reading import read_tables
from sstc_cli.survey.table import FoundTable, ReadyTable, Table, describe
from sstc_cli.survey.times import order_of
