"""Two entries of `people` have nearly the same name, so they are probably one person.

Names count as the same if they differ only in case, accents, word order, punctuation or one letter.
A person with two entries appears under two names, and counts twice in totals. If the organisations
differ, they may be two people, so the diagnostic is only a note.

Wrong:

```yaml
people:
  - {id: maria-jose, name: María José Núñez}
  - {id: nunez, name: "NUNEZ, Maria Jose"} # <- W217
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
people:
  - {id: maria-jose, name: María José Núñez}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

import re
import unicodedata
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.model import Person
from sstc_cli.rules.plan import Plan

CODE = "W217"
_WORD = re.compile(r"[^\W\d_]+")
_LONG = range(9, 100)  # letters; `Wang Wei` and `Wang Lei` are two people, and no name has 100


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each name with the earlier ones, also with any one letter left out."""
    earlier: dict[str, Person] = {}
    main = plan.series.languages[0]
    for index, person in enumerate(plan.series.people):
        keys = _keys(_folded(person.name.pick(main)))
        other = next((earlier[key] for key in keys if key in earlier), None)
        if other is not None:
            message = (
                f"`{person.name.pick(main)}` and `{other.name.pick(main)}` are probably one person"
            )
            hint = f"delete one of `{other.id}` and `{person.id}`, and use the other in all talks"
            weight = Severity.NOTE if _elsewhere(person, other, main) else None
            yield Diagnostic(CODE, message, ("people", index, "name"), hint, weight=weight)
        for key in keys:
            earlier.setdefault(key, person)


def _folded(name: str) -> str:
    """Return the words of a name in alphabetical order, without case, accents and punctuation."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)
    )
    return " ".join(sorted(_WORD.findall(plain.casefold())))


def _keys(name: str) -> list[str]:
    """Return the name, and for a long one also the name without each of its letters."""
    if len(name.replace(" ", "")) not in _LONG:
        return [name]
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def _elsewhere(person: Person, other: Person, main: str) -> bool:
    """Return whether both have an organisation, and not the same one."""
    both = (person.organisation, other.organisation)
    return len({_folded(organisation.pick(main)) for organisation in both if organisation}) > 1
