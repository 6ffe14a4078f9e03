"""A title is too long for the subject line of an invitation.

`Subject: Webinar 99: ` and the title should fit into two lines of 78 characters, the recommended
length in mail (RFC 5322, section 2.1.1). Most inboxes cut longer subjects. This leaves 135 columns
for the title; a Chinese character takes two.

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: > # <- W504
      The Role of the Belt and Road Initiative in Advancing Fintech in the Cross-Border E-Commerce
      Sector in the Developing Countries of the Global South
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: The Belt and Road Initiative and Fintech in Cross-Border E-Commerce
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, display_width
from sstc_cli.rules.plan import Plan
from sstc_cli.rules.texts import PlacedText

CODE = "W504"
LIMIT = 2 * 78 - len("Subject: Webinar 99: ")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Measure the titles of the webinars in each language."""
    for index, webinar in plan.webinars:
        title = PlacedText(("webinars", index, "title"), webinar.title)
        for path, _, words in title.wordings(plan.series.languages[0]):
            width = len(words) if words.isascii() else display_width(words)
            if width > LIMIT:
                message = (
                    f"the title takes {width} columns, but a subject line has room for {LIMIT}"
                )
                hint = "shorten it, and move details to the `summary`"
                yield Diagnostic(CODE, message, path, hint)
