"""Two of `people` have the same name but for case, accents, word order, punctuation or one letter.

Then a programme names one speaker in two ways, and numbers count the speaker twice. Where the two
work for different organisations they may well be two people, and it is only a note.

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
_LONG = range(9, 100)  # `Wang Wei` and `Wang Lei` are two people; longer ones are no names


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look each name up among those before it, also with any one letter left out."""
    seen: dict[str, Person] = {}
    main = plan.series.languages[0]
    for index, person in enumerate(plan.series.people):
        keys = _keys(_folded(person.name.pick(main)))
        other = next((seen[key] for key in keys if key in seen), None)
        if other is not None:
            message = f"`{person.name.pick(main)}` is probably `{other.name.pick(main)}`"
            hint = f"keep one of `{other.id}` and `{person.id}`, and let all talks name it"
            weight = Severity.NOTE if _elsewhere(person, other, main) else None
            yield Diagnostic(CODE, message, ("people", index, "name"), hint, weight=weight)
        for key in keys:
            seen.setdefault(key, person)


def _folded(name: str) -> str:
    """The words of a name without case, accents and punctuation, in order of the alphabet."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)
    )
    return " ".join(sorted(_WORD.findall(plain.casefold())))


def _keys(name: str) -> list[str]:
    """The name, and where it is long the name without each of its letters."""
    if len(name.replace(" ", "")) not in _LONG:
        return [name]
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def _elsewhere(person: Person, other: Person, main: str) -> bool:
    """Whether both say where they work, and it is not the same place."""
    works = [each.organisation.pick(main) for each in (person, other) if each.organisation]
    return len({_folded(place) for place in works}) > 1
