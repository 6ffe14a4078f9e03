"""The codes of diagnostics about survey files, which `sstc explain` has without reading one."""

IMPORT_CODES = {
    "E501": "a required question has no answer: the row is rejected",
    "E502": "an answer does not fit its question, for example a rating outside the scale: the row "
    "is rejected",
    "E503": "a row names a webinar that the series does not have: the row is rejected",
    "E504": "the survey tool's own response number is in the file twice: the second row is "
    "rejected",
    "W511": "a column matches no question: its answers are kept, but count only if you add its "
    "header to the `aliases` of a question",
    "W512": "a column is not kept, because it shows where or with what device people answered",
    "W513": "some answers are not one of the options, or not a country: they are kept as written, "
    "and counted as answers in other words",
    "W514": "no column asks for consent: make sure that people agreed elsewhere",
    "W515": "two columns ask the same question: only the first one counts",
    "W516": "some rows are not responses by the tool's own column, for example previews: they are "
    "left out",
    "W517": "a column has option numbers instead of texts, and nothing explains them: an import "
    "refuses the file",
    "W521": "cells have an error value, for example `#N/A`: they are read as blank",
    "W522": "formulas have no stored result: they are read as blank",
    "W523": "hidden rows are read like all other rows",
    "W524": "hidden columns are read like all other columns",
    "W525": "dates can be read with the day first or with the month first: `--dates` decides",
}
