"""What each web server needs to know about the site, and the site in one zip file."""

from collections.abc import Callable, Mapping

from sstc_cli.render.zipped import zipped

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
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "public, max-age=300, must-revalidate",
}
OPEN = ("ics", "xml", "json")  # programs of other sites may read these


def type_of(name: str) -> str:
    return TYPES.get(name.rpartition(".")[2], "application/octet-stream")


_HTACCESS = """\
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
    return {".htaccess": _HTACCESS.format(types=types, headers=headers, opened="|".join(OPEN))}


_WEB_CONFIG = """\
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
_IIS_TYPE = """\
      <remove fileExtension=".{ending}" />
      <mimeMap fileExtension=".{ending}" mimeType="{kind}" />"""


def iis() -> dict[str, str]:
    """Return the file in the folder of the site; `clientCache` has its own element."""
    types = (_IIS_TYPE.format(ending=ending, kind=kind) for ending, kind in TYPES.items())
    headers = (
        f'        <add name="{name}" value="{value}" />'
        for name, value in HEADERS.items()
        if name != "Cache-Control"
    )
    return {"web.config": _WEB_CONFIG.format(types="\n".join(types), headers="\n".join(headers))}


_NETLIFY_OPENED = "/*.{ending}\n  Access-Control-Allow-Origin: *\n  Content-Type: {kind}"


def netlify() -> dict[str, str]:
    """Return the file in the folder of the site."""
    headers = "\n".join(f"  {name}: {value}" for name, value in HEADERS.items())
    opened = "\n".join(_NETLIFY_OPENED.format(ending=ending, kind=TYPES[ending]) for ending in OPEN)
    return {"_headers": f"/*\n{headers}\n{opened}\n"}


_NGINX_CONF = """\
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
    return {"nginx.conf": _NGINX_CONF.format(types=types, headers="\n".join(lines))}


SERVERS: Mapping[str, Callable[[], dict[str, str]]] = {
    "apache": apache,
    "iis": iis,
    "nginx": nginx,
    "netlify": netlify,
}


_TEXTS = (".html", ".css", ".js", ".ics", ".xml", ".json", ".svg", ".txt", ".config")


def packed(files: Mapping[str, bytes], server: str | None = None) -> bytes:
    """Return a zip file of the site, with what a web server needs to know about it."""
    more = SERVERS[server]() if server else {}
    whole = {**files, **{name: text.encode() for name, text in more.items()}}
    return zipped({name: whole[name] for name in sorted(whole)}, _TEXTS)
