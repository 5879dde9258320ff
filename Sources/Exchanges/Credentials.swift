import Crypto
import Domain

/// The secrets of one key, each under its field. Their bytes are reached by closure only.
public struct Credentials: Sendable {
    /// The secrets themselves.
    public let values: KeyValues<SecretBytes>

    /// Whoever wipes them wipes the given ones.
    public init(_ values: KeyValues<SecretBytes>) {
        self.values = values
    }

    /// The value by which the exchange knows the key.
    public var apiKey: SecretBytes { values.apiKey }

    /// The value of a field; `nil` where the key has none.
    public subscript(field: KeyField.ID) -> SecretBytes? { values[field] }

    /// Wipes all of them.
    public func wipe() {
        for secret in values.all { secret.wipe() }
    }

    /// The API key with all but its first and last three characters hidden, such as `37c…418`; only `…` where the key is
    /// shorter than 12 bytes or an end of it is not plain ASCII.
    public var maskedKey: String { Self.masked(apiKey) }

    /// An API key as `maskedKey` shows it.
    public static func masked(_ apiKey: SecretBytes) -> String {
        apiKey.withUnsafeBytes { bytes in
            guard bytes.count >= 12 else { return "…" }
            let ends = [UInt8](bytes.prefix(3)) + [UInt8](bytes.suffix(3))
            guard ends.allSatisfy({ (0x21...0x7E).contains($0) }) else { return "…" }
            let shown = ends.map { Character(Unicode.Scalar($0)) }
            return String(shown.prefix(3)) + "…" + String(shown.suffix(3))
        }
    }
}
