import Crypto
import Domain
import Exchanges
import Foundation

/// Keys of Bybit's shapes that are worth nothing, and blocks that the distribution's OpenSSL made.
enum BybitKeys {
    static let key = "ABCDEFGHIJKLMNOPQR"
    static let secret = "abcdefghijklmnopqrstuvwxyz0123456789"
    static let passphrase = "clover-Pässwort"

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "CryptoTests/keys")

    /// The block of lines of a key, without a line end behind it.
    static func block(_ name: String) -> String {
        let text = (try? String(contentsOf: folder.appending(path: name + ".pem"), encoding: .utf8)) ?? ""
        return text.trimmingCharacters(in: .newlines)
    }

    /// What is kept of a block that is PKCS #8 already: its Base64 in one line.
    static func kept(_ name: String) -> String { block(name).split(separator: "\n").filter { !$0.hasPrefix("-") }.joined() }

    /// The block in locked memory, without a copy of it anywhere else in this process.
    static func secretBlock(_ name: String) throws -> SecretBytes {
        let file = open(folder.appending(path: name + ".pem").path(), O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        let block = try SecretBytes(capacity: 8_192)
        try withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 16) { room in
            guard let start = room.baseAddress else { return }
            defer { explicit_bzero(start, room.count) }
            while true {
                let count = read(file, start, room.count)
                guard count > 0 else { return }
                try block.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
        }
        return block
    }

    static func lines(_ name: String) -> Int { block(name).split(separator: "\n").count }
}
