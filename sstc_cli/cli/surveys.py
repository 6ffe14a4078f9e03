"""`sstc surveys`: survey spreadsheets into the store, and their numbers."""

from sstc_cli.cli.group import new_group

app = new_group("surveys", "Survey spreadsheets into the private store, and their numbers.")
