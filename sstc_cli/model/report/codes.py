"""The codes of diagnostics about the texts of a report, which `sstc explain` has.

The first sentence says what was found, the second one what to do.
"""

REPORT_CODES = {
    "E711": "a text of the report names a figure or a webinar, or rests on a conclusion, that does "
    "not exist. Correct the name; `sstc report show` lists all figures",
    "E712": "a text of the report names a figure that is hidden, because it is about few people. "
    "Leave the figure out, or name one of more people",
    "W713": "a typed number contradicts the figure that the same sentence names. Delete the "
    "number: the figure is printed with its own",
    "W714": "a recommendation rests on nothing, or on a conclusion without a figure. Name "
    "conclusions or figures under `rests_on`",
    "W715": "a sentence names a cause beside a figure that shows none. Say what happened, without "
    "`because`",
    "W716": "a text of the report names a person whose answers are in the store. Leave the name "
    "out, or ask the person",
    "E717": "a part of the report that only people can write is missing, or is still a text of the "
    "starter (without `--final` a warning). Write it, or leave `--final` out",
    "W718": "a typed percentage is not compared with anything. Name its figure in braces instead",
    "W719": "a text of the report names a figure that has no value yet, so no report with this "
    "text can be written. Import the files that it rests on, for example the attendance, or leave "
    "it out",
}
