"""Two webinars at the same time have the same join link.

Participants of one of them join the wrong meeting. The rule is for series that hold webinars in
parallel and turn `E207` off.

Wrong:

```yaml
severities: {E207: "off"}
count: 2
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://example.org/join
  - id: b
    number: 2
    title: Logistics
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://example.org/join # <- E218
```

Right:

```yaml
severities: {E207: "off"}
count: 2
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://example.org/join/1
  - id: b
    number: 2
    title: Logistics
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://example.org/join/2
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Webinar
from sstc_cli.rules.clashes import clashes
from sstc_cli.rules.plan import Plan, link_path

CODE = "E218"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the webinars of each join link."""
    by_link: dict[str, list[tuple[int, Webinar]]] = defaultdict(list)
    for index, webinar in enumerate(plan.series.webinars):
        if webinar.join_link is not None and not webinar.cancelled:
            by_link[webinar.join_link.url].append((index, webinar))
    for webinars in by_link.values():
        for index, webinar, other in clashes(webinars):
            message = (
                f"webinar {webinar.number} starts at {webinar.starts:%H:%M} with the join link "
                f"of webinar {other.number}, which runs until {other.ends:%H:%M}"
            )
            hint = "give each webinar its own link"
            yield Diagnostic(CODE, message, ("webinars", index, *link_path(webinar)), hint)
