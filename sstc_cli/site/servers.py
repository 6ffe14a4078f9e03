"""What each web server needs to know about the site, and the site in one zip file."""

from collections.abc import Iterable, Mapping

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
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
}
TEXTS = ("html", "css", "js", "ics", "xml", "json", "svg", "txt")
# addresses never change, so browsers must ask whether the file behind one has
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "public, max-age=300, must-revalidate",
}
OPEN = ("ics", "xml", "json")  # programs of other sites may read these


# a page is a quarter of its size on the way; Netlify compresses by itself
_COMPRESSED = [TYPES[ending].partition(";")[0] for ending in TEXTS]


def type_of(name: str) -> str:
    return TYPES.get(name.rpartition(".")[2], "application/octet-stream")


_HTACCESS = """\
# Of sstc. It needs AllowOverride FileInfo Indexes; the headers need mod_headers, and
# compression mod_deflate and mod_filter.
DirectoryIndex index.html
ErrorDocument 404 /404.html
{types}
<IfModule mod_headers.c>
{headers}
  <FilesMatch "\\.({opened})$">
    Header set Access-Control-Allow-Origin "*"
  </FilesMatch>
</IfModule>
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE {compressed}
</IfModule>
"""
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
    <urlCompression doStaticCompression="true" />
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
_NETLIFY_OPENED = "/*.{ending}\n  Access-Control-Allow-Origin: *\n  Content-Type: {kind}"
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
  gzip on;
  gzip_vary on;
  gzip_types {compressed};
{headers}
}}
"""


def _types(line: str, endings: Iterable[str] = TYPES) -> str:
    kinds = ((ending, TYPES[ending]) for ending in endings)
    return "\n".join(
        line.format(ending=ending, kind=kind, bare=kind.partition(";")[0]) for ending, kind in kinds
    )


def _headers(line: str, names: Iterable[str] = HEADERS) -> str:
    return "\n".join(line.format(name=name, value=HEADERS[name]) for name in names)


# the name and the text of the file that each web server needs
SERVERS = {
    "apache": (
        ".htaccess",
        _HTACCESS.format(
            types=_types('AddType "{kind}" .{ending}'),
            headers=_headers('  Header set {name} "{value}"'),
            opened="|".join(OPEN),
            compressed=" ".join(_COMPRESSED),
        ),
    ),
    "iis": (
        "web.config",
        _WEB_CONFIG.format(
            types=_types(_IIS_TYPE),
            headers=_headers(
                '        <add name="{name}" value="{value}" />',
                [name for name in HEADERS if name != "Cache-Control"],  # it has `clientCache`
            ),
        ),
    ),
    "nginx": (
        "nginx.conf",
        _NGINX_CONF.format(
            types=_types("    {bare} {ending};"),
            headers=_headers('  add_header {name} "{value}" always;'),
            compressed=" ".join(_COMPRESSED[1:]),  # pages always are
        ),
    ),
    "netlify": (
        "_headers",
        f"/*\n{_headers('  {name}: {value}')}\n{_types(_NETLIFY_OPENED, OPEN)}\n",
    ),
}
_TEXTS = (".html", ".css", ".js", ".ics", ".xml", ".json", ".svg", ".txt", ".config")


def packed(files: Mapping[str, bytes], server: str | None = None) -> bytes:
    """Return a zip file of the site, with what a web server needs to know about it."""
    whole = dict(files)
    if server:
        name, text = SERVERS[server]
        whole[name] = text.encode()
    return zipped({name: whole[name] for name in sorted(whole)}, _TEXTS)
