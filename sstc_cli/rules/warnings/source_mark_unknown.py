"""The background marks a source that its paragraph does not have.

`[1]` in a paragraph is the first of its own `sources`. Documents number the sources of the whole
background, so a mark without a source may become the number of another one.

Wrong:

```yaml
background:
  - text: Trade grows by 5% [1], in ports by 7% [2]. # <- W543
    sources: [{title: 'Trade report, p. 3'}]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
background:
  - text: Trade grows by 5% [1], in ports by 7% [2].
    sources: [{title: 'Trade report, p. 3'}, {title: 'Trade report, p. 8'}]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model.series import SOURCE_MARK, source_numbers
from sstc_cli.rules.plan import Plan
from sstc_cli.rules.texts import PlacedText

CODE = "W543"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the marks in each paragraph with its sources."""
    main = plan.series.languages[0]
    for index, part in enumerate(plan.series.background):
        placed = PlacedText(("background", index, "text"), part.text)
        for path, _, words in placed.wordings(main):
            for mark in SOURCE_MARK.finditer(words):
                known = range(1, len(part.sources) + 1)
                if not set(source_numbers(mark)) <= set(known):
                    shown = mark[0].strip()
                    message = f"`{shown}` is not one of the paragraph's {len(known)} sources"
                    hint = "add the source to `sources`, or correct the number"
                    yield Diagnostic(CODE, message, path, hint)
