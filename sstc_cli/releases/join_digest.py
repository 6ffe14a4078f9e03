"""The digest of a private link, by which a release shows that it was replaced, but not the link.

Everybody who has the data file gets the same digest, and no key has to be shared. It is slow, which
makes each guess expensive, and short: of the many links that people could guess, one in 65,536 has
the same digest, so no guess can be confirmed. The salt is the same for all webinars of a series;
otherwise a link of several webinars would have several digests, which together confirm it.
"""

import hashlib
from functools import lru_cache

from sstc_cli.model import Join, Series

_COST = 2**12  # 4 MB and some 10 milliseconds for a link
_BYTES = 2


def join_digest(series: Series, join: Join | None) -> str | None:
    """Return the digest of a link that is not public, with its passcode."""
    if join is None or join.public:
        return None
    return _digest(f"{series.id}@{series.domain}", f"{join.url}\n{join.passcode or ''}")


@lru_cache(maxsize=1_024)
def _digest(salt: str, secret: str) -> str:
    slow = hashlib.scrypt(secret.encode(), salt=salt.encode(), n=_COST, r=8, p=1, dklen=_BYTES)
    return f"scrypt:{slow.hex()}"
