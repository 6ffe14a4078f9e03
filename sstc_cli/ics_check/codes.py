"""Codes for errors in the lines of a calendar file, which are checked before the rules."""

LINE_CODES = {
    "E801": "the file is not a calendar: it is empty, compressed, a web page or in UTF-16",
    "W802": "a line ends with a line feed only, not with carriage return and line feed (CRLF)",
    "W803": "a line is longer than 75 bytes (up to 998, it is only a note) and is not folded",
    "E804": "a text is not in UTF-8, so calendars show wrong letters",
    "E805": "a line is folded inside a character, so Thunderbird shows `�`",
    "E806": "the file begins with a byte order mark, so ical.js and vobject refuse it",
    "E807": "a line has a control character, which is not allowed in a calendar",
    "W808": "the last line has no line end, which strict programs require",
    "E809": "a line is not a property: it has no name or no colon",
    "E810": "a line is empty, which the standard does not allow: strict programs refuse it",
    "E811": "the parameters of a property cannot be read; a warning if its name begins with `X-`",
    "E812": "a parameter has a comma outside of quotes or appears twice, so a part of it is lost",
    "E813": "a `BEGIN` has no `END`, or an `END` has no `BEGIN`",
    "E814": "a property or a component is in a place where it is not allowed",
    "W815": "a second calendar begins in the file, but Outlook reads only the first one",
    "E816": "components are nested too deeply",
    "E817": "a line ends with a carriage return only, so ical.js sees one long line",
    "E818": "a file has 100,000 problems, so the rest is not checked",
}
