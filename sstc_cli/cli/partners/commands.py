"""`sstc partners`: the group and its commands."""

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.partners.answer import answer
from sstc_cli.cli.partners.approve import approve
from sstc_cli.cli.partners.ask import ask
from sstc_cli.cli.partners.board import board
from sstc_cli.cli.partners.introduce import introduce
from sstc_cli.cli.partners.list import list_requests
from sstc_cli.cli.partners.outcome import outcome
from sstc_cli.cli.partners.status import status
from sstc_cli.cli.partners.suggest import suggest
from sstc_cli.cli.partners.why import why
from sstc_cli.cli.partners.withdraw import withdraw

app = new_group("partners")

app.command()(status)
app.command()(board)
app.command()(suggest)
app.command()(why)
app.command()(approve)
app.command()(ask)
app.command()(answer)
app.command()(withdraw)
app.command()(introduce)
app.command()(outcome)
app.command("list")(list_requests)
