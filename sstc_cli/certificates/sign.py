"""Ed25519 (RFC 8032): signatures that are the same each time, and that anybody can verify."""

from collections.abc import Iterable

from sstc_cli.errors import SstcError

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
except ImportError:  # sstc was installed without its extra `certificates`
    Ed25519PrivateKey = None  # type: ignore[assignment,misc]

KEY, SIGNATURE = 32, 64  # bytes
_INSTALL = (
    "install sstc with its extra `certificates`, or only the library: `python -m pip install "
    "cryptography` in the environment of sstc; with pipx, `pipx inject sstc-cli cryptography`; "
    "with uv, `uv tool install --with cryptography .` in the clone"
)


def require_cryptography() -> None:
    """Refuse to go on without the library that signs and verifies."""
    if Ed25519PrivateKey is None:
        message = "certificates need the library `cryptography`, which is not installed"
        raise SstcError(message, _INSTALL)


def public_key(secret: bytes) -> bytes:
    require_cryptography()
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign(secret: bytes, message: bytes) -> bytes:
    require_cryptography()
    return Ed25519PrivateKey.from_private_bytes(secret).sign(message)


def signer_of(keys: Iterable[bytes], message: bytes, signature: bytes) -> bytes | None:
    """Return the public key with which a message was signed, or None if it is not one of them."""
    require_cryptography()
    return next((key for key in keys if _is_of(key, message, signature)), None)


def _is_of(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
