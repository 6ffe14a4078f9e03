"""`sstc calendar`: calendar files."""

from sstc_cli.cli.group import new_group

app = new_group("calendar", "Calendar files that Outlook, Google and Apple accept.")
