"""The codes of what can be wrong with the shape of a file, before any rule looks at it."""

SHAPE = {
    "E101": "the file is not readable as UTF-8 text or as YAML",
    "E102": "a key is written twice in one place",
    "E103": "a key is not known here",
    "E104": "a key that is needed is missing",
    "E105": "a value is of another kind: a text, a list or a map is expected",
    "E106": "a time zone does not exist, or is an abbreviation",
    "E107": "a date or a time does not exist, or is written in another way",
    "E108": "a number is not a whole number, or not a possible one",
    "E109": "an id has letters that a file name or an address cannot have",
    "E110": "a value is not one of those that can stand here",
    "E111": "a web address, e-mail address or domain is not written as one",
    "E112": "a part of YAML that data files do not use: tags, merge keys, several documents, "
    "keys that are no texts, aliases without measure, nesting without end",
    "E113": "a question does not fit its type or its role",
}
