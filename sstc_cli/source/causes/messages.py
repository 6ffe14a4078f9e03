"""The errors of the YAML parser in a user's words."""

import yaml

from sstc_cli.source.parser import MOST_DEPTH


def rephrased(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """Return a parser's error in a user's words, with a hint for its usual cause."""
    problem = error.problem or "this is not YAML"
    for words, message, hint in _MESSAGES:
        if words in problem:
            return message, hint
    return problem, "check the indentation and punctuation of this line and the ones above"


_MESSAGES = (
    ("found a tab character", "this line is indented with a tab",
     "use spaces instead of the tab"),
    ("cannot start any token", "a value cannot start with this character",
     "put the value in quotes; indent with spaces, not tabs"),
    ("mapping values are not allowed", "this line has a second `: `",
     "put a value that has a colon in quotes"),
    ("expected <document start>", "this line does not go on from the text above",
     "write `key: value`, with a space after the colon, in both lines"),
    ("did not find expected key", "a key is expected here",
     "align it with the keys above, and end quoted values with their quote"),
    ("could not find expected ':'", "a `:` is missing after this key",
     "write `key: value`, with a space after the colon"),
    ("did not find expected '-' indicator", "a list item is expected here",
     "align the `-` with the ones above"),
    ("did not find expected ',' or ']'", "a list that starts with `[` is not closed",
     "put a `,` between its values, and a `]` at the end"),
    ("did not find expected ',' or '}'", "a map that starts with `{` is not closed",
     "put a `,` between its keys, and a `}` at the end"),
    ("unexpected end of stream", "a quoted value is not closed",
     "add the quote that closes it"),
    ("unknown escape character", "this escape is not allowed in double quotes",
     "use single quotes, or write `\\\\` for a backslash"),
    ("did not find expected node content", "a value is expected here",
     "put text that starts with punctuation in quotes, and close open brackets"),
    ("maximum nesting depth", "the nesting is too deep",
     f"close open brackets: data files have at most {MOST_DEPTH} levels"),
    ("block sequence entries are not allowed", "a list cannot start in this line",
     "start it on its own line"),
)  # fmt: skip
