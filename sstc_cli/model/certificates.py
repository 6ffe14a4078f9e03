"""What is public, so that certificates can be checked: the file `data/certificates.yaml`."""

from typing import Annotated

from sstc_cli.model.base import Model, field
from sstc_cli.model.readers import Value
from sstc_cli.model.values import Url, matching


def _digits(count: int, what: str) -> Value:
    what = f"{what} of {count} hexadecimal digits"
    refusal = ("E111", f"`{{value}}` is not {what}", "restore the file from git")
    return matching(f"[0-9a-f]{{{count}}}", what, refusal, "text")


PublicKey = Annotated[str, _digits(64, "a public key")]
Hash = Annotated[str, _digits(32, "a hash")]


class CertificateFile(Model):
    """The public keys of a series, and the hashes of its revoked certificates. It has no names."""

    verify_url: Url | None = field(
        "where you have put `verify.html`; certificates and their page show it", default=None
    )
    keys: tuple[PublicKey, ...] = field(
        "the public keys of certificates, the first one first", default=()
    )
    salt: Hash | None = field("what the hashes are salted with", default=None)
    revoked: tuple[Hash, ...] = field(
        "salted hashes of the numbers of revoked certificates", default=()
    )
