"""`sstc report`: the evaluation report of the series, and of single webinars."""

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.report.check import check
from sstc_cli.cli.report.comments import comments
from sstc_cli.cli.report.figures import figures
from sstc_cli.cli.report.publish import publish
from sstc_cli.cli.report.published import diff, list_reports
from sstc_cli.cli.report.render import render
from sstc_cli.cli.report.show import show

app = new_group("report")
for command in (render, check, show, figures, comments, publish):
    app.command()(command)
app.command("list")(list_reports)
app.command()(diff)
