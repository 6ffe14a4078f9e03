"""Any other table whose header row has our questions: it is tried last."""

from sstc_cli.survey.platforms.platform import Headers, Platform, Use

PLATFORM = Platform(
    name="plain",
    title="a plain table",
    recognises=bool,
    key=(Use.EMAIL,),
    separator=r"[;,、；，┋|\n]",
    headers=Headers(
        uses={
            "webinar": Use.WEBINAR,
            "webinar number": Use.WEBINAR,
            "研讨会": Use.WEBINAR,
            "场次": Use.WEBINAR,
        }
    ),
)
