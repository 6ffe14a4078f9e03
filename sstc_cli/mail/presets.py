"""The accounts of well-known providers, as they were at the end of 2026.

A quota that a provider does not publish begins low: raise it when a mailing has gone well.
"""

from collections.abc import Mapping

PRESETS: Mapping[str, Mapping[str, str | int]] = {
    "microsoft365": {
        "host": "smtp.office365.com", "port": 587, "tls": "starttls",
        "per_minute": 30, "per_day": 10_000,
    },
    "gmail": {
        "host": "smtp.gmail.com", "port": 587, "tls": "starttls",
        "per_minute": 20, "per_day": 500,
    },
    "exmail": {
        "host": "smtp.exmail.qq.com", "port": 465, "tls": "implicit",
        "per_minute": 10, "per_day": 500,
    },
    "qq": {
        "host": "smtp.qq.com", "port": 465, "tls": "implicit",
        "per_minute": 10, "per_day": 200,
    },
    "163": {
        "host": "smtp.163.com", "port": 465, "tls": "implicit",
        "per_minute": 10, "per_day": 200,
    },
}  # fmt: skip
