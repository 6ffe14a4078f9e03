"""What each web server needs to know about the site: types, caching and the policy of the pages."""

from collections.abc import Callable, Mapping

from sstc_cli.site.servers.apache import apache
from sstc_cli.site.servers.iis import iis
from sstc_cli.site.servers.netlify import netlify
from sstc_cli.site.servers.nginx import nginx

SERVERS: Mapping[str, Callable[[], dict[str, str]]] = {
    "apache": apache,
    "iis": iis,
    "nginx": nginx,
    "netlify": netlify,
}
