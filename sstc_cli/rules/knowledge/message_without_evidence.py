"""A message rests on no evidence: no figure, no talk and no source.

Name a figure of the report in braces, or write `evidence`: a figure, a talk of the webinar, or a
publication. `sstc report show 7` lists the figures of webinar 7.

Wrong:

```yaml
webinar: 1
messages:
  - id: hubs
    text: Shared warehouses cut the time to customers. # <- W791
```

Right:

```yaml
webinar: 1
messages:
  - id: hubs
    text: Shared warehouses cut the time to customers.
    evidence:
      - {talk: talk-1}
      - source: {title: The port authority's annual report of 2019, url: https://example.org/2019}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.knowledge.noted import Noted, is_unwritten, names_figure

CODE = "W791"


def check(noted: Noted) -> Iterator[Diagnostic]:
    """Look at the evidence of each message that somebody has written."""
    for index, message in enumerate(noted.note.messages):
        if (
            not message.evidence
            and not names_figure(message.text)
            and not is_unwritten(message.text)
        ):
            hint = "write `evidence` with a figure, a talk or a source"
            text = f"the message `{message.id}` rests on no evidence"
            yield Diagnostic(CODE, text, ("messages", index, "text"), hint)
