"""Git tracks a file that may contain personal data: a store, an invitation or a spreadsheet.

A file that git has tracked stays in its history, and in every copy of the repository. Spreadsheets
in folders named `examples` or `tests` do not count, because their data is invented. `sstc` writes
personal invitations to a folder named `private`. A copy of the store is recognised by its content.

Wrong, if git tracks:

```text
data/webinars.yaml
examples/exit.xlsx
.sstc/store.sqlite # <- W602
out/calendar/private/series-webinar.ana.request.ics # <- W602
participants.xlsx # <- W602
```

Right, if git tracks:

```text
data/webinars.yaml
examples/exit.xlsx
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.rules.plan import Plan

CODE = "W602"
_SPREADSHEETS = (".xlsx", ".xls", ".csv", ".ods")
_MADE_UP = {"examples", "tests"}
_PRIVATE = {".sstc", "private"}


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Check the names of the tracked files; the place is the file itself."""
    for file in sorted(plan.tracked):
        *folders, name = file.split("/")
        if _PRIVATE.intersection(folders):
            message = f"git tracks `{file}`, which is private"
        elif name.lower().endswith(_SPREADSHEETS) and not _MADE_UP.intersection(folders):
            message = f"git tracks the spreadsheet `{file}`"
        elif file in plan.databases:
            message = f"git tracks the database `{file}`, which may be a copy of the store"
        else:
            continue
        hint = f'run `git rm --cached "{file}"`, and add the file to .gitignore'
        yield Diagnostic(CODE, message, (), hint, place=Place(file, 1, 1, 1, 2))
