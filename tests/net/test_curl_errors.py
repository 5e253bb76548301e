import errno

import pycurl
import pytest

from linkfinder.net.curl_errors import TransferError, failure_of_transfer
from linkfinder.net.exchange import Failure


@pytest.mark.parametrize(
    ("broken", "failure"),
    [
        (TransferError(pycurl.E_COULDNT_CONNECT, "", errno.ECONNREFUSED), Failure.CONNECT_REFUSED),
        (TransferError(pycurl.E_COULDNT_CONNECT, "", errno.EHOSTUNREACH), Failure.UNREACHABLE),
        (TransferError(pycurl.E_COULDNT_CONNECT, "", errno.ETIMEDOUT), Failure.CONNECT_TIMEOUT),
        (TransferError(pycurl.E_COULDNT_CONNECT, "", errno.ECONNREFUSED, by_proxy=True), Failure.PROXY),
        (TransferError(pycurl.E_OPERATION_TIMEDOUT, ""), Failure.CONNECT_TIMEOUT),
        (TransferError(pycurl.E_OPERATION_TIMEDOUT, "", is_connected=True), Failure.FIRST_BYTE_TIMEOUT),
        (TransferError(pycurl.E_OPERATION_TIMEDOUT, "", is_connected=True, has_status=True), Failure.TIMEOUT),
        (TransferError(pycurl.E_OPERATION_TIMEDOUT, "", by_proxy=True), Failure.PROXY),
        (TransferError(pycurl.E_PEER_FAILED_VERIFICATION, "", verify_result=10), Failure.TLS_EXPIRED),
        (TransferError(pycurl.E_PEER_FAILED_VERIFICATION, "", verify_result=18), Failure.TLS_SELF_SIGNED),
        (TransferError(pycurl.E_PEER_FAILED_VERIFICATION, "", verify_result=62), Failure.TLS_WRONG_HOST),
        (TransferError(pycurl.E_PEER_FAILED_VERIFICATION, "", verify_result=20), Failure.TLS_UNTRUSTED),
        (
            TransferError(pycurl.E_PEER_FAILED_VERIFICATION, "SSL: no alternative certificate subject name matches"),
            Failure.TLS_WRONG_HOST,
        ),
        (TransferError(pycurl.E_RECV_ERROR, "Recv failure: Connection reset by peer"), Failure.RESET),
        (TransferError(pycurl.E_RECV_ERROR, "Too large response headers: 307302 > 307200"), Failure.PROTOCOL),
        (TransferError(pycurl.E_RECV_ERROR, "CONNECT tunnel failed, response 502", by_proxy=True), Failure.PROXY),
        (TransferError(97, "proxy handshake error"), Failure.PROXY),
        (TransferError(pycurl.E_GOT_NOTHING, "Empty reply from server"), Failure.EMPTY_REPLY),
        (TransferError(pycurl.E_SSL_CONNECT_ERROR, ""), Failure.TLS_HANDSHAKE),
        (TransferError(12345, "something new"), Failure.PROTOCOL),
    ],
)
def test_every_end_has_its_meaning(broken: TransferError, failure: Failure) -> None:
    assert failure_of_transfer(broken) is failure
