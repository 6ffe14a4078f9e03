"""A text is still that of `sstc knowledge start`, so it is not printed.

Write your own text in its place, or delete the item.

Wrong:

```yaml
webinar: 1
talks:
  - id: talk-1
    summary: Replace this by what the talk said. # <- W798
```

Right:

```yaml
webinar: 1
talks:
  - id: talk-1
    summary: The port shows exporters where their goods are, and clears most of them in a day.
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, format_path
from sstc_cli.model.text import is_of_starter
from sstc_cli.rules.knowledge.noted import Noted

CODE = "W798"


def check(noted: Noted) -> Iterator[Diagnostic]:
    """Look at the beginning of each text."""
    for placed in noted.texts:
        for path, _, words in placed.wordings(""):
            if is_of_starter(words):
                name = format_path(path)
                message = f"`{name}` is still the text of `sstc knowledge start`"
                hint = "write your own text, or delete the item"
                yield Diagnostic(CODE, message, path, hint, kind="unwritten", subject=f"`{name}`")
