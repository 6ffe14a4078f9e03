"""The commands of `sstc` by task, each with its module and its line in the help.

`sstc --help` and the help of a group are written from here: no command is imported for them.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Group(NamedTuple):
    """A group: its line, its commands like those above, and the module of what it does `alone`."""

    line: str
    commands: Mapping[str, tuple[str, str]]
    alone: str = ""


# fmt: off
# the ten commands of a season, with which the help of `sstc` begins
SEASON: Mapping[str, str] = {
    "init my-series": "make a folder with a plan to edit",
    "validate": "check the plan whenever you have edited it",
    "status": "see what comes next, is due or is wrong",
    "agenda render 1 --format docx": "write the agenda of webinar 1",
    "invitations render 1": "write its invitations",
    "release publish first-plan": "remember what you have sent out",
    "calendar export": "write the calendar, for your website",
    "schedule move 1 --time 16:00": "move a webinar; `notices render` informs people",
    "surveys import exit.xlsx": "read answers; `surveys summary 1` counts them",
    "report render --format docx": "write the evaluation report",
}
# the tasks in the order in which a series needs them, each with its commands, as the help has it
SECTIONS: Mapping[str, Sequence[str]] = {
    "Plan": ("init", "schedule", "due", "status", "todo", "undo", "open"),
    "Check": ("validate", "watch", "explain", "schema"),
    "Write": ("agenda", "invitations", "documents", "templates", "translations"),
    "Send": ("calendar", "release", "notices", "mail", "site"),
    "Ask and look back": ("surveys", "report", "knowledge", "certificates", "partners"),
}
# the module of each command that has no group, with its function if that has another name, and
# its line in the help
COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("init.command", "Create a workspace that is ready to validate."),
    "status": ("status", "Show the next webinar, what is due this week, and what is wrong."),
    "open": ("office.open", "Open the series in your browser, on this computer only, until Ctrl-C."),
    "todo": ("todo", "List what is left to do, the most urgent first, each with its command."),
    "undo": ("undo", "Take back what the last commands changed in the plan, or imported."),
    "validate": ("validate", "Check the plan, its surveys, mappings, releases and texts."),
    "watch": ("watch", "Validate whenever a data file is saved, until Ctrl-C."),
    "explain": ("explain", "Explain the code of an error, a warning or a note, or list codes."),
    "schema": ("schema", "Write the JSON Schema of a data file, for completion in editors."),
}
GROUPS: Mapping[str, Group] = {
    "schedule": Group("Show the schedule in any time zone; move, swap or cancel webinars.", {
        "list": ("schedule.show", "List all webinars with their times."),
        "show": ("schedule.show", "Show one webinar: its times, talks, run of show and deadlines."),
        "move": ("schedule.changes", "Move a webinar to another day, another time or both."),
        "swap": ("schedule.changes", "Swap two webinars: each takes place at the other's date and time."),
        "cancel": ("schedule.changes", "Cancel a webinar."),
        "export": ("schedule.workbook", "Write the plan as a workbook, for changes in Excel."),
        "set": ("schedule.changes", "Set one value of the data file, or delete it."),
        "import": ("schedule.workbook", "Take over what people changed in a workbook of the plan."),
    }),
    "due": Group("List what is due or overdue, and mark it as done.", {
        "done": ("schedule.done", "Mark something as done, in the data file."),
    }, alone="schedule.due"),
    "agenda": Group("Write the detailed agenda of a webinar.", {
        "render": ("documents.render:agenda", "Write agendas of webinars: local times, run of show, speakers."),
    }),
    "invitations": Group("Write invitations, one for each audience of a webinar.", {
        "render": ("documents.render:invitations", "Write invitations for each audience, with local times."),
    }),
    "documents": Group("Write any document: concept note, programme, run of show, briefs.", {
        "list": ("documents.list", "List the documents: names, what each is written for, and contents."),
        "render": ("documents.render:documents", "Write documents of the series or of some webinars into `out/`."),
    }),
    "templates": Group("List, copy, check and translate document templates.", {
        "list": ("documents.templates", "List the templates, shipped and your own, or the fields of one."),
        "copy": ("documents.templates", "Copy a shipped template or catalogue to the workspace, for changes."),
        "check": ("documents.check", "Check every template with all webinars, audiences and languages."),
        "labels": ("documents.templates", "Show how many labels each language has, and which are missing."),
    }),
    "translations": Group("Send texts to translators, and take over what comes back.", {
        "status": ("translations.status", "Show how many texts each language has, and which are missing or older."),
        "export": ("translations.exchange", "Write a file for each translator, with missing and older translations."),
        "import": ("translations.exchange", "Take over what translators send back, text by text."),
    }),
    "calendar": Group("Write calendar files and links; check any calendar file.", {
        "export": ("calendar.export", "Write one calendar file for the series, or one for each webinar."),
        "check": ("calendar.check", "Check calendar files for problems in Outlook, Google and others."),
        "links": ("calendar.links", "Print links that add a webinar to web calendars, or a QR code."),
    }),
    "release": Group("Record what you have published, and compare.", {
        "publish": ("release.publish", "Save the public facts as a release, in `data/releases/`."),
        "redact": ("release.redact", "Take a text that was published by mistake out of all releases."),
        "list": ("release.show", "List all releases, the oldest first."),
        "show": ("release.show", "Show the contents of a release, or of the next one."),
        "diff": ("release.show", "Show the changes between two states, and the people affected."),
    }),
    "notices": Group("Write notices of changes for the people affected.", {
        "render": ("documents.notices:notices", "Write a notice for each person, audience or organiser affected."),
    }),
    "mail": Group("Prepare mails, send each once, and see their states.", {
        "prepare": ("mail.prepare", "Write each mail of a message to the private outbox."),
        "due": ("mail.prepare", "Prepare the mails of all messages that are due. Send nothing."),
        "letters": ("mail.letters", "Prepare the letters of `sstc partners` for `sstc mail send`."),
        "preview": ("mail.preview", "Show each variant of a message once: by language, group, and whether people attended."),
        "test": ("mail.preview:send_to_self", "Send each variant of a message to your own address."),
        "export": ("mail.export", "Write a batch as a workbook for a mail merge, and as drafts."),
        "send": ("mail.send", "Send a batch of mails. Without `--send`, show what would happen."),
        "status": ("mail.status", "Show the states of mails, why some failed, and which plan people have."),
        "resolve": ("mail.settle", "Settle unknown mails, which may have been sent or not."),
        "withdraw": ("mail.settle", "Withdraw the mails of a batch that have not left."),
        "bounces": ("mail.settle", "Read returned mails, and requests to unsubscribe."),
        "stop": ("mail.settle", "Send a person no more invitations."),
        "allow": ("mail.settle", "Let a person get mail again, also after a failed address."),
        "setup": ("mail.setup", "Set up the mail account by five questions, and try the login."),
        "check": ("mail.check", "Check the account: connection, certificate, login, size and pace."),
        "purge": ("mail.purge", "Erase old mails from the outbox and from the ledger."),
    }),
    "site": Group("Build the public site of the series, check, pack and embed it.", {
        "build": ("site.build", "Write the public site of the series, from the last release."),
        "check": ("site.check", "Check the built site: personal data, links, sizes and languages."),
        "serve": ("site.serve", "Show the site in your browser, on this computer only, until Ctrl-C."),
        "pack": ("site.pack", "Pack the built site into one zip file."),
        "embed": ("site.pack", "Print HTML to paste into a page of WordPress, SharePoint or WeChat."),
    }),
    "surveys": Group("Make forms, import responses and summarise them.", {
        "import": ("surveys.importing", "Import survey responses into the private store."),
        "list": ("surveys.list", "List imports, and webinars without an exit survey."),
        "inspect": ("surveys.inspect", "Show how a spreadsheet would be read."),
        "summary": ("surveys.summary", "Summarise responses and attendance."),
        "missing": ("surveys.missing", "List the people of a webinar who have not answered a survey."),
        "form": ("surveys.form", "Write a survey as a form for each survey tool."),
        "undo": ("surveys.erase", "Undo one import, including the rows it changed."),
        "forget": ("surveys.erase", "Erase a person: answers, attendance, name, mails and requests."),
        "purge": ("surveys.erase", "Erase answers that you may no longer keep."),
        "export": ("surveys.export", "Write responses and attendance as tables, with pseudonyms."),
        "backup": ("surveys.store", "Copy the store into a new file."),
        "check": ("surveys.store", "Check that the store is intact, and that you have its key."),
        "key": ("surveys.store", "Show where the key of the pseudonyms is; make it if it is missing."),
    }),
    "certificates": Group("Issue certificates that anyone can check; verify and revoke them.", {
        "issue": ("certificates.issue", "Write certificates for people who attended a webinar or the series."),
        "list": ("certificates.list", "List how many certificates were issued and revoked, without names."),
        "verify": ("certificates.check", "Check a certificate, without a network."),
        "verifier": ("certificates.check", "Write `verify.html`, the page where anyone can check certificates."),
        "revoke": ("certificates.revoke", "Revoke certificates by number, or all of a person by address."),
        "key": ("certificates.revoke", "Show where the key that signs certificates is; make it if missing."),
    }),
    "report": Group("Write the evaluation report, and check its texts.", {
        "render": ("report.render", "Write the evaluation report of the series, or of webinars."),
        "check": ("report.render", "Compare the texts in `data/report.yaml` with the figures."),
        "show": ("report.figures", "Explain a figure: its value, n, interval, wording and sources."),
        "figures": ("report.figures", "Write each figure of a report as a file, for slides and posts."),
        "comments": ("report.comments", "Write people's comments to a private workbook, to be coded."),
        "publish": ("report.publish", "Record the figures of the public reports as published."),
        "list": ("report.publish", "List the published reports."),
        "diff": ("report.publish", "Compare two published reports, or one with the figures now."),
    }),
    "knowledge": Group("Write what webinars taught: notes of two pages, and a compendium.", {
        "start": ("report.knowledge", "Start the knowledge file of a webinar, with facts from the plan."),
        "questions": ("report.questions", "Draft questions and answers from a Q&A report, or from any table."),
        "check": ("report.knowledge", "Check knowledge files, and the figures that they name."),
        "render": ("report.knowledge", "Write the compendium of knowledge notes, or the notes of webinars."),
    }),
    "partners": Group("Bring participants together who offer what others seek.", {
        "status": ("partners.status", "Show how many people can be introduced, and why others cannot."),
        "board": ("partners.status", "Write what people offer and seek, in counts that can be public."),
        "suggest": ("partners.suggest", "Suggest pairs to introduce, in a private workbook."),
        "why": ("partners.suggest", "Explain why two people fit each other, or why they are not suggested."),
        "approve": ("partners.suggest", "Approve the pairs that you ticked in the workbook of suggestions."),
        "ask": ("partners.letters", "Write letters to both people of each approved request."),
        "answer": ("partners.answer", "Record the answer to a letter, or the answers in a table."),
        "withdraw": ("partners.answer", "Withdraw a request before both people are introduced."),
        "introduce": ("partners.letters", "Write introductions for pairs where both people said yes."),
        "outcome": ("partners.answer", "Record the outcome of an introduction after 30 and 90 days."),
        "list": ("partners.status", "List all requests by their codes, with their states and what is due."),
    }),
}
# words that people try, which no group has or many have, and the command that they look for
TRIED: Mapping[str, str] = {
    "new": "init", "create": "init", "help": "--help", "version": "--version",
    "list": "schedule list", "edit": "schedule set", "change": "schedule set",
    "delete": "schedule cancel", "remove": "schedule cancel",
    "check": "validate", "lint": "validate",
    "render": "documents render", "write": "documents render", "pdf": "documents render",
    "docx": "documents render", "word": "documents render",
    "ics": "calendar export", "web": "site build", "website": "site build",
    "resend": "mail prepare", "remind": "mail prepare", "unsubscribe": "mail stop",
    "revert": "undo", "restore": "undo", "next": "todo", "tasks": "todo",
    "results": "surveys summary", "statistics": "surveys summary",
}


def named_elsewhere(word: str, *, in_group: bool = False) -> list[str]:
    """Return the commands that a person looks for who tried a word in another place.

    In a group, a word that other groups also have is not guessed: `mail list` does not mean
    `schedule list`.
    """
    groups = [f"{name} {word}" for name, group in GROUPS.items() if word in group.commands]
    if found := TRIED.get(word):
        return [] if in_group and groups else [found]
    return [word, *groups] if word in COMMANDS or word in GROUPS else groups
