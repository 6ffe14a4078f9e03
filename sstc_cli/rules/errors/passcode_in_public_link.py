"""A public join link has a passcode.

Documents and calendars for everybody show a public link, so strangers can enter the meeting. Under
`join`, a link is private: only speakers, organisers and registered participants get it.

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://example.org/j/81549300?pwd=Z3JlZW4 # <- E315
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join:
      url: https://example.org/j/81549300?pwd=Z3JlZW4
    register_url: https://example.org/register
```
"""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan, link_path

CODE = "E315"
# parameters of links, of Zoom, Teams, Tencent Meeting and others
_PASSCODE = r"(?i)[?&#](?:pwd?|passw(?:or)?d|passcode|pass|pin|tk)=.|[?&]p=\w{6}"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for passcodes in and beside the public links; messages never repeat them."""
    for index, webinar in plan.webinars:
        join = webinar.join_link
        if join is None or not join.public:
            continue
        if join.passcode or re.search(_PASSCODE, join.url):
            message = f"the public join link of webinar {webinar.number} has a passcode"
            hint = "write it under `join:` without `public`, or delete the passcode"
            yield Diagnostic(CODE, message, ("webinars", index, *link_path(webinar)), hint)
