"""The survey tools whose exports `sstc` can read: one file for each, the plainest one last."""

from sstc_cli.survey.platforms import (
    any_table,
    google,
    limesurvey,
    microsoft,
    odk,
    qualtrics,
    surveymonkey,
    tencent,
    webex,
    wenjuanxing,
    zoom,
)
from sstc_cli.survey.platforms.platform import Platform, Use

PLATFORMS: tuple[Platform, ...] = (
    any_table.WORKBOOK,
    microsoft.MICROSOFT_FORMS,
    google.GOOGLE_FORMS,
    zoom.ZOOM_ATTENDEES,
    zoom.ZOOM_PARTICIPANTS,
    zoom.ZOOM_REGISTRATION,
    zoom.ZOOM_POLL,
    microsoft.MICROSOFT_TEAMS,
    google.GOOGLE_MEET,
    webex.PLATFORM,
    tencent.TENCENT_MEETING,
    odk.KOBOTOOLBOX,
    odk.ODK_CENTRAL,
    surveymonkey.PLATFORM,
    limesurvey.PLATFORM,
    qualtrics.PLATFORM,
    wenjuanxing.PLATFORM,
    tencent.TENCENT,
    any_table.ATTENDANCE_TABLE,
    any_table.PLAIN,
)

__all__ = ["PLATFORMS", "Platform", "Use"]
