"""The plan that the mails of a batch tell, kept to know what has changed for their readers."""

from sstc_cli.cli.console.files import write_whole
from sstc_cli.cli.mail.opened import plans_of
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.plans import told_by
from sstc_cli.source import write

_HEADING = "What these mails told, written by `sstc mail prepare`: do not edit it."
_PRIVATE, _FOLDER = 0o600, 0o700


def keep_plan(mailing: Mailing, batch: str) -> None:
    """Keep what a batch tells of its webinar. The same mails again keep what they told first."""
    file = plans_of(mailing.workspace).file(batch)
    if mailing.webinar is None or file.exists():
        return
    data = write(told_by(mailing.series, mailing.webinar, batch).plain_data(), _HEADING).encode()
    file.parent.mkdir(_FOLDER, parents=True, exist_ok=True)
    write_whole(file, data, _PRIVATE, root=mailing.workspace.root)
