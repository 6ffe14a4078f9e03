"""The codes for what is wrong in the shape of a file, which are found before any rule runs.

The first sentence says what is wrong, the second one what to do.
"""

SHAPE_CODES = {
    "E101": "the file cannot be read as UTF-8 text or as YAML. Save it as UTF-8, and check the "
    "indentation, quotes and brackets around the line",
    "E102": "a map has the same key twice. Keep one of the two lines",
    "E103": "a key is unknown here. Correct its spelling, move it to the map that it belongs to, "
    "or delete it",
    "E104": "a required key is missing, or a key has no value. Add the key or the value; a value "
    "that begins with `#` needs quotes",
    "E105": "a value has the wrong kind: a text, a list or a map is expected. Write a text on one "
    "line, the items of a list after `- `, and a map as indented `key: value` lines",
    "E106": "a time zone does not exist, or is an abbreviation. Write continent and city, for "
    "example `Asia/Shanghai`",
    "E107": "a date or a time does not exist, or has another format. Write `2020-10-09` or "
    "`2020-10-09 15:30`",
    "E108": "a number is not a whole number, or is not possible here. Write digits only, for "
    "example `15`",
    "E109": "an id has characters that are not allowed in file names or addresses. Use small "
    "letters, digits and hyphens, for example `green-cities`; in surveys, underscores instead of "
    "hyphens",
    "E110": "a value is not one of the allowed ones. Choose one that the hint names",
    "E111": "a web address, e-mail address or domain has the wrong format, or a user name and "
    "password. Write it in full and without them, for example `https://example.org/join` or "
    "`ana@example.org`",
    "E112": "a part of YAML that data files must not use: tags, merge keys, several documents, "
    "keys that are not texts, very many aliases, very deep nesting, very long lists. Write the "
    "keys and values out in one document",
    "E113": "a question does not fit its type or its role, or two items of a list have the same "
    "id. Change the type or the role, or the options, scale, correct answer or id that the message "
    "names",
    "E114": "a character looks like the right one, but is another: a full-width sign, a curly "
    "quote, a long dash, or an invisible one. Write the plain one that the hint names, or let "
    "`sstc validate --fix` do it; input methods and office programs insert such characters "
    "automatically, so write data files in a text editor, with the keyboard set to English",
    "W116": "a `#` after a space begins a comment, so it and what follows are probably missing in "
    "a text. Put the text in quotes, or let `sstc validate --fix` do it; write a comment with a "
    "space after its `#`",
    "E118": "a text has a character that steers the screen or turns the direction of text: a "
    "control character, an embedding, override or isolate of direction, a line separator, or one "
    "that no text has. It could change the meaning of a text, and no document can show it. Delete "
    "it, or type the text again",
    "E531": "the look of documents has a font or a colour that they cannot have. Write the name of "
    "one font, or six hexadecimal digits of a colour that is dark enough for text on white, for "
    'example `"#17456e"`',
    "E532": "the picture of a person is missing, outside the workspace, or not one that documents "
    "can show. Put a PNG or JPEG of less than 1 MB into the workspace, for example into "
    "`data/pictures/`, and write its path",
    "E239": "a text has more than 10,000 characters, far more than a title, a summary or a "
    "paragraph needs. Shorten it, and put what is left into a document of its own",
}
