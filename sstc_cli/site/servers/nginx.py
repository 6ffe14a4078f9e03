"""Settings for nginx."""

from sstc_cli.site.servers.facts import HEADERS, TYPES

_FILE = """\
# Of sstc. Include this file in the server block, and set root to the folder of the site.
location / {{
  index index.html;
  error_page 404 /404.html;
  charset utf-8;
  charset_types text/html text/css text/javascript text/calendar text/plain
    application/xml application/json;
  types {{
{types}
  }}
{headers}
}}
"""


def nginx() -> dict[str, str]:
    """Return the file to include in the settings of the server."""
    types = "\n".join(f"    {kind.partition(';')[0]} {ending};" for ending, kind in TYPES.items())
    lines = (f'  add_header {name} "{value}" always;' for name, value in HEADERS.items())
    return {"nginx.conf": _FILE.format(types=types, headers="\n".join(lines))}
