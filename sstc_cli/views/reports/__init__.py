"""The fields of `report.md.j2` and `webinar-report.md.j2`, and an example to try them on."""
