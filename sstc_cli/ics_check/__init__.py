"""What readers of calendars stumble on in a file, of ours or of others."""

from sstc_cli.ics_check.codes import WRITTEN
from sstc_cli.ics_check.file import Checked, check_files, check_stream
from sstc_cli.ics_check.rules import RULES, Rule

__all__ = ["RULES", "WRITTEN", "Checked", "Rule", "check_files", "check_stream"]
