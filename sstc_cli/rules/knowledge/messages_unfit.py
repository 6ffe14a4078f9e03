"""A webinar has too few or too many messages, or a message is not one sentence.

Readers remember three to five sentences.

Wrong:

```yaml
webinar: 1
messages: # <- W797
  - id: hubs
    text: Shared warehouses cut the time to customers. They also cost less. # <- W797
    evidence: [{talk: talk-1}]
```

Right:

```yaml
webinar: 1
messages:
  - {id: hubs, text: Shared warehouses cut the time to customers., evidence: [{talk: talk-1}]}
  - {id: cost, text: Shared warehouses cost less than own ones., evidence: [{talk: talk-1}]}
  - {id: data, text: Customs that share data clear parcels sooner., evidence: [{talk: talk-1}]}
```
"""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model.knowledge import LEAST_MESSAGES, MOST_MESSAGES
from sstc_cli.quantity import quantity
from sstc_cli.rules.knowledge.noted import Noted

CODE = "W797"
# an end before a further sentence: after a small letter, a digit or a bracket, not after `Dr.`
_NEXT = (
    r"(?<=[a-zà-ÿа-яё\d)”’»%}])[ \u00a0\u202f]?[.!?][”’»)]*\s+(?=[“‘«(]?[A-ZÀ-ÞА-ЯЁ{])"
    r"|[。！？؟](?=.)|\.\s+(?=[ء-ي])"
)
_SHORT = r"(?i)\b(?:[A-Z][a-z]{0,2}|no|vol|pp|approx|e\.g|i\.e|etc)\.$"


def check(noted: Noted) -> Iterator[Diagnostic]:
    """Count the messages, and the sentences of each."""
    messages = noted.note.messages
    if messages and not LEAST_MESSAGES <= len(messages) <= MOST_MESSAGES:
        message = f"a note has {LEAST_MESSAGES} to {MOST_MESSAGES} messages, but this one has "
        yield Diagnostic(
            CODE,
            message + quantity(len(messages), "message"),
            ("messages",),
            "add messages" if len(messages) < LEAST_MESSAGES else "keep the most important ones",
            at_key=True,
        )
    for index, told in enumerate(messages):
        for language, words in told.text.by_language.items():
            if _is_several(words):
                path: Path = ("messages", index, "text", *([language] if language else []))
                text = f"the message `{told.id}` has several sentences"
                yield Diagnostic(CODE, text, path, "write one sentence")


def _is_several(words: str) -> bool:
    ends = (found.end() for found in re.finditer(_NEXT, words.strip()))
    return any(not re.search(_SHORT, words.strip()[:end].rstrip()) for end in ends)
