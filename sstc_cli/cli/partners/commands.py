"""`sstc partners`: the group and its commands."""

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.partners.board import board
from sstc_cli.cli.partners.status import status

app = new_group("partners")

app.command()(status)
app.command()(board)
