"""A text is longer than a knowledge note of two pages has room for.

A note is read in two minutes. The limits are those with which it still fits on two A4 pages, in
every language; they count columns, of which a Chinese character takes two. Put details into
`practices` or into a material.

Wrong:

```yaml
webinar: 1
rapporteur:
  name: The Example Office for the Evaluation of Cooperation among Port Cities # <- W796
```

Right:

```yaml
webinar: 1
rapporteur:
  name: The Example Evaluation Office
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, display_width
from sstc_cli.model.knowledge import LONGEST
from sstc_cli.rules.knowledge.noted import Noted

CODE = "W796"


def check(noted: Noted) -> Iterator[Diagnostic]:
    """Measure the texts that a note prints."""
    for placed in noted.texts:
        keys = tuple(step for step in placed.path if isinstance(step, str))
        most = LONGEST.get(keys)
        for path, _, words in placed.wordings("") if most is not None else ():
            width = display_width(" ".join(words.split()))
            if most is not None and width > most:
                message = f"the text takes {width} columns, but a note has room for {most}"
                yield Diagnostic(CODE, message, path, "shorten it")
