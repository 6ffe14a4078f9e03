"""A text lacks one of the languages of the series.

Documents in that language show the text in another one. If a text is the same in all languages,
write it as one string.

Wrong:

```yaml
languages: [en, zh]
webinars:
  - id: a
    number: 1
    title: {en: Payment solutions, zh: 支付解决方案}
    summary: {en: How cities pay} # <- W501
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```

Right:

```yaml
languages: [en, zh]
webinars:
  - id: a
    number: 1
    title: {en: Payment solutions, zh: 支付解决方案}
    summary: {en: How cities pay, zh: 城市如何付款}
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, format_path
from sstc_cli.rules.plan import Plan

CODE = "W501"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the languages of each text with those of the series."""
    languages = plan.series.languages
    for path, text in plan.texts:
        if "" in text.by_language:
            continue
        if missing := [name for name in languages if text.words(name) is None]:
            message = f"`{format_path(path)}` has no text in {', '.join(missing)}"
            hint = f"add `{missing[0]}: …`, or write one string for all languages"
            yield Diagnostic(CODE, message, path, hint)
