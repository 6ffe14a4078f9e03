"""What everybody may know to check certificates: the file `data/certificates.yaml`."""

import re
from typing import Annotated

from sstc_cli.model.base import Model, field
from sstc_cli.model.readers import Value
from sstc_cli.model.values import Url, pattern, read_text, refuse

_KEY = re.compile(r"[0-9a-f]{64}")
_HASH = re.compile(r"[0-9a-f]{32}")


def _digits(expression: re.Pattern[str], what: str) -> Value:
    """Return the reader of so many hexadecimal digits."""

    def read(value: object) -> str:
        text = read_text(value, what)
        if not expression.fullmatch(text):
            refuse("E111", f"`{{value}}` is not {what}", "restore the file from git", text)
        return text

    return Value(read, pattern(expression))


PublicKey = Annotated[str, _digits(_KEY, "a public key of 64 hexadecimal digits")]
Hash = Annotated[str, _digits(_HASH, "a hash of 32 hexadecimal digits")]


class CertificateFile(Model):
    """The public keys of a series, and the hashes of its revoked certificates. It names nobody."""

    verify_url: Url | None = field(
        default=None,
        description="where you have put `verify.html`; certificates and their page show it",
    )
    keys: tuple[PublicKey, ...] = field(
        default=(), description="the public keys of certificates, the first one first"
    )
    salt: Hash | None = field(default=None, description="what the hashes are salted with")
    revoked: tuple[Hash, ...] = field(
        default=(), description="salted hashes of the numbers of revoked certificates"
    )
