import Foundation
import TestSupport
import Testing

/// `tidegate sandbox`, running.
final class SandboxProcess: Sendable {
    struct Sample: Hashable, Sendable {
        let apiKey: String
        let secretKey: String
        let passphrase: String

        /// As three lines, which is how most people paste them.
        var lines: String { [apiKey, secretKey, passphrase].joined(separator: "\n") + "\n" }
    }

    let origin: String
    let samples: [String: Sample]
    let titles: [String: (english: String, chinese: String)]
    private let process: ChildProcess
    private let bybitHosts: [Address]
    private let bybitKeys: [String: BybitKey]

    /// A key of Bybit, with a secret or a private key.
    struct BybitKey: Hashable, Sendable {
        let apiKey: String
        let secretKey: String?
        let privateKey: String?
    }

    private struct Address: Hashable, Sendable {
        let site: String
        let environment: String
        let host: String
        let address: String
    }

    static func start(_ arguments: [String] = ["--no-rate-limits"]) async throws -> SandboxProcess {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let output = folder.path + "/sandbox.json"
        let process = try ChildProcess(
            Program.path, ["sandbox", "--port", "0", "--json"] + arguments, environment: Program.environment(folder), folder: folder.path,
            output: output)
        do {
            let description = try await Deadline.wait(for: "the sandbox's address") {
                guard process.isRunning else { throw Deadline.Passed(description: "the sandbox did not start") }
                return try? JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: output))) as? [String: Any]
            }
            return try SandboxProcess(process, description)
        } catch {
            process.signal(SIGKILL)
            _ = await process.end()
            throw error
        }
    }

    private init(_ process: ChildProcess, _ description: [String: Any]) throws {
        self.process = process
        origin = try #require(description["origin"] as? String)
        var samples: [String: Sample] = [:]
        var titles: [String: (String, String)] = [:]
        for account in try #require(description["accounts"] as? [[String: Any]]) {
            let id = try #require(account["id"] as? String)
            let key = try #require((account["keys"] as? [[String: Any]])?.first)
            samples[id] = Sample(
                apiKey: try #require(key["apiKey"] as? String), secretKey: try #require(key["secretKey"] as? String),
                passphrase: try #require(key["passphrase"] as? String))
            titles[id] = (try #require(account["title"] as? String), try #require(account["title_zh"] as? String))
        }
        let bybit = (description["exchanges"] as? [[String: Any]])?.first { $0["exchange"] as? String == "bybit" }
        bybitHosts = (bybit?["hosts"] as? [[String: String]] ?? []).compactMap { host in
            guard let site = host["site"], let environment = host["environment"], let name = host["host"], let address = host["address"]
            else { return nil }
            return Address(site: site, environment: environment, host: name, address: address)
        }
        bybitKeys = (bybit?["accounts"] as? [[String: Any]] ?? []).reduce(into: [:]) { keys, account in
            guard let id = account["id"] as? String, let key = (account["keys"] as? [[String: String]])?.first, let apiKey = key["apiKey"]
            else { return }
            keys[id] = BybitKey(apiKey: apiKey, secretKey: key["secretKey"], privateKey: key["privateKey"])
        }
        self.samples = samples
        self.titles = titles
    }

    var processIdentifier: Int32 { process.identifier }

    func bybit(account id: String) throws -> BybitKey { try #require(bybitKeys[id]) }

    /// A configuration that knows the live hosts of the sandbox's Bybit as the site `lab`.
    var bybitConfiguration: String {
        get throws {
            let hosts = bybitHosts.filter { $0.site == "global" && $0.environment == "live" }
            try #require(hosts.count == 2)
            return """
                refresh_seconds = 0

                [vault]
                work_factor = 10

                [sites.lab]
                exchange = "bybit"

                [sites.lab.hosts]
                \(hosts.map { "\($0.host == "stream" ? "stream-private" : $0.host) = \"\($0.address)\"" }.joined(separator: "\n"))

                """
        }
    }

    func sample(_ id: String) throws -> Sample { try #require(samples[id]) }

    /// Puts a fault in force, as JSON of the sandbox's control path.
    func misbehave(_ fault: String) async throws { _ = try await control("POST", "/sandbox/faults", fault) }

    /// Takes all faults back.
    func behave() async throws { _ = try await control("DELETE", "/sandbox/faults") }

    /// The requests for a path that the sandbox has seen lately. What else the program asks for on its own time, such as the rate of
    /// the euro after a reading, does not count.
    func requestCount(of path: String) async throws -> Int {
        let object = try JSONSerialization.jsonObject(with: Data(try await control("GET", "/sandbox/log").utf8)) as? [String: Any]
        return try #require(object?["entries"] as? [[String: Any]]).count { $0["path"] as? String == path }
    }

    /// The requests that the sandbox has seen.
    func requestCount() async throws -> Int {
        let object = try JSONSerialization.jsonObject(with: Data(try await control("GET", "/sandbox/log").utf8)) as? [String: Any]
        return try #require(object?["count"] as? Int)
    }

    /// Does something as the owner of an account on the website, as JSON of the sandbox's control path.
    func act(_ action: String) async throws { _ = try await control("POST", "/sandbox/user", action) }

    /// The paths of the requests that would change something, in their order.
    func writes() async throws -> [String] {
        let object = try JSONSerialization.jsonObject(with: Data(try await control("GET", "/sandbox/writes").utf8)) as? [String: Any]
        return try #require(object?["entries"] as? [[String: Any]]).map { try #require($0["path"] as? String) }
    }

    private func control(_ method: String, _ path: String, _ body: String = "") async throws -> String {
        let port = try #require(UInt16(origin.split(separator: ":").last ?? ""))
        let request = """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1\r
            Connection: close\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
        let reply = String(decoding: try Loopback.exchange(Array(request.utf8), with: port), as: UTF8.self)
        try #require(reply.hasPrefix("HTTP/1.1 200"), "\(reply)")
        return reply.range(of: "\r\n\r\n").map { String(reply[$0.upperBound...]) } ?? ""
    }

    /// Ends it, and answers with its status.
    @discardableResult
    func stop() async -> Int32 {
        process.signal(SIGTERM)
        return await process.end()
    }
}
