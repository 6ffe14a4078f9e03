"""A material lacks its licence, or the permission to pass it on, so it is not printed.

Slides belong to their authors. Ask them what readers may do with the slides (the licence), and
write down who allowed you to pass them on, and when.

Wrong:

```yaml
webinar: 1
materials:
  - title: Slides of the first talk
    url: https://example.org/slides.pdf # <- W792
```

Right:

```yaml
webinar: 1
materials:
  - title: Slides of the first talk
    url: https://example.org/slides.pdf
    licence: CC BY 4.0
    permission: {by: Grace Wanjiru, on: 2020-10-12}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.knowledge.noted import Noted

CODE = "W792"


def check(noted: Noted) -> Iterator[Diagnostic]:
    """Look at the licence and the permission of each material."""
    for index, material in enumerate(noted.note.materials):
        lacking = [key for key in ("licence", "permission") if getattr(material, key) is None]
        if lacking:
            named = " and ".join(f"`{key}`" for key in lacking)
            message = f"the material lacks {named}, so it is not printed"
            hint = "ask its author, and write the licence, and who allowed it on which day"
            yield Diagnostic(CODE, message, ("materials", index, "url"), hint)
