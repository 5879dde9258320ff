import Testing

@testable import Sandbox

/// The control paths are for programs, not for web pages.
@Suite struct ControlGateTests {
    private func ask(
        _ sandbox: SandboxServer, _ method: String, _ target: String, host: String?, _ headers: [(String, String)] = [], body: String = ""
    ) -> Int? {
        var text = "\(method) \(target) HTTP/1.1\r\nConnection: close\r\n"
        if let host { text += "Host: \(host)\r\n" }
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if !body.isEmpty { text += "Content-Length: \(body.utf8.count)\r\n" }
        return RawClient.reply(from: RawClient(port: sandbox.port).exchange(Array((text + "\r\n" + body).utf8)))?.status
    }

    private static let fault = #"{"kind":"html","status":502}"#
    private static let clock = #"{"offsetMilliseconds":-31000}"#

    @Test func programsOfThisMachineAreLetIn() async throws {
        try await withSandbox { sandbox, _ in
            for host in ["127.0.0.1", "127.0.0.1:\(sandbox.port)", "localhost:\(sandbox.port)", "LocalHost", "[::1]:\(sandbox.port)"] {
                #expect(ask(sandbox, "GET", "/sandbox/log", host: host) == 200, "\(host)")
                for type in [[], [("Content-Type", "application/json")], [("content-type", "Application/JSON; charset=utf-8")]] {
                    #expect(ask(sandbox, "POST", "/sandbox/clock", host: host, type, body: Self.clock) == 200, "\(host)")
                }
                #expect(ask(sandbox, "DELETE", "/sandbox/faults", host: host) == 200, "\(host)")
            }
            // Typed into a browser to look.
            #expect(
                ask(
                    sandbox, "GET", "/sandbox/accounts", host: "localhost:\(sandbox.port)",
                    [("Sec-Fetch-Site", "none"), ("Sec-Fetch-Mode", "navigate")]) == 200)
        }
    }

    /// A name that is made to point here, and none at all.
    @Test func anotherHostIsRefused() async throws {
        try await withSandbox { sandbox, _ in
            for host in [
                "evil.example", "evil.example:\(sandbox.port)", "127.0.0.1:1", "127.0.0.1.evil.example",
                "127.0.0.1:\(sandbox.port)@evil.example", "localhost.", "0.0.0.0:\(sandbox.port)", "",
            ] {
                #expect(ask(sandbox, "GET", "/sandbox/log", host: host) == 421, "\(host)")
                #expect(ask(sandbox, "POST", "/sandbox/clock", host: host, body: Self.clock) == 421, "\(host)")
            }
            #expect(ask(sandbox, "GET", "/sandbox/log", host: nil) != 200)
            #expect(ask(sandbox, "GET", "/sandbox/log", host: "127.0.0.1", [("Host", "evil.example")]) != 200)
            #expect(sandbox.clockOffsetMilliseconds == 0)
        }
    }

    @Test(arguments: [
        [("Origin", "https://evil.example")], [("Origin", "null")], [("Origin", "http://127.0.0.1")],
        [("Referer", "https://evil.example/")], [("Sec-Fetch-Site", "cross-site")],
        [("Sec-Fetch-Site", "same-site")], [("Sec-Fetch-Site", "same-origin")], [("Sec-Fetch-Mode", "no-cors")],
        [("Sec-Fetch-Site", "none"), ("Origin", "https://evil.example")],
        [("Content-Type", "application/json"), ("Origin", "https://evil.example")], [("Access-Control-Request-Method", "POST")],
        [("Content-Type", "text/plain")], [("Content-Type", "text/plain;application/json")],
        [("Content-Type", "application/x-www-form-urlencoded")],
        [("Content-Type", "multipart/form-data; boundary=x")], [("Content-Type", "")],
        [("Content-Type", "application/json"), ("Content-Type", "text/plain")],
    ])
    func whatAPageCanHaveABrowserSendIsRefused(headers: [(String, String)]) async throws {
        try await withSandbox { sandbox, client in
            for (method, target, body) in [
                ("POST", "/sandbox/clock", Self.clock), ("POST", "/sandbox/faults", Self.fault), ("DELETE", "/sandbox/faults", ""),
                ("OPTIONS", "/sandbox/faults", ""),
            ] {
                let status = ask(sandbox, method, target, host: "127.0.0.1:\(sandbox.port)", headers, body: body)
                #expect(status == 403 || status == 415, "\(method) \(target): \(status ?? 0)")
            }
            #expect(
                sandbox.clockOffsetMilliseconds == 0 && client.send("GET", "/sandbox/faults")?.json?["faults"]?.elements.isEmpty == true)
        }
    }

    @Test func noPageIsToldThatItMay() async throws {
        try await withSandbox { _, client in
            for target in ["/sandbox/log", "/sandbox/faults"] {
                #expect(client.send("GET", target)?.head.lowercased().contains("access-control") == false)
            }
        }
    }
}
