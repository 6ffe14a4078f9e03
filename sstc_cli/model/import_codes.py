"""The codes of diagnostics about survey files, which `sstc explain` has without reading one.

The first sentence says what was found, the second one what to do.
"""

IMPORT_CODES = {
    "E501": "a required question has no answer: the row is rejected. Add the answer in the file of "
    "rejected rows, and import that file",
    "E502": "an answer does not fit its question, for example a rating outside the scale: the row "
    "is rejected. Correct it in the file of rejected rows, and import that file; decide about "
    "words that many people wrote in a mapping",
    "E503": "a row names a webinar that the series does not have: the row is rejected. Correct the "
    "number in the file of rejected rows, and import that file",
    "E504": "the survey tool's own response number is in the file twice: the second row is "
    "rejected. Delete one of the two rows, or export the responses again",
    "W511": "a column matches no question: its answers are kept, but not counted. Add its header "
    "to the `aliases` of a question, and import the file again",
    "W512": "a column is not kept, because it shows where or with what device people answered. "
    "You need not do anything",
    "W513": "some answers are not one of the options, or not a country: they are kept as written, "
    "and counted as answers in other words. Decide about them in a mapping, and import the file "
    "again",
    "W514": "no column asks for consent: an import refuses the file if the survey requires "
    "consent. If people agreed elsewhere, add `--consent-elsewhere`",
    "W515": "two columns ask the same question: only the one in the survey's own words counts, or "
    "the first one. Delete the one that should not count; if each stands for an option, name the "
    "options in a mapping",
    "W516": "some rows are not responses by the tool's own column, for example previews: they are "
    "left out. You need not do anything",
    "W517": "a column has option numbers instead of texts, and nothing explains them: an import "
    "refuses the file. Export the texts of the answers instead of numbers or codes",
    "W521": "cells have an error value, for example `#N/A`: they are read as blank. Correct them "
    "in Excel, and import the file again",
    "W522": "formulas have no stored result: they are read as blank. Open the file in Excel and "
    "save it, then import it again",
    "W523": "hidden rows are read like all other rows. Delete those that must not count",
    "W524": "hidden columns are read like all other columns. Delete those that must not count",
    "W525": "dates can be read with the day first or with the month first. Choose with "
    "`--dates dmy` or `--dates mdy`",
    "W526": "a required question has no column: it has no results. If a column has its answers, "
    "add the header to a mapping, and import the file again",
    "W527": "the ratings from 0 to 10 are all from 1 to 5, as if people could not choose more. "
    "Decide in a mapping whether the column counts, and import the file again",
    "W528": "some rows have a name or an address like `test`: they are counted. If they are tests, "
    "cancel the import, delete the rows and import the file again",
    "W529": "some optional answers are not e-mail addresses: the rows are imported without them. "
    "Correct them if the same people answer several surveys, and import the file again",
    "W530": "some rows are not a person's, for example a total below the answers, or a second "
    "header row: they are left out. You need not do anything",
    "W533": "a file has rows of people who asked to be forgotten: they are left out. If someone "
    "takes part again by their own wish, run `sstc surveys forget EMAIL --allow-again`, and import "
    "the file again",
    "W534": "rows of an earlier import are not in a later export of the same form: they still "
    "count. If they were deleted in the survey tool, cancel the earlier import with `sstc surveys "
    "undo`, and import the later file again",
    "W535": "times have no time zone: they are read in the zone of the series. Name another one "
    "with `--timezone`, for example that of the form's owner",
    "W536": "a report of attendance has hosts, speakers, note-taking programs, or telephones and "
    "devices without a name: they are left out. You need not do anything",
    "W537": "another survey fits a file clearly better than the one named by `--survey`. If it is "
    "the right one, name it, and import the file again",
    "E545": "a row of the workbook of comments has an unknown theme, neither yes nor no, or a "
    "comment that is in another row too: the row is rejected. Correct the cell, or add the theme "
    "to `themes` in data/report.yaml, and import the workbook again",
    "W546": "a comment should be quoted, but the person has not agreed: its themes are kept, and "
    "it is not quoted. You need not do anything",
    "W547": "a row of the workbook of comments is about a comment that the store does not have, or "
    "has with another text: the row is left out. Write the workbook again with `sstc report "
    "comments`",
    "W540": "a published summary differs by few people from another one: whoever subtracts their "
    "figures learns about single people. Publish only one of the two, or wait for more responses",
    "W541": "a text of one person has the address of another one who asked to be forgotten: the "
    "store has `[erased]` in its place. The file still has it: delete it there. A name is not "
    "found, because the store no longer knows it",
}
