internal import CCurl

/// One request on its way: its options, its body going out, its reply coming in.
final class Transfer {
    let easy: EasyHandle
    let pending: PendingReply
    private let request: HTTPRequest
    private let origin: Origin
    private var source: BodySource
    private var collector: ReplyCollector

    init(_ request: HTTPRequest, to origin: Origin, on easy: EasyHandle, pending: PendingReply) {
        self.request = request
        self.origin = origin
        self.easy = easy
        self.pending = pending
        source = BodySource(request.body)
        collector = ReplyCollector(limits: request.limits)
    }

    /// Nil when the handle is ready to be run, or why it must not be.
    func prepare(userAgent: String) -> HTTPFailure? {
        let setup = ConnectionSetup(
            origin: origin, certificateFile: request.certificateFile, connectMilliseconds: request.limits.connectMilliseconds)
        if let problem = setup.set(on: easy) { return .tls(problem) }
        setRoute()
        let headersAreComplete = setRequest(userAgent: userAgent)
        setReply()
        guard easy.firstError == CURLE_OK, headersAreComplete else {
            return .other(curlCode: Int(easy.firstError.rawValue))
        }
        return nil
    }

    /// The result for the caller, given how the transfer ended.
    func answer(to code: CURLcode) -> Result<HTTPReply, HTTPFailure> {
        let finishedAt = CurlLibrary.unixMicroseconds()
        guard code == CURLE_OK else {
            if collector.verdict == .tooLarge { return .failure(.replyTooLarge) }
            return .failure(CurlErrorMapping(easy: easy, origin: origin).failure(for: code))
        }
        let status = easy.number(CURLINFO_RESPONSE_CODE)
        guard status > 0 else { return .failure(.protocolError) }
        let startedAt = finishedAt - easy.size(CURLINFO_TOTAL_TIME_T)
        return .success(
            HTTPReply(
                status: status,
                headers: collector.headers,
                body: collector.body,
                startedAtUnixMilliseconds: (startedAt + easy.size(CURLINFO_PRETRANSFER_TIME_T)) / 1_000,
                finishedAtUnixMilliseconds: (startedAt + easy.size(CURLINFO_STARTTRANSFER_TIME_T)) / 1_000,
                protocolVersion: easy.number(CURLINFO_HTTP_VERSION) == CURL_HTTP_VERSION_2_0 ? .http2 : .http1_1,
                origin: request.origin))
    }

    private func setRoute() {
        // The URL's own path would be read and written again by libcurl; a signature covers the text as it is.
        easy.set(CURLOPT_REQUEST_TARGET, request.target)
        easy.set(CURLOPT_FOLLOWLOCATION, 0)
        easy.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        easy.set(CURLOPT_TIMEOUT_MS, request.limits.totalMilliseconds)
        switch (origin.scheme, request.needsOwnConnection) {
        case (.http, _), (.https, true):
            // Over HTTP/2 the header table of an open connection (RFC 7541 2.3.2) would keep secrets outside of locked memory.
            easy.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        case (.https, false):
            easy.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
            // Several requests at once wait for the first one's handshake and then share its connection. Where the server
            // turns out to speak HTTP/1.1 only, that costs one round trip, once.
            easy.set(CURLOPT_PIPEWAIT, 1)
        }
    }

    private func setRequest(userAgent: String) -> Bool {
        let lines = LineList()
        for header in request.headers { lines.append(header) }
        // An empty value keeps libcurl from adding a line of its own.
        lines.append("Expect:")
        easy.set(CURLOPT_USERAGENT, userAgent)
        switch request.method {
        case .get:
            easy.set(CURLOPT_HTTPGET, 1)
        case .post:
            if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) { lines.append("Content-Type:") }
            easy.set(CURLOPT_POST, 1)
            easy.set(CURLOPT_POSTFIELDSIZE_LARGE, size: source.byteCount)
            easy.set(CURLOPT_READDATA, pointer: context)
            // The body cannot be rewound: libcurl then repeats on a fresh connection only what has not gone out yet, so that a server never
            // acts on the same request twice.
            easy.set(CURLOPT_READFUNCTION) { buffer, size, count, context in
                guard let buffer, let context else { return Int(CURL_READFUNC_ABORT) }
                let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
                return transfer.source.fill(UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
                    ?? Int(CURL_READFUNC_ABORT)
            }
            // Without a body there is nothing to rewind, and libcurl would repeat it where an open connection turns out to be closed. A new
            // one cannot, and what fails there is not repeated.
            if source.byteCount == 0 { easy.set(CURLOPT_FRESH_CONNECT, 1) }
        }
        easy.set(CURLOPT_HTTPHEADER, lines)
        return lines.isComplete
    }

    private func setReply() {
        easy.set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
        easy.set(CURLOPT_MAXFILESIZE_LARGE, size: request.limits.replyBytes)
        easy.set(CURLOPT_HEADERDATA, pointer: context)
        easy.set(CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            let line = UnsafeRawBufferPointer(start: buffer, count: size * count)
            return transfer.collector.take(headerLine: line).bytesTaken(of: line.count)
        }
        easy.set(CURLOPT_WRITEDATA, pointer: context)
        easy.set(CURLOPT_WRITEFUNCTION) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            let part = UnsafeRawBufferPointer(start: buffer, count: size * count)
            return transfer.collector.take(bodyPart: part).bytesTaken(of: part.count)
        }
        // libcurl bounds neither what stands between the pieces of a body nor the reply of a proxy.
        easy.set(CURLOPT_VERBOSE, 1)
        easy.set(CURLOPT_DEBUGDATA, pointer: context)
        easy.set(debugCallback: { _, kind, _, count, context in
            guard let context else { return 0 }
            switch kind {
            case CURLINFO_HEADER_IN, CURLINFO_DATA_IN:
                Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().collector.note(wireBytes: count)
            default: break
            }
            return 0
        })
        easy.set(CURLOPT_NOPROGRESS, 0)
        easy.set(CURLOPT_XFERINFODATA, pointer: context)
        easy.set(progressCallback: { context, _, _, _, _ in
            guard let context else { return 0 }
            switch Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().collector.noteLook() {
            case .goOn: return 0
            case .tooLarge: return 1
            }
        })
    }

    /// The loop keeps the transfer as long as libcurl has the handle, so the pointer need not retain it.
    private var context: UnsafeMutableRawPointer {
        Unmanaged.passUnretained(self).toOpaque()
    }
}

extension ReplyCollector.Verdict {
    /// libcurl ends a transfer whose callback took another number of bytes than it was given.
    fileprivate func bytesTaken(of count: Int) -> Int {
        switch self {
        case .goOn: count
        case .tooLarge: count == 0 ? 1 : 0
        }
    }
}
