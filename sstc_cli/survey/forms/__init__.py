"""A survey as a form for each tool, from the same definition by which its exports are read."""

from collections.abc import Mapping

from sstc_cli.survey.forms import (
    google_script,
    limesurvey,
    wenjuanxing,
    word,
    workbook,
    xlsform,
)
from sstc_cli.survey.forms.form import Form, FormFormat

FORMS: Mapping[str, FormFormat] = {
    "xlsform": xlsform.FORMAT,
    "docx": word.FORMAT,
    "google": google_script.FORMAT,
    "limesurvey": limesurvey.FORMAT,
    "wenjuanxing": wenjuanxing.FORMAT,
    "xlsx": workbook.FORMAT,
}

__all__ = [
    "FORMS",
    "Form",
]
