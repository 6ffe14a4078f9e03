"""Settings for Internet Information Services."""

from sstc_cli.site.servers.facts import HEADERS, TYPES

_FILE = """\
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
_TYPE = """\
      <remove fileExtension=".{ending}" />
      <mimeMap fileExtension=".{ending}" mimeType="{kind}" />"""


def iis() -> dict[str, str]:
    """Return the file in the folder of the site; `clientCache` has its own element."""
    types = (_TYPE.format(ending=ending, kind=kind) for ending, kind in TYPES.items())
    headers = (
        f'        <add name="{name}" value="{value}" />'
        for name, value in HEADERS.items()
        if name != "Cache-Control"
    )
    return {"web.config": _FILE.format(types="\n".join(types), headers="\n".join(headers))}
