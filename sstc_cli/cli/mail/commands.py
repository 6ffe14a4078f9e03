"""`sstc mail`: the mails of a message, from their preparation to their end."""

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.mail.prepare import prepare
from sstc_cli.cli.mail.send import send

app = new_group("mail")
for command in (prepare, send):
    app.command()(command)
