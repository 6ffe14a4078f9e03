"""A webinar is held on a public holiday of an organiser's or an audience's country.

Countries are those of `organisers[].country` and `audience_countries`; their nationwide holidays
come from the package `holidays`. `UN` stands for the official holidays of the United Nations in New
York, known for 2020. The day is the one in the series' own zone.

Wrong:

```yaml
audience_countries: [KE, IN]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-10-20 15:30, ends: 2020-10-20 17:00} # <- W402
window: {starts: 2020-10-20, ends: 2020-10-20}
```

Right:

```yaml
audience_countries: [KE, IN]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-10-21 15:30, ends: 2020-10-21 17:00}
window: {starts: 2020-10-21, ends: 2020-10-21}
```
"""

from collections.abc import Iterator, Mapping
from datetime import date

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import Webinar, public_holidays
from sstc_cli.rules.plan import Plan

CODE = "W402"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up each day in the calendar of each country that is declared."""
    years = sorted({webinar.starts.year for _, webinar in plan.whole.planned})
    calendars: dict[str, Mapping[date, str]] = {}
    for country, path in _countries(plan).items():
        calendars[country] = calendar = public_holidays(country, years)
        known = {day.year for day in calendar}
        if missing := [str(year) for year in years if year not in known]:
            message = f"no public holidays of `{country}` are known for {', '.join(missing[:3])}"
            hint = "is it a code of ISO 3166-1, as in `KE`? if so, compare the dates yourself"
            yield Diagnostic(CODE, message, path, hint)
    for index, webinar in plan.whole.planned:
        day = webinar.starts.date()
        names = [
            f"{calendars[country][day]} ({country})"
            for country in _countries_of(plan, webinar)
            if day in calendars[country]
        ]
        if names:
            message = f"webinar {webinar.number} is on {day}, a holiday: {', '.join(names)}"
            hint = "move it, or name the day in `breaks`"
            yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)


def _countries(plan: Plan) -> dict[str, Path]:
    """Every country that is declared, with its first path."""
    found: dict[str, Path] = {}
    for index, organiser in enumerate(plan.series.organisers):
        if organiser.country is not None:
            found.setdefault(organiser.country, ("organisers", index, "country"))
    for index, country in enumerate(plan.series.audience_countries):
        found.setdefault(country, ("audience_countries", index))
    return found


def _countries_of(plan: Plan, webinar: Webinar) -> list[str]:
    """The countries of a webinar's organisers and of the audience, each once."""
    organisers = plan.series.organisers_of(webinar)
    own = [each.country for each in organisers if each.country is not None]
    return list(dict.fromkeys([*own, *plan.series.audience_countries]))
