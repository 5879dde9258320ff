import Crypto
import Domain
import Exchanges
import Foundation
import Glibc
import HTTP
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import Session

/// A sandbox that approves a client, an authorization against it, and a user with a browser.
final class AuthorizationScene: Sendable {
    let server: SandboxServer
    let run: OAuthSession
    let port: UInt16
    private let transport: HTTPTransport
    private let advances = Advances()
    private let task: Task<OAuthSession.Ending, Never>

    struct TookTooLong: Error {
        let what: String
    }

    static func with(
        _ change: (inout SandboxConfiguration) -> Void = { _ in }, client changeClient: (inout FastAPIClient) -> Void = { _ in },
        clientSecret: Result<String, Failure>? = nil, environment: TradingEnvironment = .live,
        _ body: (AuthorizationScene) async throws -> Void
    ) async throws {
        let port = try Loopback.freePort()
        var configuration = SandboxConfiguration.unlimited
        configuration.oauthClient.redirectURIs = ["http://127.0.0.1:\(port)/callback"]
        change(&configuration)
        let server = try await SandboxServer.start(configuration)
        let oauth = configuration.oauthClient
        var client = FastAPIClient(
            clientID: oauth.clientID, secretSource: .sample(Array(oauth.clientSecret.utf8)),
            redirectURI: "http://127.0.0.1:\(port)/callback")
        client.authorizeOrigin = server.origin
        client.waitSeconds = Deadline.milliseconds / 1_000
        changeClient(&client)
        let scene = AuthorizationScene(server, client, clientSecret ?? .success(oauth.clientSecret), port, environment)
        defer { scene.transport.shutDown() }
        try await body(scene)
        scene.run.abandon()
        scene.run.end()
        scene.task.cancel()
        await server.stop()
    }

    private init(
        _ server: SandboxServer, _ client: FastAPIClient, _ clientSecret: Result<String, Failure>, _ port: UInt16,
        _ environment: TradingEnvironment
    ) {
        self.server = server
        self.port = port
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        self.transport = transport
        let site = SandboxRequest.site(server.origin)
        let slots = CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3))
        let tools = OAuthSession.Tools(
            adapter: OKXAdapter(), client: client, sites: [site], transport: transport, limits: SandboxRequest.quickLimits,
            language: .english,
            clientSecret: { clientSecret.map { SecretBytes($0.utf8) } })
        let advances = advances
        let run = OAuthSession(
            AuthorizationRequest(
                exchange: "okx", place: AccountPlace(site: site, environment: environment), slots: slots, label: "tidegate",
                language: .english),
            tools
        ) { advance in advances.list.withLock { $0.append(advance) } }
        self.run = run
        task = Task { await run.run() }
    }

    private final class Advances: Sendable {
        let list = Mutex<[AuthorizationAdvance]>([])
    }

    // MARK: What the terminal shows

    private func first<Value: Sendable>(_ what: String, _ find: @Sendable (AuthorizationAdvance) -> Value?) async throws -> Value {
        var found: Value?
        try await Deadline.until(what) {
            found = advances.list.withLock { $0.compactMap(find).first }
            return found != nil
        }
        return try #require(found)
    }

    func offer() async throws -> AuthorizationOffer {
        try await first("the address") { if case .opened(let offer) = $0 { offer } else { nil } }
    }

    func refusals(_ count: Int) async throws -> [Failure] {
        var found: [Failure] = []
        try await Deadline.until("refusal \(count)") {
            found = advances.list.withLock { $0.compactMap { if case .refused(let failure) = $0 { failure } else { nil } } }
            return found.count >= count
        }
        return found
    }

    func question() async throws -> AuthorizationAdvance.Question {
        try await first("a question") { if case .asked(let question) = $0 { question } else { nil } }
    }

    func ending() async -> OAuthSession.Ending { await task.value }

    func failure() async -> Failure? {
        if case .failed(let failure) = await ending() { failure } else { nil }
    }

    func grant() async throws -> OAuthSession.Grant {
        guard case .made(let grant) = await ending() else { throw TookTooLong(what: "the key") }
        return grant
    }

    func paste(_ text: String) { run.answer(SecretBytes(text.utf8)) }

    // MARK: The browser

    /// Logs in and decides; answers where the exchange sends the browser.
    func decide(_ decision: String = "allow", account: String = "main", address: String? = nil) async throws -> String {
        let shown = if let address { address } else { try await offer().address }
        let target = String(shown.dropFirst(server.origin.count))
        let reply = try await transport.send(
            HTTPRequest(
                method: .post, origin: server.origin, target: target, headers: [.init("Content-Type", "application/x-www-form-urlencoded")],
                body: .bytes(Array("account=\(account)&decision=\(decision)".utf8)))
        ).get()
        return reply.header("location") ?? "status \(reply.status): \(String(decoding: reply.body, as: UTF8.self))"
    }

    /// Goes where the exchange sent the browser.
    @discardableResult
    func follow(_ location: String) async throws -> HTTPReply {
        let origin = "http://127.0.0.1:\(port)"
        return try await transport.send(HTTPRequest(origin: origin, target: String(location.dropFirst(origin.count)))).get()
    }

    func agree(account: String = "main") async throws {
        let reply = try await follow(try await decide(account: account))
        try #require(reply.status == 200)
    }

    /// Sends bytes to the listener as they are and answers everything that comes back; empty where it refuses the connection.
    func raw(_ bytes: String, then wait: Duration = .zero) async throws -> String {
        guard let descriptor = try? connect() else { return "" }
        defer { close(descriptor) }
        _ = Loopback.send(Array(bytes.utf8), to: descriptor)
        if wait > .zero { try await Task.sleep(for: wait) }
        return String(decoding: Loopback.readToEnd(descriptor), as: UTF8.self)
    }

    func connect() throws -> Int32 { try Loopback.connect(to: port) }

    /// The keys that this client has made.
    var keys: [SandboxKey] { server.accounts.flatMap(\.keys).filter { $0.label == "tidegate" } }
}
