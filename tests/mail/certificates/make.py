"""Make the certificates of the tests anew: `pip install cryptography`, then run this file.

They are valid for a hundred years, but for the one that has expired. Nobody trusts their authority.
"""

import datetime
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

FOLDER = Path(__file__).parent
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
LATE = START.replace(year=2126)
PEM = serialization.Encoding.PEM


def main() -> None:
    """Make an authority, and certificates that are right, expired, and of another server."""
    authority = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    root = certificate("authority", 1, authority.public_key(), LATE)
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    root = root.add_extension(identifier(authority.public_key()), critical=False)
    root = root.add_extension(usage, critical=True).sign(authority, hashes.SHA256())
    (FOLDER / "ca.pem").write_bytes(root.public_bytes(PEM))
    kinds = [("right", "127.0.0.1", LATE), ("other", "127.0.0.2", LATE)]
    kinds += [("expired", "127.0.0.1", START.replace(month=2))]
    for number, (name, address, end) in enumerate(kinds, 2):
        key = ec.generate_private_key(ec.SECP256R1())
        where = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
        made = certificate("mail", number, key.public_key(), end)
        made = made.add_extension(where, critical=False).add_extension(issuer, critical=False)
        both = made.sign(authority, hashes.SHA256()).public_bytes(PEM) + key.private_bytes(
            PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (FOLDER / f"{name}.pem").write_bytes(both)


def certificate(name: str, number: int, key, end: datetime.datetime) -> x509.CertificateBuilder:
    """Return an unsigned certificate of the authority."""
    made = x509.CertificateBuilder().issuer_name(named("authority")).subject_name(named(name))
    made = made.public_key(key).serial_number(number)
    return made.not_valid_before(START).not_valid_after(end)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def identifier(key) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(key)


if __name__ == "__main__":
    main()
