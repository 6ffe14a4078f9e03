"""The letters to partners, as messages of the ledger that no plan lists."""

from collections.abc import Mapping

from sstc_cli.model.messages import Message

# they are about no webinar, as a programme; people who want no more mail get none
LETTERS: Mapping[str, Message] = {
    name: Message(id=name, document="programme", to=("registered",), kind="invitation")
    for name in ("partner-request", "partner-introduction")
}
FACTS = "letter"  # what they say does not change with the plan
