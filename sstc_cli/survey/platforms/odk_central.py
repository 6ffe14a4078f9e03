"""ODK Central (and Ona): `SubmissionDate`, the questions by name, then `KEY` and more.

A group comes before a name, with a hyphen. Several choices are separated by spaces. If the export
splits them, each option also has its own column (`topics/food`, 1 or 0).
"""

from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Headers, Platform, Use

_OTHERS = (
    "start", "end", "today", "submitterid", "submittername", "attachmentspresent",
    "attachmentsexpected", "status", "reviewstate", "edits", "formversion", "instanceid",
    "meta-instanceid", "meta-instancename", "meta-entity-label", "instancename", "audit",
)  # fmt: skip


def _recognises(header: Sequence[str]) -> bool:
    return {"submissiondate", "key"} <= set(header)


PLATFORM = Platform(
    name="odk_central",
    title="ODK Central",
    recognises=_recognises,
    key=(Use.ID,),
    separator=r"\s",
    headers=Headers(
        uses={
            **dict.fromkeys(_OTHERS, Use.NOTHING),
            "key": Use.ID,
            "submissiondate": Use.SUBMITTED,
        },
        group="-",
        option=r"(?s)(?P<question>.+)/(?P<option>.+)",
    ),
)
