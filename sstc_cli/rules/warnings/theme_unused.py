"""A theme of the series has no webinar or talk.

A series whose webinars and talks have no themes at all is not checked.

Wrong:

```yaml
themes:
  - {id: women-empowerment, name: Women empowerment} # <- W702
  - {id: creative-economy, name: Creative economy}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    themes: [creative-economy]
```

Right:

```yaml
themes:
  - {id: women-empowerment, name: Women empowerment}
  - {id: creative-economy, name: Creative economy}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    themes: [creative-economy]
    talks: [{id: one, title: Her own shop, themes: [women-empowerment]}]
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W702"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the declared themes with those of webinars and talks."""
    held = [webinar for webinar in plan.series.webinars if not webinar.cancelled]
    named = {theme for webinar in held for theme in webinar.themes}
    named.update(theme for webinar in held for talk in webinar.talks for theme in talk.themes)
    for index, theme in enumerate(plan.series.themes if named else ()):
        if theme.id not in named:
            message = f"no webinar or talk has the theme `{theme.id}`"
            hint = "add it to `themes` of a talk, or delete it from the series"
            yield Diagnostic(CODE, message, ("themes", index), hint)
