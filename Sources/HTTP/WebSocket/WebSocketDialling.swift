internal import CCurl
import Crypto
import Glibc

/// A connection that libcurl is making: name, proxy, TLS. It stays in a multi handle of its own: among others, libcurl would consider a
/// connection dead on which something has arrived.
final class WebSocketDialling {
    /// How far it is.
    enum Progress {
        case underWay
        case connected(EasyHandle)
        case failed(CURLcode, EasyHandle)
        /// The proxy's answer is too long.
        case tooLarge
    }

    /// The most bytes of a proxy's answer.
    private static let mostProxyBytes = 64 << 10

    private let easy: EasyHandle
    private let multi: UnsafeMutableRawPointer
    private var watched: [Int32: Int16] = [:]
    /// When libcurl wants to be called although nothing happened, by the steady clock.
    private(set) var deadline: Int64? = 0
    private var heardBytes = 0

    /// Begins, or tells why it cannot.
    static func start(_ setup: ConnectionSetup) -> Result<WebSocketDialling, HTTPFailure> {
        let failed = HTTPFailure.other(curlCode: CurlLibrary.failedToStart)
        guard CurlLibrary.startResult == CURLE_OK, let easy = EasyHandle(), let multi = curl_multi_init() else { return .failure(failed) }
        let dialling = WebSocketDialling(easy, multi)
        if let problem = setup.set(on: easy) { return .failure(.tls(problem)) }
        dialling.setOptions()
        guard easy.firstError == CURLE_OK, curl_multi_add_handle(multi, easy.pointer) == CURLM_OK else { return .failure(failed) }
        return .success(dialling)
    }

    private init(_ easy: EasyHandle, _ multi: UnsafeMutableRawPointer) {
        self.easy = easy
        self.multi = multi
    }

    deinit {
        curl_multi_remove_handle(multi, easy.pointer)
        curl_multi_cleanup(multi)
    }

    private func setOptions() {
        easy.set(CURLOPT_CONNECT_ONLY, 1)
        // The WebSocket handshake used here is HTTP/1.1 (RFC 6455, 4), so HTTP/2 must not be negotiated.
        easy.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        easy.set(CURLOPT_FRESH_CONNECT, 1)
        let context = Unmanaged.passUnretained(self).toOpaque()
        easy.set(CURLOPT_VERBOSE, 1)
        easy.set(CURLOPT_DEBUGDATA, pointer: context)
        easy.set(debugCallback: { _, kind, _, count, context in
            if let context, kind == CURLINFO_HEADER_IN || kind == CURLINFO_DATA_IN {
                Unmanaged<WebSocketDialling>.fromOpaque(context).takeUnretainedValue().heardBytes += count
            }
            return 0
        })
        ccurl_multi_set_socket_callback(
            multi,
            { _, descriptor, what, context, _ in
                guard let context else { return 0 }
                Unmanaged<WebSocketDialling>.fromOpaque(context).takeUnretainedValue().watch(descriptor, what)
                return 0
            }, context)
        ccurl_multi_set_timer_callback(
            multi,
            { _, milliseconds, context in
                guard let context else { return 0 }
                let dialling = Unmanaged<WebSocketDialling>.fromOpaque(context).takeUnretainedValue()
                dialling.deadline = milliseconds < 0 ? nil : SteadyClock.milliseconds + Int64(milliseconds)
                return 0
            }, context)
    }

    private func watch(_ descriptor: Int32, _ what: Int32) {
        switch what {
        case CURL_POLL_IN: watched[descriptor] = Int16(POLLIN)
        case CURL_POLL_OUT: watched[descriptor] = Int16(POLLOUT)
        case CURL_POLL_INOUT: watched[descriptor] = Int16(POLLIN) | Int16(POLLOUT)
        default: watched[descriptor] = nil
        }
    }

    /// What libcurl waits for.
    var interests: [pollfd] { watched.map { pollfd(fd: $0.key, events: $0.value, revents: 0) } }

    /// Lets libcurl go on where something has happened.
    func work(_ ready: [pollfd]) -> Progress {
        var running: Int32 = 0
        if let due = deadline, due <= SteadyClock.milliseconds {
            deadline = nil
            curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
        }
        for poll in ready where poll.revents != 0 && watched[poll.fd] != nil {
            var events: Int32 = 0
            if poll.revents & Int16(POLLIN) != 0 { events |= CURL_CSELECT_IN }
            if poll.revents & Int16(POLLOUT) != 0 { events |= CURL_CSELECT_OUT }
            if poll.revents & (Int16(POLLERR) | Int16(POLLHUP) | Int16(POLLNVAL)) != 0 { events |= CURL_CSELECT_ERR }
            curl_multi_socket_action(multi, poll.fd, events, &running)
        }
        guard heardBytes <= Self.mostProxyBytes else { return .tooLarge }
        var remaining: Int32 = 0
        while let message = curl_multi_info_read(multi, &remaining) {
            guard message.pointee.msg == CURLMSG_DONE else { continue }
            let code = message.pointee.data.result
            return code == CURLE_OK ? .connected(easy) : .failed(code, easy)
        }
        return .underWay
    }
}
