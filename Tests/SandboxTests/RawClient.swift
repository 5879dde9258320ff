import Crypto
import Foundation
import JSON
import Sandbox
import TestSupport

/// A client of its own: bytes out, bytes in until the other end closes.
struct RawClient {
    let port: Int
    /// What the headers are signed for; the server's clock must agree within 30 seconds.
    var now = Date()

    struct Reply {
        let status: Int
        let head: String
        let body: [UInt8]

        var json: JSONView? { try? JSONDocument(parsing: body).root }
        var code: String? { json?["code"]?.scalarText }
        var rows: [JSONView] { json?["data"]?.elements ?? [] }
        var text: String { String(decoding: body, as: UTF8.self) }

        func header(_ name: String) -> String? {
            let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
            return line.map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    /// `nil` when the connection ended without a complete head.
    func send(_ method: String, _ target: String, headers: [(String, String)] = [], body: String = "") -> Reply? {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if !body.isEmpty { text += "Content-Length: \(body.utf8.count)\r\n" }
        return Self.reply(from: exchange(Array((text + "\r\n" + body).utf8)))
    }

    /// A signed GET; `signed` names what to sign if that is not what is sent, `changing` replaces headers or, with `nil`, leaves them out.
    func get(
        _ target: String, as key: SandboxKey, signing signed: String? = nil, changing: [String: String?] = [:]
    ) -> Reply? {
        let timestamp = Self.timestamp(now)
        let message = Array((timestamp + "GET" + (signed ?? target)).utf8)
        var headers: [String: String] = [
            "OK-ACCESS-KEY": key.apiKey,
            "OK-ACCESS-SIGN": Base64.encode(HMACSHA256.code(for: message, key: SecretBytes(key.secretKey.utf8))),
            "OK-ACCESS-TIMESTAMP": timestamp,
            "OK-ACCESS-PASSPHRASE": key.passphrase,
        ]
        if key.environment == .demo { headers["x-simulated-trading"] = "1" }
        for (name, value) in changing { headers[name] = value }
        return send("GET", target, headers: headers.map { ($0.key, $0.value) })
    }

    /// A signed POST of a JSON body; `changing` replaces headers or, with `nil`, leaves them out.
    func post(_ target: String, _ body: String, as key: SandboxKey, changing: [String: String?] = [:]) -> Reply? {
        let timestamp = Self.timestamp(now)
        let message = Array((timestamp + "POST" + target + body).utf8)
        var headers: [String: String] = [
            "Content-Type": "application/json",
            "OK-ACCESS-KEY": key.apiKey,
            "OK-ACCESS-SIGN": Base64.encode(HMACSHA256.code(for: message, key: SecretBytes(key.secretKey.utf8))),
            "OK-ACCESS-TIMESTAMP": timestamp,
            "OK-ACCESS-PASSPHRASE": key.passphrase,
        ]
        if key.environment == .demo { headers["x-simulated-trading"] = "1" }
        for (name, value) in changing { headers[name] = value }
        return send("POST", target, headers: headers.map { ($0.key, $0.value) }, body: body)
    }

    static func timestamp(_ date: Date) -> String {
        let milliseconds = Int64(date.timeIntervalSince1970 * 1000)
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
        let fraction = String(format: "%03d", Int(milliseconds % 1000))
        return formatter.string(from: Date(timeIntervalSince1970: Double(milliseconds / 1000))) + ".\(fraction)Z"
    }

    /// Everything that comes back after these bytes.
    func exchange(_ bytes: [UInt8]) -> [UInt8] { (try? Loopback.exchange(bytes, with: UInt16(port))) ?? [] }

    static func reply(from bytes: [UInt8]) -> Reply? {
        let ending = Array("\r\n\r\n".utf8)
        guard bytes.count >= ending.count,
            let end = (0...bytes.count - ending.count).first(where: { bytes[$0..<$0 + 4].elementsEqual(ending) })
        else { return nil }
        let head = String(decoding: bytes[0..<end], as: UTF8.self)
        guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        return Reply(status: status, head: head, body: Array(bytes[(end + 4)...]))
    }
}
