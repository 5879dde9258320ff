internal import CCurl

/// Maps libcurl's result and what it knows about a transfer to a failure.
struct CurlErrorMapping {
    let easy: EasyHandle
    let origin: Origin

    func failure(for code: CURLcode) -> HTTPFailure {
        let connectCode = easy.number(CURLINFO_HTTP_CONNECTCODE)
        if connectCode != 0, !(200..<300).contains(connectCode) { return .proxyFailed(Self.refusal(status: connectCode)) }
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY:
            return .proxyFailed(.unreachable)
        case CURLE_PROXY:
            return .proxyFailed(socksProblem)
        case CURLE_COULDNT_RESOLVE_HOST:
            return .nameNotResolved
        case CURLE_COULDNT_CONNECT:
            // libcurl does not say whether the proxy or the server refused the connection.
            return proxy.applies(to: origin) ? .proxyFailed(.unreachable) : .connectionFailed
        case CURLE_OPERATION_TIMEDOUT:
            return easy.size(CURLINFO_PRETRANSFER_TIME_T) == 0 ? .connectTimedOut : .timedOut
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
            return isAtProxy
                ? .proxyFailed(.tls(Self.certificateProblem(easy.number(CURLINFO_PROXY_SSL_VERIFYRESULT))))
                : .tls(Self.certificateProblem(easy.number(CURLINFO_SSL_VERIFYRESULT)))
        case CURLE_SSL_CONNECT_ERROR:
            return isAtProxy ? .proxyFailed(.tls(handshakeProblem)) : .tls(handshakeProblem)
        case CURLE_SSL_CACERT_BADFILE:
            return .tls(.certificateFileUnreadable)
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT:
            return .tls(.other)
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_FAIL_REWIND,
            CURLE_HTTP2_STREAM:
            return .cut
        case CURLE_ABORTED_BY_CALLBACK:
            // Only the body's source ends a transfer so, when its secret was wiped.
            return .cancelled
        case CURLE_FILESIZE_EXCEEDED, CURLE_OUT_OF_MEMORY:
            // "Out of memory" is libcurl's word for a header line longer than its own bound of 100 KiB.
            return .replyTooLarge
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2,
            CURLE_HTTP_RETURNED_ERROR:
            return .protocolError
        default:
            return .other(curlCode: Int(code.rawValue))
        }
    }

    private var proxy: ProxyEnvironment { .current }

    /// Whether the failure belongs to the TLS connection with the proxy: it has not answered `CONNECT` yet.
    private var isAtProxy: Bool {
        proxy.isEncrypted && proxy.applies(to: origin) && easy.number(CURLINFO_HTTP_CONNECTCODE) == 0
    }

    /// By the status with which a proxy answers `CONNECT` (RFC 9110 9.3.6 and 15).
    private static func refusal(status: Int) -> ProxyProblem {
        switch status {
        case 401, 407: .loginWanted
        case 300..<400, 511: .signInPage(status: status)
        case 403, 405, 451: .refused(status: status)
        case 500, 502, 503, 504: .destinationUnreachable(status: status)
        default: .failed(status: status)
        }
    }

    private var socksProblem: ProxyProblem {
        switch CURLproxycode(UInt32(easy.number(CURLINFO_PROXY_ERROR))) {
        case CURLPX_USER_REJECTED, CURLPX_NO_AUTH, CURLPX_IDENTD, CURLPX_IDENTD_DIFFER, CURLPX_RECV_AUTH, CURLPX_GSSAPI,
            CURLPX_LONG_USER, CURLPX_LONG_PASSWD:
            .loginWanted
        case CURLPX_REPLY_NOT_ALLOWED, CURLPX_REQUEST_FAILED, CURLPX_REPLY_COMMAND_NOT_SUPPORTED: .refused(status: nil)
        case CURLPX_REPLY_HOST_UNREACHABLE, CURLPX_REPLY_NETWORK_UNREACHABLE, CURLPX_REPLY_CONNECTION_REFUSED,
            CURLPX_REPLY_TTL_EXPIRED, CURLPX_REPLY_GENERAL_SERVER_FAILURE, CURLPX_RESOLVE_HOST:
            .destinationUnreachable(status: nil)
        default: .failed(status: nil)
        }
    }

    /// By the codes of OpenSSL's x509_vfy.h. libcurl compares the host itself once the chain was found good; it has then
    /// recorded 0, or still its 1 for "not yet".
    private static func certificateProblem(_ verifyResult: Int) -> TLSProblem {
        switch verifyResult {
        case 0, 1, 62, 64: .wrongHost
        case 9, 10, 13, 14: .expired
        case 18: .selfSigned
        case 2, 19, 20, 21, 24, 27: .untrustedIssuer
        default: .other
        }
    }

    /// OpenSSL reports it only in text: its own refusal of an old version, or the server's alert about ours (RFC 8446, 6.2).
    private var handshakeProblem: TLSProblem {
        let text = easy.failureText
        return text.contains("unsupported protocol") || text.contains("alert protocol version")
            ? .oldProtocol : .handshakeFailed
    }
}
