"""`sstc mail`: the mails of a message, from their preparation to their end."""

from sstc_cli.cli.console.group import new_group

app = new_group("mail")
