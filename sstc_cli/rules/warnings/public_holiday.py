"""A webinar is on a public holiday in a country of its organisers or of the audience.

The countries are those of `organisers[].country` and `audience_countries`. Nationwide holidays come
from the package `holidays`. `UN` stands for the official holidays of the United Nations in New
York in 2020; other years are unknown. Dates are those in the zone of the series. Only webinars to
come are checked. They are listed as one diagnostic, but a waiver may be for one of them.

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
    """Look up the dates of the webinars in the calendars of all countries."""
    years = sorted({webinar.starts.year for _, webinar in plan.whole.planned})
    calendars: dict[str, Mapping[date, str]] = {}
    for country, path in _countries(plan).items():
        calendars[country] = calendar = public_holidays(country, years)
        covered = {day.year for day in calendar}
        if missing := [str(year) for year in years if year not in covered]:
            message = f"the public holidays of `{country}` are unknown for {', '.join(missing[:3])}"
            hint = "write an ISO 3166-1 code such as `KE`; if it is one, check the dates yourself"
            yield Diagnostic(CODE, message, path, hint)
    for index, webinar in plan.planned:
        day = webinar.starts.date()
        names = [
            f"{calendars[country][day]} ({country})"
            for country in _countries_of(plan, webinar)
            if day in calendars[country]
        ]
        if names:
            subject = f"webinar {webinar.number} on {day}"
            message = f"webinar {webinar.number} is on {day}, a holiday: {', '.join(names)}"
            hint = "move it, or add the day to `breaks`"
            path = ("webinars", index, "starts")
            yield Diagnostic(CODE, message, path, hint, kind="holiday", subject=subject)


def _countries(plan: Plan) -> dict[str, Path]:
    """Return every declared country with its first path."""
    paths: dict[str, Path] = {}
    for index, organiser in enumerate(plan.series.organisers):
        if organiser.country is not None:
            paths.setdefault(organiser.country, ("organisers", index, "country"))
    for index, country in enumerate(plan.series.audience_countries):
        paths.setdefault(country, ("audience_countries", index))
    return paths


def _countries_of(plan: Plan, webinar: Webinar) -> list[str]:
    """Return the countries of a webinar's organisers and of the audience, without repetition."""
    organisers = plan.series.organisers_of(webinar)
    own = [organiser.country for organiser in organisers if organiser.country is not None]
    return list(dict.fromkeys([*own, *plan.series.audience_countries]))
