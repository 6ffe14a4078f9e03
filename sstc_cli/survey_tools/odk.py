"""KoboToolbox, ODK Central and Ona.

KoboToolbox: the questions, then `_id`, `_uuid`, `_submission_time` and more of its own.
Headers are names, or labels in any language, with or without `Group/` before them. Several choices
are in one column, separated by spaces, or in one column for each option (`topics/food`, 1 or 0), or
in both. `_submission_time` is in UTC, which the export does not mention. Its own columns come and
go between versions, so their positions mean nothing. Each edit of a response gives it another
`_uuid`; `_id` and `meta/rootUuid` stay. Ona's exports have the same columns.

ODK Central (and Ona): `SubmissionDate`, the questions by name, then `KEY` and more.
A group comes before a name, with a hyphen. Several choices are separated by spaces. If the export
splits them, each option also has its own column (`topics/food`, 1 or 0).
"""

from sstc_cli.survey_tools.platform import Headers, Platform, Use

_KOBOTOOLBOX_OTHERS = (
    "start", "end", "today", "username", "_index", "_validation_status", "_notes",
    "_status", "_submitted_by", "__version__", "_tags", "_parent_index", "_parent_table_name",
    "_submission__id", "_submission__uuid", "_submission__submission_time", "_version_",
    "audit", "audit_url", "formhub/uuid", "meta/instanceid", "meta/instancename",
    "background-audio", "background-audio_url", "_xform_id_string", "_attachments", "_meta",
)  # fmt: skip


KOBOTOOLBOX = Platform(
    name="kobotoolbox",
    title="KoboToolbox",
    recognises=lambda header: {"_id", "_uuid", "_submission_time"} <= set(header),
    key=(Use.ORIGINAL,),
    other_keys=((Use.ID,), (Use.VERSION,)),
    separator=r"\s",
    headers=Headers(
        uses={
            **dict.fromkeys(_KOBOTOOLBOX_OTHERS, Use.NOTHING),
            "meta/rootuuid": Use.ORIGINAL,
            "rootuuid": Use.ORIGINAL,
            "_id": Use.ID,
            "_uuid": Use.VERSION,
            "_submission_time": Use.SUBMITTED,
        },
        group="/",
        option=r"(?s)(?P<question>.+)/(?P<option>.+)",
    ),
    zone="UTC",
)


_ODK_CENTRAL_OTHERS = (
    "start", "end", "today", "submitterid", "submittername", "attachmentspresent",
    "attachmentsexpected", "status", "reviewstate", "edits", "formversion", "instanceid",
    "meta-instanceid", "meta-instancename", "meta-entity-label", "instancename", "audit",
)  # fmt: skip


ODK_CENTRAL = Platform(
    name="odk_central",
    title="ODK Central",
    recognises=lambda header: {"submissiondate", "key"} <= set(header),
    key=(Use.ID,),
    separator=r"\s",
    headers=Headers(
        uses={
            **dict.fromkeys(_ODK_CENTRAL_OTHERS, Use.NOTHING),
            "key": Use.ID,
            "submissiondate": Use.SUBMITTED,
        },
        group="-",
        option=r"(?s)(?P<question>.+)/(?P<option>.+)",
    ),
)

PLATFORMS = (KOBOTOOLBOX, ODK_CENTRAL)
