import errno

import pycurl
import pytest

from linkfinder.linkcheck.exchange import Failure
from linkfinder.linkcheck.failures import Broken, failure_of


@pytest.mark.parametrize(
    ("broken", "failure"),
    [
        (Broken(pycurl.E_COULDNT_CONNECT, "", errno.ECONNREFUSED), Failure.CONNECT_REFUSED),
        (Broken(pycurl.E_COULDNT_CONNECT, "", errno.EHOSTUNREACH), Failure.UNREACHABLE),
        (Broken(pycurl.E_COULDNT_CONNECT, "", errno.ETIMEDOUT), Failure.CONNECT_TIMEOUT),
        (Broken(pycurl.E_COULDNT_CONNECT, "", errno.ECONNREFUSED, by_proxy=True), Failure.PROXY),
        (Broken(pycurl.E_OPERATION_TIMEDOUT, ""), Failure.CONNECT_TIMEOUT),
        (Broken(pycurl.E_OPERATION_TIMEDOUT, "", is_connected=True), Failure.FIRST_BYTE_TIMEOUT),
        (Broken(pycurl.E_OPERATION_TIMEDOUT, "", is_connected=True, has_status=True), Failure.TIMEOUT),
        (Broken(pycurl.E_OPERATION_TIMEDOUT, "", by_proxy=True), Failure.PROXY),
        (Broken(pycurl.E_PEER_FAILED_VERIFICATION, "", verify_result=10), Failure.TLS_EXPIRED),
        (Broken(pycurl.E_PEER_FAILED_VERIFICATION, "", verify_result=18), Failure.TLS_SELF_SIGNED),
        (Broken(pycurl.E_PEER_FAILED_VERIFICATION, "", verify_result=62), Failure.TLS_WRONG_HOST),
        (Broken(pycurl.E_PEER_FAILED_VERIFICATION, "", verify_result=20), Failure.TLS_UNTRUSTED),
        (
            Broken(pycurl.E_PEER_FAILED_VERIFICATION, "SSL: no alternative certificate subject name matches"),
            Failure.TLS_WRONG_HOST,
        ),
        (Broken(pycurl.E_RECV_ERROR, "Recv failure: Connection reset by peer"), Failure.RESET),
        (Broken(pycurl.E_RECV_ERROR, "Too large response headers: 307302 > 307200"), Failure.PROTOCOL),
        (Broken(pycurl.E_RECV_ERROR, "CONNECT tunnel failed, response 502", by_proxy=True), Failure.PROXY),
        (Broken(97, "proxy handshake error"), Failure.PROXY),
        (Broken(pycurl.E_GOT_NOTHING, "Empty reply from server"), Failure.EMPTY_REPLY),
        (Broken(pycurl.E_SSL_CONNECT_ERROR, ""), Failure.TLS_HANDSHAKE),
        (Broken(12345, "something new"), Failure.PROTOCOL),
    ],
)
def test_every_end_has_its_meaning(broken: Broken, failure: Failure) -> None:
    assert failure_of(broken) is failure
