"""What web servers need to know: types, how long to keep a file, and the policy of the pages."""

from collections.abc import Callable, Mapping

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
}
# addresses never change, so browsers must ask whether the file behind one has
_CACHE = "public, max-age=300, must-revalidate"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": _CACHE,
}
_OPEN = ("ics", "xml", "json")  # programs of other sites may read these


def type_of(name: str) -> str:
    """Return the type of a file of the site."""
    return TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def _apache() -> dict[str, str]:
    types = "\n".join(f'AddType "{kind}" .{ending}' for ending, kind in TYPES.items())
    headers = "\n".join(f'  Header set {name} "{value}"' for name, value in _HEADERS.items())
    text = f"""\
# Of sstc. It needs AllowOverride FileInfo Indexes; the headers need mod_headers.
DirectoryIndex index.html
ErrorDocument 404 /404.html
{types}
<IfModule mod_headers.c>
{headers}
  <FilesMatch "\\.({"|".join(_OPEN)})$">
    Header set Access-Control-Allow-Origin "*"
  </FilesMatch>
</IfModule>
"""
    return {".htaccess": text}


def _nginx() -> dict[str, str]:
    types = "\n".join(f"    {kind.partition(';')[0]} {ending};" for ending, kind in TYPES.items())
    headers = "\n".join(
        f'  add_header {name} "{value}" always;' for name, value in _HEADERS.items()
    )
    text = f"""\
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
    return {"nginx.conf": text}


def _iis() -> dict[str, str]:
    types = "\n".join(
        f'      <remove fileExtension=".{ending}" />\n'
        f'      <mimeMap fileExtension=".{ending}" mimeType="{kind}" />'
        for ending, kind in TYPES.items()
    )
    headers = "\n".join(
        f'        <add name="{name}" value="{value}" />'
        for name, value in _HEADERS.items()
        if name != "Cache-Control"
    )
    text = f"""\
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <defaultDocument>
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <httpErrors>
      <remove statusCode="404" />
      <error statusCode="404" path="404.html" responseMode="File" />
    </httpErrors>
    <staticContent>
{types}
      <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="00:05:00" />
    </staticContent>
    <httpProtocol>
      <customHeaders>
{headers}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
</configuration>
"""
    return {"web.config": text}


def _netlify() -> dict[str, str]:
    headers = "\n".join(f"  {name}: {value}" for name, value in _HEADERS.items())
    opened = "\n".join(
        f"/*.{ending}\n  Access-Control-Allow-Origin: *\n  Content-Type: {TYPES[ending]}"
        for ending in _OPEN
    )
    return {"_headers": f"/*\n{headers}\n{opened}\n"}


SERVERS: Mapping[str, Callable[[], dict[str, str]]] = {
    "apache": _apache,
    "iis": _iis,
    "nginx": _nginx,
    "netlify": _netlify,
}
