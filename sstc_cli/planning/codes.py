"""The codes of what imports of workbooks and of schedules report."""

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
    "W766": "a cell has a value in another form, because Excel or a person changed it, "
    "for example a date as a number or a country by its name: it is read as reported. Check it",
    "W767": "a column of a workbook is missing, unknown, twice or in another place. Give it the "
    "head of the export again if its cells must be read",
    "W768": "a row of the plan is missing in a workbook, or the plan has lost it: nothing of it is "
    "changed. Add `--remove` if the webinar, talk or person must go",
    "W769": "a cell for reading only was changed: it is left as it is. Make the change in "
    "`data/webinars.yaml`",
}


SCHEDULE_CODES = {
    "W771": "a column of a schedule is unknown, or repeats another one: its texts are "
    "kept in `more`, or left out if they may be private. Say with `--column` what the "
    "column has",
    "W772": "a cell of a schedule cannot be read, for example a date that is a word: it is left "
    "out. Or a fact such as the title of the series is nowhere in it. Correct the cell, or add the "
    "fact to data/webinars.yaml",
    "W773": "a row of a schedule became no webinar and no talk, because it is a break, a "
    "registration or a whole day, or has no date or no title. Add it to data/webinars.yaml if it "
    "should be one",
    "W774": "a cell of a schedule could have another meaning, for example "
    "`1:10`, which was read as 13:10, or a date whose day and month Excel may have swapped; or it "
    "was converted from another time zone. Check the webinar in data/webinars.yaml",
    "W775": "two cells of a schedule contradict each other, for example a weekday and its date: "
    "only one was used. Check the webinar in data/webinars.yaml",
    "W776": "a sheet was not read, because no row of it names the columns of a schedule with "
    "dates. Name a sheet with `--sheet` if it should be read",
    "W777": "cells of an unknown column may be private, for example e-mail addresses: they are "
    "left out. Name the column with `--column`, or add them to `people`, where "
    "they stay private",
}
