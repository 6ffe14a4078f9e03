"""The survey tools whose exports are understood: one file each, the plainest one last."""

from sstc_cli.survey.platforms import google_forms, microsoft_forms, plain, workbook
from sstc_cli.survey.platforms.platform import Platform, Use

PLATFORMS: tuple[Platform, ...] = (
    workbook.PLATFORM,
    microsoft_forms.PLATFORM,
    google_forms.PLATFORM,
    plain.PLATFORM,
)

__all__ = ["PLATFORMS", "Platform", "Use"]
