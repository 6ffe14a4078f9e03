"""The codes of what can be wrong with how a calendar file is written, below its entries."""

WRITTEN = {
    "E801": "the file is no calendar: it is empty, a web page, compressed, in UTF-16 or "
    "something else",
    "W802": "a line ends with a line feed alone, not with carriage return and line feed (CRLF)",
    "W803": "a line is longer than 75 octets and not folded",
    "E804": "a text is not UTF-8, so its letters come out wrong",
    "W805": "a line is folded inside a character, where Thunderbird shows `�`",
    "W806": "a byte order mark stands before the calendar, which ical.js and vobject refuse",
    "E807": "a control character that no line of a calendar may have",
    "W808": "the last line has no end, which strict readers demand",
    "E809": "a line is no property: it has no name, or no colon",
    "W810": "an empty line, which the standard does not have: strict readers refuse it",
    "E811": "the parameters of a property are not written as parameters",
    "E812": "a parameter has a comma outside of quotes, or is there twice: what follows is lost",
    "E813": "a `BEGIN` has no `END`, or an `END` no `BEGIN`",
    "E814": "a property or a component stands where it cannot stand",
    "W815": "a second calendar begins in the file: Outlook reads the first one only",
    "E816": "components are nested without end",
    "E817": "a line ends with a carriage return alone, and ical.js sees one long line",
}
