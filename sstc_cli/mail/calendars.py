"""What mail programs expect of a calendar entry in a mail, in addition to a correct file."""

import re
from urllib.parse import unquote_to_bytes

from sstc_cli.errors import ExitCode, SstcError

_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r$", re.MULTILINE)
_ORGANIZER = re.compile(rb'^ORGANIZER(?:;(?:"[^"]*"|[^":])*)?:mailto:([^\r]+)\r$', re.MULTILINE)


def check_calendar(method: str, data: bytes, sender: str) -> None:
    """Refuse an entry of another method, or of another organiser than the sender of the mail.

    Outlook refuses the first, and Gmail leaves the second as a file.
    """
    lines = data.replace(b"\r\n ", b"")
    if _METHOD.findall(lines) != [method.encode()]:
        raise SstcError(f"the calendar entry is not a `{method}`", None, ExitCode.FAILED)
    organisers = {unquote_to_bytes(found).decode() for found in _ORGANIZER.findall(lines)}
    if {organiser.lower() for organiser in organisers} != {sender.lower()}:
        message = "the calendar entry is from another address than the mail"
        hint = "let `from` of `mail` name the first of the webinar's organisers with an `email`"
        raise SstcError(message, hint, ExitCode.DATA)
