"""The commands that `make torture` kills, each with what makes its workspace ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TODAY = ("--today", "2020-07-02")
NEXT_DAY = ("--today", "2020-07-03")
AFTER = ("--today", "2020-12-20")  # the series is over


@dataclass(frozen=True)
class Job:
    """A command, the folders that it writes to, and the commands that make its workspace ready."""

    words: Sequence[str]
    places: Sequence[str]
    before: Sequence[Sequence[str]] = ()
    more: Mapping[str, object] = field(default_factory=dict)
    speakers: bool = False  # the plan has some
    examples: bool = False  # the workspace has them
    has_key: bool = True


ODD = (("schedule", "set", "cadence.weekday", "Fridy", "--force", *TODAY),)
DONE = (("due", "done", "agenda", "7", *TODAY),)
PUBLISHED = (("release", "publish", "first", *TODAY),)
MOVED = (*PUBLISHED, ("schedule", "move", "7", "--time", "16:00", *TODAY))
CANCELLED = (*PUBLISHED, ("schedule", "cancel", "7", "--reason", "Ill", *TODAY))
RENAMED = (*PUBLISHED, ("schedule", "set", "webinars[7].title.en", "Money", "--force", *TODAY))
IMPORTED = (("surveys", "import", "exit-webinar-1.csv", *TODAY),)
FILES = {"in_parts": True}
TRANSLATED = (
    ("translations", "export", "--language", "zh", "--format", "po", "--all", "-o", "zh.po"),
    ("schedule", "set", "zone_name.zh", "--remove", *TODAY),
)
REFUSED = {"ends": [0, 3]}  # where it was done already
# a new key is random, so the state after it is not compared, but asked for
INTACT = [
    (["surveys", "check", "--fix"], "the store is intact: 60 responses, 60 people"),
    (["surveys", "import", "exit-webinar-1.csv", *TODAY], "60 unchanged"),
]
STARTS = [(["surveys", "import", "exit-webinar-1.csv", *TODAY], "60 new")]
PLAN = (
    Job(("init", "new"), ["new"], more=FILES | REFUSED),
    Job(("init", "new", "--example"), ["new"], more=FILES | REFUSED),
    Job(("validate", "--fix", *TODAY), ["data"], ODD),
    Job(("schedule", "move", "7", "--time", "16:00", *TODAY), ["data"]),
    Job(("schedule", "swap", "7", "8", *TODAY), ["data"], more={"twice": False}),
    Job(("schedule", "cancel", "9", "--reason", "No speaker", *TODAY), ["data"]),
    Job(("schedule", "set", "webinars[6].title.en", "Another title", *TODAY), ["data"]),
    Job(("schedule", "set", "talks_per_webinar", "--remove", *TODAY), ["data"], more=REFUSED),
    Job(("due", "done", "agenda", "7", *TODAY), ["data"]),
    Job(("due", "done", "agenda", "7", "--undo", *TODAY), ["data"], DONE),
    Job(("undo", "--yes", *TODAY), ["data", ".sstc"], DONE,
        {"state": ["due", "--all", "--json", *TODAY], "ends": [0, 2]}),
    Job(("release", "publish", "first", *TODAY), ["data"]),
    Job(("release", "publish", "second", *NEXT_DAY), ["data"], MOVED),
    Job(("release", "redact", "Payment", "--yes"), ["data"], RENAMED),
)  # fmt: skip
DOCUMENTS = (
    Job(("translations", "export", "--language", "zh", "--all"), ["out"]),
    Job(("translations", "import", "zh.po", "--yes", *TODAY), ["data"], TRANSLATED),
    Job(("agenda", "render", "7"), ["out"]),
    Job(("agenda", "render", "7", "--format", "docx"), ["out"]),
    Job(("agenda", "render", "7", "--format", "pdf"), ["out"]),
    Job(("agenda", "render", "--all", "--format", "md", "--format", "html"), ["out"], more=FILES),
    Job(("invitations", "render", "7"), ["out"], more=FILES),
    Job(("documents", "render", "--all", "7"), ["out"], more=FILES),
    Job(("notices", "render", *NEXT_DAY), ["out"], MOVED, more=FILES),
    Job(("templates", "copy", "agenda"), ["templates"], more=REFUSED),
    Job(("schema", "-o", "kept/"), ["kept"]),
    Job(("calendar", "export", *TODAY), ["out"]),
    Job(("calendar", "export", "1", "2", "3", *TODAY), ["out"], more=FILES),
    Job(("calendar", "export", "--checklist", *TODAY), ["out"]),
    Job(("calendar", "export", "--audience", "ministries", *TODAY), ["out"]),
    Job(("calendar", "export", "--speakers", *TODAY), ["out"], more=FILES, speakers=True),
    Job(("calendar", "export", "--request", *TODAY), ["out"], PUBLISHED, FILES, speakers=True),
    Job(("calendar", "export", "--cancel", *TODAY), ["out"], CANCELLED, FILES, speakers=True),
    Job(("calendar", "links", "7", "--svg", "--link", "google", "-o", "kept/"), ["kept"]),
    Job(("surveys", "form", "exit", "1"), ["out"], more=FILES),
    Job(("todo", "--do", *NEXT_DAY), ["out"], (("calendar", "export", *TODAY), *MOVED), FILES),
)
ANSWERS = (
    Job(("surveys", "key"), ["../home", ".sstc"],
        more={"proofs": STARTS}, has_key=False),
    Job(("surveys", "key", "--rotate"), [".sstc", "../home"], IMPORTED, {"proofs": INTACT}),
    Job(("surveys", "import", "exit-webinar-1.csv", *TODAY), [".sstc"]),
    Job(("surveys", "import", "exit-webinar-1-later.csv", *TODAY), [".sstc"], IMPORTED),
    Job(("surveys", "import", "kept/exit-webinar-1-rejected.csv", *TODAY), [".sstc", "kept"],
        more=FILES | {"ends": [0, 1]}),
    Job(("surveys", "import", "exit-webinar-1-near.csv", "--accept-suggestions", *TODAY),
        [".sstc", "data"], more=FILES),
    Job(("surveys", "undo", "1", "--yes"), [".sstc"], IMPORTED),
    Job(("surveys", "forget", "p7@example.org", "--yes"), [".sstc"], IMPORTED),
    Job(("surveys", "purge", "--older-than", "1d", "--yes", "--today", "2099-01-01"), [".sstc"],
        IMPORTED),
    Job(("surveys", "backup", "kept/copy.sqlite"), ["kept"], IMPORTED, REFUSED),
    Job(("surveys", "export", "--with-contacts", "-o", "kept/"), ["kept"], IMPORTED),
    Job(("surveys", "export", "--format", "csv", "-o", "kept/"), ["kept"], IMPORTED, FILES),
)  # fmt: skip
CODE = "CODE"  # stands for one that is in a letter
REGISTERED = (
    ("schedule", "set", "organisers[0].email", "office@example.org", *TODAY),
    ("surveys", "import", "registration-webinar-7.csv", *TODAY),
)
APPROVED = (*REGISTERED, ("partners", "approve", "ticked.xlsx", "--yes", *TODAY))
ASKED = (*APPROVED, ("partners", "ask", *TODAY))
AGREED = (*ASKED, ("partners", "answer", "answers.csv", *TODAY))
INTRODUCED = (*AGREED, ("partners", "introduce", *TODAY))
PARTNERS = (
    Job(("surveys", "missing", "exit", "7"), [".sstc"], REGISTERED),
    Job(("partners", "board"), ["out", ".sstc"], REGISTERED, FILES),
    Job(("partners", "suggest", *TODAY), [".sstc"], REGISTERED),
    Job(("partners", "approve", "ticked.xlsx", "--yes", *TODAY), [".sstc"], REGISTERED,
        {"ends": [0, 1]}),
    Job(("partners", "ask", *TODAY), [".sstc"], APPROVED, FILES),
    Job(("mail", "letters", *TODAY), [".sstc"], ASKED, FILES),
    Job(("partners", "answer", "answers.csv", *TODAY), [".sstc"], ASKED),
    Job(("partners", "withdraw", CODE, "--yes", *TODAY), [".sstc"], ASKED, FILES),
    Job(("partners", "introduce", *TODAY), [".sstc"], AGREED, FILES),
    Job(("surveys", "forget", "q00@example.org", "--yes"), [".sstc"], INTRODUCED, FILES),
    Job(("partners", "outcome", CODE, "met", *TODAY), [".sstc"], INTRODUCED),
)  # fmt: skip
EVALUATED = (
    ("surveys", "import", "examples/exit.xlsx", *(
        f"examples/exports/{name}.csv" for name in (
            "attendance-webinar-5", "attendance-webinar-6", "attendance-webinar-7",
            "exit-webinar-5", "exit-webinar-6-en", "exit-webinar-6-zh", "later",
            "registration-webinar-5", "registration-webinar-6", "registration-webinar-7",
        )
    ), *AFTER),
)  # fmt: skip
ISSUE = ("certificates", "issue", "7", "--yes", *AFTER)
ISSUED = (("certificates", "key"), *EVALUATED, ISSUE)
REPORTED = (*EVALUATED, ("report", "publish", "first", *AFTER))
STARTED = (("knowledge", "start", "6", *AFTER),)
EVIDENCE = (
    Job(("certificates", "key"), ["../home", "data"], more={"proofs": [(ISSUE, "34 people")]},
        examples=True, before=EVALUATED),
    Job(("certificates", "key", "--rotate"), ["../home", "data"], ISSUED,
        {"proofs": [(ISSUE, "34 people")]}, examples=True),
    Job(ISSUE, [".sstc", "data"], (*EVALUATED, ("certificates", "key")), FILES, examples=True),
    Job(("certificates", "revoke", "participant-01@example.org", "--yes", *AFTER),
        [".sstc", "data"], ISSUED, FILES, examples=True),
    Job(("certificates", "verifier"), ["out"], ISSUED, examples=True),
    Job(("surveys", "forget", "participant-01@example.org", "--yes"), [".sstc"], ISSUED, FILES,
        examples=True),
    Job(("surveys", "purge", "--older-than", "1d", "--yes", "--today", "2099-01-01"), [".sstc"],
        ISSUED, FILES, examples=True),
    Job(("report", "render", "--all", *AFTER), ["out"], EVALUATED, FILES, examples=True),
    Job(("report", "render", "--edition", "office", "--format", "xlsx", *AFTER), [".sstc"],
        EVALUATED, FILES, examples=True),
    Job(("report", "figures", "7", *AFTER), ["out"], EVALUATED, FILES, examples=True),
    Job(("report", "comments", *AFTER), [".sstc"], EVALUATED, examples=True),
    Job(("report", "publish", "first", *AFTER), ["data"], EVALUATED, examples=True),
    Job(("knowledge", "start", "6", *AFTER), ["data"], more=REFUSED, examples=True),
    Job(("knowledge", "questions", "examples/zoom-qa.csv", "--webinar", "6", *AFTER), ["data"],
        STARTED, examples=True),
    Job(("knowledge", "render", "--all", *AFTER), ["out"], STARTED, FILES, examples=True),
)  # fmt: skip
MAIL = ("mail", "prepare", "invitation", "7", "--to", "examples/contacts.csv", *TODAY)
SENDER = (("schedule", "set", "organisers[0].email", "office@example.org", *TODAY),)
PREPARED = (*SENDER, MAIL)
BATCH = "invitation-sustainable-logistics"
BY_HAND = ("mail", "resolve", BATCH, "--sent-by-hand", "--exported")
MAILS = (
    Job(MAIL, [".sstc"], SENDER, FILES, examples=True),
    Job(("mail", "export", BATCH), ["out"], PREPARED, FILES, examples=True),
    Job(("mail", "due", "--today", "2020-10-02"), [".sstc"], REGISTERED, FILES | {"ends": [0, 1]}),
    Job(BY_HAND, [".sstc"], PREPARED, examples=True),
    Job(("mail", "withdraw", BATCH, "--yes"), [".sstc"], PREPARED, FILES, examples=True),
    Job(("mail", "stop", "contact-one@example.org", *TODAY), [".sstc"], PREPARED, examples=True),
    Job(("mail", "allow", "contact-one@example.org"), [".sstc"],
        (*PREPARED, ("mail", "stop", "contact-one@example.org", *TODAY)), examples=True),
    Job(("mail", "bounces", "returned.eml", *NEXT_DAY), [".sstc"], (*PREPARED, BY_HAND),
        examples=True),
    Job(("surveys", "forget", "contact-one@example.org", "--yes"), [".sstc"], PREPARED, FILES,
        examples=True),
    Job(("mail", "purge", "--older-than", "1d", "--yes", "--today", "2099-01-01"), [".sstc"],
        (*PREPARED, BY_HAND), FILES, examples=True),
)  # fmt: skip
BUILD = ("site", "build", "--draft", "--no-pictures", *TODAY)
SITE = (
    Job(BUILD, ["out"], more=FILES),
    Job((*BUILD, "--url", "https://example.org/series/"), ["out"], (BUILD,), FILES),
    Job(("site", "pack", "--for", "apache"), ["out"], (BUILD,)),
)
EXPORTED = (("schedule", "export", *TODAY),)
TAKEN = ("schedule", "import", "changed.xlsx", "--yes", *TODAY)
EXCEL = (
    Job(("init", "new", "--from", "examples/schedule.csv", "--zone", "Africa/Nairobi"), ["new"],
        more=FILES | REFUSED, examples=True),
    Job(("schedule", "export", *TODAY), ["out"]),
    Job(("schedule", "export", "--private", *TODAY), [".sstc"]),
    Job(TAKEN, ["data", ".sstc"], EXPORTED, FILES),
    Job(("schedule", "import", "--undo", *TODAY), ["data"], (*EXPORTED, TAKEN)),
)  # fmt: skip
JOBS = (*PLAN, *DOCUMENTS, *ANSWERS, *PARTNERS, *EVIDENCE, *MAILS, *SITE, *EXCEL)
