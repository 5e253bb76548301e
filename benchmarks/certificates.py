"""Certificates for loopback hosts, signed by an authority that only the commands of one benchmark trust."""

import os
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_NAME = "linkfinder benchmark"


@dataclass(frozen=True, slots=True)
class Authority:
    """A key that signs certificates, and the file that a client names in `SSL_CERT_FILE` to trust it."""

    folder: Path
    key: ec.EllipticCurvePrivateKey

    @property
    def file(self) -> Path:
        """The authorities that a client trusts: those of the system, and this one."""
        return self.folder / "authorities.pem"

    def certificate(self, host: str) -> Path:
        """Write a key and a certificate for one host, a name or an IP address, into one file and return it."""
        file = self.folder / f"{host}.pem"
        if not file.exists():
            own = ec.generate_private_key(ec.SECP256R1())
            name = x509.DNSName(host) if host[-1].isalpha() else x509.IPAddress(ip_address(host))
            certificate = _signed(host[:60], own.public_key(), self.key, name)
            file.write_bytes(_pem(own) + certificate.public_bytes(serialization.Encoding.PEM))
        return file

    def server_context(self, host: str) -> ssl.SSLContext:
        """Return what a server needs to answer as this host."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate(host))
        return context


def new_authority(folder: Path) -> Authority:
    """Make an authority whose files stand in a folder."""
    authority = Authority(folder, ec.generate_private_key(ec.SECP256R1()))
    known = Path(os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt"))
    trusted = known.read_bytes() if known.is_file() else b""
    own = _signed(_NAME, authority.key.public_key(), authority.key, None)
    authority.file.write_bytes(trusted + own.public_bytes(serialization.Encoding.PEM))
    return authority


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(encoding, form, serialization.NoEncryption())


def _signed(
    subject: str, key: ec.EllipticCurvePublicKey, signer: ec.EllipticCurvePrivateKey, name: x509.GeneralName | None
) -> x509.Certificate:
    """Return a certificate; without a name it is that of an authority."""
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _NAME)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca=name is None, path_length=None), critical=True)
    )
    if name is not None:
        builder = builder.add_extension(x509.SubjectAlternativeName([name]), critical=False)
    return builder.sign(signer, hashes.SHA256())
