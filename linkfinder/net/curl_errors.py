"""What libcurl's errors mean: one `Failure` for each cause.

Codes: https://curl.se/libcurl/c/libcurl-errors.html; certificate results: openssl verify(1). Nothing is requested here.
"""

import errno
from dataclasses import dataclass

import pycurl

from linkfinder.net.exchange import Failure

_PROXY_HANDSHAKE = 97  # CURLE_PROXY, for which pycurl has no name

_BY_CODE = {
    pycurl.E_UNSUPPORTED_PROTOCOL: Failure.PROTOCOL,  # HTTP/0.9, or no HTTP at all
    pycurl.E_URL_MALFORMAT: Failure.BAD_URL,
    pycurl.E_COULDNT_RESOLVE_PROXY: Failure.PROXY,
    pycurl.E_COULDNT_RESOLVE_HOST: Failure.DNS_TEMPORARY,
    pycurl.E_FTP_WEIRD_SERVER_REPLY: Failure.PROTOCOL,  # code 8: of every protocol, whatever the name
    pycurl.E_HTTP2: Failure.PROTOCOL,
    pycurl.E_SSL_CONNECT_ERROR: Failure.TLS_HANDSHAKE,
    pycurl.E_ABORTED_BY_CALLBACK: Failure.PRIVATE_ADDRESS,
    pycurl.E_GOT_NOTHING: Failure.EMPTY_REPLY,
    pycurl.E_SEND_ERROR: Failure.RESET,
    pycurl.E_RECV_ERROR: Failure.RESET,
    pycurl.E_PARTIAL_FILE: Failure.RESET,
    pycurl.E_BAD_CONTENT_ENCODING: Failure.BAD_ENCODING,
    pycurl.E_WRITE_ERROR: Failure.BAD_ENCODING,  # the decoder could not go on; we never refuse to take a body
    _PROXY_HANDSHAKE: Failure.PROXY,
}
_BY_VERIFY_RESULT = {
    9: Failure.TLS_EXPIRED,  # X509_V_ERR_CERT_NOT_YET_VALID: as wrong as expired, and the same fix
    10: Failure.TLS_EXPIRED,
    18: Failure.TLS_SELF_SIGNED,
    19: Failure.TLS_SELF_SIGNED,
    62: Failure.TLS_WRONG_HOST,
    64: Failure.TLS_WRONG_HOST,
}
_BY_ERRNO = {
    errno.ECONNREFUSED: Failure.CONNECT_REFUSED,
    errno.ETIMEDOUT: Failure.CONNECT_TIMEOUT,
    errno.ENETUNREACH: Failure.UNREACHABLE,
    errno.EHOSTUNREACH: Failure.UNREACHABLE,
    errno.EADDRNOTAVAIL: Failure.UNREACHABLE,
    errno.EACCES: Failure.UNREACHABLE,
    errno.EPERM: Failure.UNREACHABLE,
}


@dataclass(frozen=True, slots=True)
class TransferError:
    """How a failed transfer ended, as libcurl reports it."""

    code: int
    message: str
    os_errno: int = 0
    verify_result: int = 0
    is_connected: bool = False
    has_status: bool = False
    by_proxy: bool = False


def failure_of_transfer(broken: TransferError) -> Failure:
    """Return the failure that an error of libcurl means."""
    if broken.code == pycurl.E_OPERATION_TIMEDOUT:
        return _timeout(broken)
    if broken.code == pycurl.E_COULDNT_CONNECT:
        return Failure.PROXY if broken.by_proxy else _BY_ERRNO.get(broken.os_errno, Failure.UNREACHABLE)
    if broken.code == pycurl.E_PEER_FAILED_VERIFICATION:
        return _certificate(broken)
    if broken.by_proxy and "CONNECT tunnel failed" in broken.message:
        return Failure.PROXY
    if "headers" in broken.message.lower() and broken.code != pycurl.E_SEND_ERROR:
        return Failure.PROTOCOL  # too many or too large: no reset, though the code says so
    return _BY_CODE.get(broken.code, Failure.PROTOCOL)


def _timeout(broken: TransferError) -> Failure:
    if broken.has_status:
        return Failure.TIMEOUT
    if broken.is_connected:
        return Failure.FIRST_BYTE_TIMEOUT
    return Failure.PROXY if broken.by_proxy else Failure.CONNECT_TIMEOUT


def _certificate(broken: TransferError) -> Failure:
    if "subject name" in broken.message or "does not match" in broken.message:
        return Failure.TLS_WRONG_HOST
    return _BY_VERIFY_RESULT.get(broken.verify_result, Failure.TLS_UNTRUSTED)
