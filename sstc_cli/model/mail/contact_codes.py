"""The codes of diagnostics about the recipients of mail, which `sstc explain` has.

The first sentence says what was found, the second one what to do.
"""

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
    "W744": "somebody in the plan or in the store has no address that can receive mail: the "
    "person is left out. Add an address, or tell the person otherwise",
}
