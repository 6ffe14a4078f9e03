"""The codes for errors in the shape of a file, which are found before any rule runs."""

SHAPE_CODES = {
    "E101": "the file cannot be read as UTF-8 text or as YAML",
    "E102": "a map has the same key twice",
    "E103": "a key is unknown here",
    "E104": "a required key is missing, or a key has no value",
    "E105": "a value has the wrong kind: a text, a list or a map is expected",
    "E106": "a time zone does not exist, or is an abbreviation",
    "E107": "a date or a time does not exist, or has another format",
    "E108": "a number is not a whole number, or is not possible here",
    "E109": "an id has characters that are not allowed in file names or addresses",
    "E110": "a value is not one of the allowed ones",
    "E111": "a web address, e-mail address or domain has the wrong format",
    "E112": "a part of YAML that data files must not use: tags, merge keys, several documents, "
    "keys that are not texts, very many aliases, very deep nesting",
    "E113": "a question does not fit its type or its role",
}
