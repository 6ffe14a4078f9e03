"""Settings for Netlify, which Cloudflare Pages reads too."""

from sstc_cli.site.servers.facts import HEADERS, OPEN, TYPES

_OPENED = "/*.{ending}\n  Access-Control-Allow-Origin: *\n  Content-Type: {kind}"


def netlify() -> dict[str, str]:
    """Return the file in the folder of the site."""
    headers = "\n".join(f"  {name}: {value}" for name, value in HEADERS.items())
    opened = "\n".join(_OPENED.format(ending=ending, kind=TYPES[ending]) for ending in OPEN)
    return {"_headers": f"/*\n{headers}\n{opened}\n"}
