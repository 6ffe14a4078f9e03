"""The codes of what was not understood of a schedule, or is not certain."""

SCHEDULE_CODES = {
    "W771": "a column of a schedule is unknown, or says what another one says: its texts are "
    "kept in `more`, or left out if they may be private. Say with `--column` what the "
    "column has",
    "W772": "a cell of a schedule cannot be read, for example a date that is a word: it is left "
    "out. Or a fact such as the title of the series is nowhere in it. Correct the cell, or add the "
    "fact to data/webinars.yaml",
    "W773": "a row of a schedule became no webinar and no talk, because it is a break, or has "
    "no date or no title. Add it to data/webinars.yaml if it should be one",
    "W774": "a cell of a schedule could mean something else than what was read, for example "
    "`1:10`, which was read as 13:10, or a date whose day and month Excel may have swapped. Check "
    "the webinar in data/webinars.yaml",
    "W775": "two cells of a schedule contradict each other, for example a weekday and its date: "
    "only one was used. Check the webinar in data/webinars.yaml",
    "W776": "a sheet was not read, because no row of it names the columns of a schedule with "
    "dates. Name a sheet with `--sheet` if it should be read",
    "W777": "cells of an unknown column may be private, for example e-mail addresses: they are "
    "left out. Say with `--column` what the column has, or add them to `people`, where "
    "they stay private",
}
