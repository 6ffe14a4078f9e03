"""The states of a mail, from its preparation to its end."""

from enum import StrEnum


class State(StrEnum):
    """What has become of a mail.

    Between `dot` and the answer of the server, nobody can know whether it was accepted. If the
    answer does not come, the mail is `unknown`, and never sent again without a person's word.
    """

    PREPARED = "prepared"
    CLAIMED = "claimed"
    DOT = "dot"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


STATES = (*State,)
WAITING = (State.PREPARED, State.DEFERRED)  # they can be sent
IN_FLIGHT = (State.CLAIMED, State.DOT)
GONE = (State.SENT, State.UNKNOWN)  # they may have arrived
OVER = (State.FAILED, State.EXPIRED, State.WITHDRAWN)  # they have not arrived, and will not
