"""`sstc mail`: the mails of a message, from their preparation to their end."""

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.mail.bounces import bounces
from sstc_cli.cli.mail.check import check
from sstc_cli.cli.mail.export import export
from sstc_cli.cli.mail.manage import allow, stop, withdraw
from sstc_cli.cli.mail.prepare import prepare
from sstc_cli.cli.mail.preview import preview
from sstc_cli.cli.mail.purge import purge
from sstc_cli.cli.mail.resolve import resolve
from sstc_cli.cli.mail.send import send
from sstc_cli.cli.mail.status import status
from sstc_cli.cli.mail.to_self import send_to_self

app = new_group("mail")
app.command()(prepare)
app.command()(preview)
app.command("test")(send_to_self)
app.command()(export)
for command in (send, status, resolve, withdraw, bounces, stop, allow, check, purge):
    app.command()(command)
