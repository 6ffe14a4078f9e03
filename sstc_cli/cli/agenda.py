"""`sstc agenda`: the detailed agenda of each webinar."""

from sstc_cli.cli.group import new_group

app = new_group("agenda", "The detailed agenda, with its run of show.")
