import Sandbox

/// Runs a sandbox on a free port for the length of a test.
func withSandbox(
    _ change: (inout SandboxConfiguration) -> Void = { _ in },
    _ body: (SandboxServer, RawClient) async throws -> Void
) async throws {
    var configuration = SandboxConfiguration()
    change(&configuration)
    let server = try await SandboxServer.start(configuration)
    do {
        try await body(server, RawClient(port: server.port))
        await server.stop()
    } catch {
        await server.stop()
        throw error
    }
}

extension SandboxAccount {
    static func example(_ id: String) -> SandboxAccount {
        examples.first { $0.id == id }!
    }

    var key: SandboxKey { keys[0] }

    /// The sample accounts whose key works from this machine on the global site.
    static var usable: [SandboxAccount] {
        examples.filter { $0.id != "elsewhere" && $0.key.flaw == .none && $0.key.site == .global }
    }
}
