"""The codes of what an import of the plan reports about a workbook.

The first sentence says what was found, the second one what to do.
"""

PLAN_CODES = {
    "E761": "a cell of a workbook cannot be read as what its column holds: its change is left "
    "out. Correct the cell, and import the workbook again",
    "E762": "a value was changed in a workbook, and otherwise in the plan since the export: "
    "nothing of that cell is written. Decide which one is right, and write it on both sides",
    "E763": "rows of a workbook cannot be told apart: an id is there twice or unknown, or the "
    "hidden column is missing. Delete the copy, or export the plan again",
    "E764": "cells of a workbook are merged, and only the first of them has a value: the others "
    "are left out. Undo the merging, and import the workbook again",
    "E765": "a cell of a workbook has an error value or a formula without result: it is left out. "
    "Write the value itself, and import the workbook again",
    "W766": "a cell has a value in another form, because Excel changed it or somebody wrote it so, "
    "for example a date as a number or a country by its name: it is read as reported. Check it",
    "W767": "a column of a workbook is missing, unknown, twice or in another place. Give it the "
    "head of the export again if its cells must be read",
    "W768": "a row of the plan is missing in a workbook, or the plan has lost it: nothing of it is "
    "changed. Add `--remove` if the webinar, talk or person must go",
    "W769": "a cell for reading only was changed: it is left as it is. Make the change in "
    "`data/webinars.yaml`",
}
