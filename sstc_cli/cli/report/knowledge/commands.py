"""`sstc knowledge`: what webinars taught, in notes of two pages and a compendium."""

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.report.knowledge.check import check
from sstc_cli.cli.report.knowledge.questions import questions
from sstc_cli.cli.report.knowledge.render import render
from sstc_cli.cli.report.knowledge.start import start

app = new_group("knowledge")
for command in (start, questions, check, render):
    app.command()(command)
