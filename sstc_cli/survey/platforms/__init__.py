"""The survey tools whose exports `sstc` can read: one file for each, the plainest one last."""

from sstc_cli.survey.platforms import (
    attendance_table,
    google_forms,
    google_meet,
    kobotoolbox,
    limesurvey,
    microsoft_forms,
    microsoft_teams,
    odk_central,
    plain,
    qualtrics,
    surveymonkey,
    tencent,
    tencent_meeting,
    webex,
    wenjuanxing,
    workbook,
    zoom_attendees,
    zoom_participants,
    zoom_poll,
    zoom_registration,
)
from sstc_cli.survey.platforms.platform import Platform, Use

PLATFORMS: tuple[Platform, ...] = (
    workbook.PLATFORM,
    microsoft_forms.PLATFORM,
    google_forms.PLATFORM,
    zoom_attendees.PLATFORM,
    zoom_participants.PLATFORM,
    zoom_registration.PLATFORM,
    zoom_poll.PLATFORM,
    microsoft_teams.PLATFORM,
    google_meet.PLATFORM,
    webex.PLATFORM,
    tencent_meeting.PLATFORM,
    kobotoolbox.PLATFORM,
    odk_central.PLATFORM,
    surveymonkey.PLATFORM,
    limesurvey.PLATFORM,
    qualtrics.PLATFORM,
    wenjuanxing.PLATFORM,
    tencent.PLATFORM,
    attendance_table.PLATFORM,
    plain.PLATFORM,
)

__all__ = ["PLATFORMS", "Platform", "Use"]
