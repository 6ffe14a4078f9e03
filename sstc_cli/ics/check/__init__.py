"""What readers of calendars stumble on in a file, of ours or of others."""

from sstc_cli.ics.check.codes import WRITTEN
from sstc_cli.ics.check.file import Checked, check_files, check_stream
from sstc_cli.ics.check.rules import RULES, Rule

__all__ = ["RULES", "WRITTEN", "Checked", "Rule", "check_files", "check_stream"]
