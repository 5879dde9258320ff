internal import CCurl

/// The options for connecting and for verifying the server, shared by requests and WebSockets.
struct ConnectionSetup {
    let origin: Origin
    let certificateFile: String?
    /// For resolving the name, connecting and the TLS handshake together.
    let connectMilliseconds: Int

    /// Sets the options; returns why the configured certificates cannot be used, or `nil`.
    func set(on easy: EasyHandle) -> TLSProblem? {
        setRoute(easy)
        return setTrust(easy)
    }

    private func setRoute(_ easy: EasyHandle) {
        easy.set(CURLOPT_URL, origin.url + "/")
        easy.setOnlyScheme(origin.scheme)
        easy.set(CURLOPT_NOSIGNAL, 1)
        easy.set(CURLOPT_TCP_NODELAY, 1)
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, connectMilliseconds)
        easy.setDropsResolver()
        easy.setClosesOnExec()
        if origin.isLoopback {
            // Empty, not absent: absent means the environment decides.
            easy.set(CURLOPT_PROXY, "")
        } else {
            easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        }
        if origin.host == "localhost" {
            // Whatever the resolver says, this name is this computer (RFC 6761 6.3).
            let addresses = LineList()
            addresses.append("localhost:\(origin.port):127.0.0.1,[::1]")
            easy.set(CURLOPT_RESOLVE, addresses)
        }
    }

    private func setTrust(_ easy: EasyHandle) -> TLSProblem? {
        easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        easy.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        easy.set(CURLOPT_PROXY_SSL_VERIFYPEER, 1)
        easy.set(CURLOPT_PROXY_SSL_VERIFYHOST, 2)
        easy.set(CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        guard origin.scheme == .https, let certificateFile else { return nil }
        switch CertificateFile.read(certificateFile) {
        case .failure(let problem): return problem
        case .success(let certificates):
            easy.set(CURLOPT_CAINFO_BLOB, bytes: certificates)
            // libcurl is built with the system's certificates, which would be trusted besides the configured ones.
            easy.set(CURLOPT_CAINFO, nil)
            easy.set(CURLOPT_CAPATH, nil)
            return nil
        }
    }
}
