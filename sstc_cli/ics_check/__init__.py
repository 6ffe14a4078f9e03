"""Checks of calendar files, also of those that other programs wrote."""

from sstc_cli.ics_check.file import CheckResult, check_files, check_stream
from sstc_cli.ics_check.lines import LINE_CODES
from sstc_cli.ics_check.rule import CalendarRule
from sstc_cli.ics_check.rules import RULES
