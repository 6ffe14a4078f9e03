"""The codes of diagnostics about survey files, recipients and reports, for `sstc explain`."""

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
    "the first one. Delete the one that should not count; if each is for an option, name the "
    "options in a mapping",
    "W516": "some rows are not responses by the tool's own column, for example previews: they are "
    "left out. You need not do anything",
    "W517": "a column has option numbers instead of texts, and nothing explains them: an import "
    "refuses the file. Export the texts of the answers instead of numbers or codes",
    "W520": "cells are struck through: they are read like all others. Delete those that must not "
    "count",
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
    "with `--zone`, for example that of the form's owner",
    "W536": "a report of attendance has hosts, speakers, note-taking programs, or telephones and "
    "devices without a name: they are left out. You need not do anything",
    "W537": "another survey fits a file clearly better than the one named by `--survey`. If it is "
    "the right one, name it, and import the file again",
    "W538": "minutes in a report of attendance are blank, negative or a time: without minutes, "
    "people count as present, and a time is read as hours and minutes. Correct those that are "
    "wrong, and import the file again",
    "E545": "a row of the workbook of comments has an unknown theme, neither yes nor no, or a "
    "comment that is in another row too: the row is rejected. Correct the cell, or add the theme "
    "to `themes` in data/report.yaml, and import the workbook again",
    "W546": "a comment should be quoted, but the person has not agreed: its themes are kept, and "
    "it is not quoted. You need not do anything",
    "W547": "a row of the workbook of comments is about a comment that the store does not have, or "
    "has with another text: the row is left out. Write the workbook again with `sstc report "
    "comments`",
    "W540": "a published summary differs by few people from another one: subtracting their "
    "figures reveals single people. Publish only one of the two, or wait for more responses",
    "W541": "a text of one person has the address of another one who asked to be forgotten: the "
    "store has `[erased]` in its place. The file still has it: delete it there. A name is not "
    "found, because the store no longer has it",
}


CONTACT_CODES = {
    "E741": "a cell of a list of contacts is not an address that can receive mail. Correct it",
    "E742": "a cell of a list of contacts has several addresses. Give each person a row",
    "E743": "a row of a list of contacts has no address. Add it, or delete the row",
    "E744": "the name before `@` is in another script, which only some mail servers accept. "
    "Ask the person for another address, or add `smtputf8 = true` to .sstc/mail.toml if "
    "`sstc mail check` reports that yours does",
    "E745": "a name has characters that could become a line of the mail. Type the name again",
    "W741": "some languages of a list of contacts are not languages of the series: these people "
    "get all languages in one mail. Correct the cells, or add the language to the series",
    "W742": "some cells are not a time zone, a country or an audience of the series: they are read "
    "as blank. Correct them, or leave them as they are",
    "W743": "an address is in several rows of a list of contacts: it gets one mail. Delete the "
    "row that is too many",
    "W744": "a person in the plan or in the store has no address that can receive mail, and is "
    "left out. Add an address, or inform the person in another way",
}


REPORT_CODES = {
    "E711": "a text of the report names a figure or a webinar, or rests on a conclusion, that does "
    "not exist. Correct the name; `sstc report show` lists all figures",
    "E712": "a text of the report names a figure that is hidden, because it is about few people. "
    "Leave the figure out, or name one of more people",
    "W713": "a typed number contradicts the figure that the same sentence names. Delete the "
    "number: the figure is printed with its own",
    "W714": "a recommendation rests on nothing, or on a conclusion without a figure. Name "
    "conclusions or figures under `rests_on`",
    "W715": "a sentence names a cause beside a figure that shows none. State what happened, "
    "without `because`",
    "W716": "a text of the report names a person whose answers are in the store. Leave the name "
    "out, or ask the person",
    "E717": "a part of the report that only people can write is missing, or is still a text of the "
    "starter (without `--final` a warning). Write it, or leave `--final` out",
    "W718": "a typed percentage is not compared with anything. Name its figure in braces instead",
    "W719": "a text of the report names a figure that has no value yet, so no report with this "
    "text can be written. Import the files that it rests on, for example the attendance, or leave "
    "it out",
}
