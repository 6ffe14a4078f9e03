"""The result of checking a certificate: valid, or why not."""

from dataclasses import dataclass

from sstc_cli.certificates.claims import Claims
from sstc_cli.certificates.code import ForgedError, read
from sstc_cli.certificates.revoked import is_revoked, keys_in
from sstc_cli.certificates.seal import is_sealed
from sstc_cli.model.certificates.public import CertificateFile

_COMPARE = "compare its words with these: only these were signed"


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of a check: `claims` are those of a code with a good signature."""

    status: str
    message: str
    hint: str | None = None
    claims: Claims | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the certificate is valid."""
        return self.status == "valid"

    def as_json(self) -> dict[str, object]:
        """Return the result for programs."""
        said = self.claims
        return {
            "valid": self.is_valid,
            "status": self.status,
            "message": self.message,
            "certificate": said
            and {
                "kind": said.kind.word,
                "name": said.name,
                "series": said.series,
                "webinars": list(said.webinars),
                "first": said.first,
                "last": said.last,
                "number": said.number,
            },
        }


def verified(code: str, file: bytes | None, public: CertificateFile, series: str) -> Verified:
    """Return whether a code is valid, and with a file, whether that is as it was issued."""
    keys = keys_in(public)
    if not keys:
        hint = "get data/certificates.yaml from the colleague who issues certificates"
        return Verified("unknown", "no key is known with which to check a certificate", hint)
    try:
        claims = read(code, keys)
    except ForgedError as error:
        return Verified("forged", error.message, error.hint)
    if claims.series != series:
        message = f"it is of another series, `{claims.series}`"
        return Verified("other", message, "check it in the workspace of that series", claims)
    if is_revoked(public, claims.serial):
        message = "revoked: this certificate is not valid any more"
        return Verified("revoked", message, "ask the organisers for the present one", claims)
    if file is not None and not is_sealed(file, keys):
        message = "the code is genuine, but the file was changed after it was issued"
        return Verified("changed", message, _COMPARE, claims)
    as_issued = ", and the file is as it was issued" if file is not None else ""
    return Verified("valid", f"valid: the signature is genuine{as_issued}", None, claims)
