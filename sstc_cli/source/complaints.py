"""What the YAML parser complains of, in a user's words."""

import yaml

MOST_DEPTH = 40


def rephrased(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """A parser's complaint in a user's words, and what usually causes it."""
    problem = error.problem or "this is not YAML"
    for sign, message, hint in _COMPLAINTS:
        if sign in problem:
            return message, hint
    return problem, "compare the indentation and the signs with the lines above"


_COMPLAINTS = (
    ("cannot start any token", "a value cannot start with this character",
     "put the value in quotes; indent with blanks, never with tabs"),
    ("mapping values are not allowed", "a second `: ` stands in this line",
     "put a value that has a colon in quotes"),
    ("did not find expected key", "a key is expected here",
     "align it with the keys above, and end quoted values with their quote"),
    ("could not find expected ':'", "a `:` is missing after this key",
     "write `key: value`, with a blank after the colon"),
    ("did not find expected '-' indicator", "a list item is expected here",
     "align the `-` with the ones above"),
    ("did not find expected ',' or ']'", "a list that starts with `[` is not closed",
     "put a `,` between its values, and a `]` at the end"),
    ("did not find expected ',' or '}'", "a map that starts with `{` is not closed",
     "put a `,` between its keys, and a `}` at the end"),
    ("unexpected end of stream", "a quoted value is not closed",
     "add the quote that closes it"),
    ("unknown escape character", "there is no such escape in double quotes",
     "use single quotes, or write `\\\\` for a backslash"),
    ("did not find expected node content", "a value is expected here",
     "put text that starts with a sign in quotes, and close what is open"),
    ("maximum nesting depth", "the nesting is too deep",
     f"data files have at most {MOST_DEPTH} levels: is a bracket left open?"),
    ("block sequence entries are not allowed", "a list cannot start in this line",
     "start it in a line of its own"),
)  # fmt: skip
