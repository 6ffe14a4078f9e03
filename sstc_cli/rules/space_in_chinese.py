"""A blank stands between two Chinese characters.

Chinese has none there. Mostly YAML has put it in: where a text runs over several lines, each line
end becomes a blank. A Chinese text stands on one line, however long.

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
_BLANK = re.compile(
    r"(?<=[\u3400-\u4dbf\u4e00-\u9fff，。、；：？！]) +(?=[\u3400-\u4dbf\u4e00-\u9fff])"
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look at the blanks of each Chinese text."""
    for path, language, words in plan.wordings:
        if language.startswith("zh") and (found := _BLANK.search(words)):
            near = words[max(0, found.start() - 6) : found.end() + 6]
            message = f"a blank stands between Chinese characters: `{near}`"
            fix = (SetValue(path, _BLANK.sub("", words)),) if "\n" not in words else ()
            yield Diagnostic(CODE, message, path, "write the text on one line", fix=fix)
