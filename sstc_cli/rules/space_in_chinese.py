"""A text has a space between two Chinese characters.

Chinese has no spaces there. Usually YAML added it, because each line end in a text becomes a space.
Write a Chinese text on one line, even if it is long.

Wrong:

```yaml
languages: [en, zh]
webinars:
  - id: a
    number: 1
    title:
      en: Payment solutions
      zh: >- # <- W506
        可持续支付
        解决方案
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```

Right:

```yaml
languages: [en, zh]
webinars:
  - id: a
    number: 1
    title:
      en: Payment solutions
      zh: 可持续支付解决方案
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, SetValue
from sstc_cli.rules.plan import Plan

CODE = "W506"
# compiled on first use: sets of thousands of letters take a millisecond, and few texts need them
_SPACE = r"(?<=[\u3400-\u4dbf\u4e00-\u9fff，。、；：？！]) +(?=[\u3400-\u4dbf\u4e00-\u9fff])"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Search each Chinese text for spaces."""
    for path, language, words in plan.wordings:
        if not language.startswith("zh") or " " not in words:
            continue
        if match := re.search(_SPACE, words):
            near = words[max(0, match.start() - 6) : match.end() + 6]
            message = f"the text has a space between Chinese characters: `{near}`"
            fix = (SetValue(path, re.sub(_SPACE, "", words)),) if "\n" not in words else ()
            yield Diagnostic(CODE, message, path, "write the text on one line", fix=fix)
