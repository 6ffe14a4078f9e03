"""The commands of `sstc` by task, each with its module and its line in the help."""

from collections.abc import Mapping, Sequence

# the tasks in the order in which a series needs them, each with its commands, as the help has it
SECTIONS: Mapping[str, Sequence[str]] = {
    "Plan": ("init", "schedule", "due", "status"),
    "Check": ("validate", "watch", "explain", "schema"),
    "Write": ("agenda", "invitations", "documents", "templates"),
    "Send": ("calendar", "release", "notices", "mail", "site"),
    "Ask and look back": ("surveys", "report", "knowledge", "certificates", "partners"),
}
# the module of each command that has no group, and its line in the help
COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("init.commands", "Create a workspace that is ready to validate."),
    "status": ("status", "Show the next webinar, what is due this week, and what is wrong."),
    "validate": (
        "validate",
        "Check the plan, its surveys, mappings and releases, and what people wrote for a report.",
    ),
    "watch": ("watch", "Validate whenever a data file is saved, until Ctrl-C."),
    "explain": (
        "explain",
        "Explain the code of an error, a warning or a note, or list codes.",
    ),
    "schema": ("schema", "Write the JSON Schema of a data file, for completion in editors."),
}
# the module of each group, and its line in the help
GROUPS: Mapping[str, tuple[str, str]] = {
    "schedule": (
        "schedule.commands",
        "Show the schedule in any time zone; move, swap or cancel webinars.",
    ),
    "due": ("schedule.due", "List what is due or overdue, and mark it as done."),
    "agenda": ("documents.agenda", "Write the detailed agenda of a webinar."),
    "invitations": (
        "documents.invitations",
        "Write invitations, one for each audience of a webinar.",
    ),
    "documents": (
        "documents.commands",
        "Write any document: concept note, programme, run of show, briefs.",
    ),
    "templates": (
        "documents.templates",
        "List, copy, check and translate document templates.",
    ),
    "calendar": (
        "calendar.commands",
        "Write calendar files and links; check any calendar file.",
    ),
    "release": ("release.commands", "Record what you have published, and compare."),
    "notices": ("documents.notices", "Write notices of changes for the people affected."),
    "mail": ("mail.commands", "Prepare mails, send each once, and see what became of them."),
    "site": ("site.commands", "Build the public site of the series, check, pack and embed it."),
    "surveys": ("surveys.commands", "Make forms, import responses and summarise them."),
    "certificates": (
        "certificates.commands",
        "Issue certificates that anybody can check; verify and revoke them.",
    ),
    "report": ("report.commands", "Write the evaluation report, and check what people wrote."),
    "knowledge": (
        "report.knowledge.commands",
        "Write what webinars taught: notes of two pages, and a compendium.",
    ),
    "partners": (
        "partners.commands",
        "Bring participants together who offer what others seek.",
    ),
}
