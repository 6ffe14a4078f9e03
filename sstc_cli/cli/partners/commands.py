"""`sstc partners`: the group and its commands."""

from sstc_cli.cli.console.group import new_group

app = new_group("partners")
