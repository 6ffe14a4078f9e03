"""`sstc certificates`: the group and its commands."""

from sstc_cli.cli.certificates.check import verifier, verify
from sstc_cli.cli.certificates.issue import issue
from sstc_cli.cli.certificates.kept import key, list_issued, revoke
from sstc_cli.cli.console.group import new_group

app = new_group("certificates")

app.command()(issue)
app.command("list")(list_issued)
app.command()(verify)
app.command()(verifier)
app.command()(revoke)
app.command()(key)
