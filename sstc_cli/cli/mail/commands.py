"""`sstc mail`: the mails of a message, from their preparation to their end."""

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.mail.check import check
from sstc_cli.cli.mail.manage import allow, stop, withdraw
from sstc_cli.cli.mail.prepare import prepare
from sstc_cli.cli.mail.purge import purge
from sstc_cli.cli.mail.resolve import resolve
from sstc_cli.cli.mail.send import send
from sstc_cli.cli.mail.status import status

app = new_group("mail")
for command in (prepare, send, status, resolve, withdraw, stop, allow, check, purge):
    app.command()(command)
