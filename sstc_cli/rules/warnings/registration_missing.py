"""People cannot register for a webinar in the next 21 days, although its join link is private.

The link to register is the `register_url` of the webinar, otherwise the `url` of the survey before.
The rule is for webinars with a private link, and for series with a survey before. If no webinar has
a link of its own, only the first one is reported.

Today: 2020-08-01

Wrong:

```yaml
webinars:
  - id: a # <- W313
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join: {url: https://example.org/join}
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join: {url: https://example.org/join}
    register_url: https://example.org/register
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W313"
DAYS = 21


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for the link to register for each webinar in the next weeks."""
    series = plan.series
    has_survey = any(use.when == "before" for use in series.surveys)
    has_own = any(webinar.register_url for webinar in series.webinars)
    for index, webinar, _ in plan.whole.ahead(DAYS):
        is_open = webinar.join_for(named=False) is not None
        is_registered = has_survey or webinar.join_link is not None
        if is_open or not is_registered or series.register_url_of(webinar):
            continue
        message = f"webinar {webinar.number}, {plan.when(webinar)}, has no link to register"
        hint = "add `register_url:` to it, or `url:` to the survey before the webinars"
        yield Diagnostic(CODE, message, ("webinars", index, "register_url"), hint)
        if not has_own:
            return
