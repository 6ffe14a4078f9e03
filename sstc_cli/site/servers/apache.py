"""Settings for Apache."""

from sstc_cli.site.servers.facts import HEADERS, OPEN, TYPES

_FILE = """\
# Of sstc. It needs AllowOverride FileInfo Indexes; the headers need mod_headers.
DirectoryIndex index.html
ErrorDocument 404 /404.html
{types}
<IfModule mod_headers.c>
{headers}
  <FilesMatch "\\.({opened})$">
    Header set Access-Control-Allow-Origin "*"
  </FilesMatch>
</IfModule>
"""


def apache() -> dict[str, str]:
    """Return the file in the folder of the site."""
    types = "\n".join(f'AddType "{kind}" .{ending}' for ending, kind in TYPES.items())
    headers = "\n".join(f'  Header set {name} "{value}"' for name, value in HEADERS.items())
    return {".htaccess": _FILE.format(types=types, headers=headers, opened="|".join(OPEN))}
