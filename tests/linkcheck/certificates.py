"""Certificates for tests: an authority of our own, good leaves and bad ones, made when they are needed."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


class Authority:
    """Signs certificates for loopback addresses; `file` is what a client must trust."""

    def __init__(self, folder: Path, name: str = "Tests") -> None:
        self._folder = folder
        self._name = name
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = self._sign(name, self._key, name, self._key, is_authority=True)
        path = folder / f"{name}.pem"
        path.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))
        self.file = str(path)

    def context(self, ip: str, kind: str = "good") -> ssl.SSLContext:
        """Return a server's context: good, expired, self_signed, wrong_host, or signed by an unknown authority."""
        if kind == "unknown_authority":
            return Authority(self._folder, "Stranger").context(ip)
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = ip if kind == "self_signed" else self._name
        signer = key if kind == "self_signed" else self._key
        shown = "127.99.99.99" if kind == "wrong_host" else ip
        certificate = self._sign(shown, key, issuer, signer, is_expired=kind == "expired")
        path = self._folder / f"{ip}-{kind}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.TraditionalOpenSSL,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    @staticmethod
    def _sign(
        name: str,
        key: ec.EllipticCurvePrivateKey,
        issuer: str,
        signer: ec.EllipticCurvePrivateKey,
        *,
        is_authority: bool = False,
        is_expired: bool = False,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        begin, end = (now - 9 * DAY, now - DAY) if is_expired else (now - DAY, now + 9 * DAY)
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if not is_authority:
            names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(signer, hashes.SHA256())
