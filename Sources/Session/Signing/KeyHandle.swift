import Crypto
import Domain
import Synchronization

/// Stands for a key wherever one is needed. Its values lie in locked memory; only the signer reads them and only the vault stores them.
public final class KeyHandle: Sendable {
    /// The values, for the vault to store.
    package let values: KeyValues<SecretBytes>
    /// The API key with all but its first and last three characters hidden, such as `37c…418`; only `…` where the key is
    /// shorter than 12 bytes or an end of it is not plain ASCII.
    public let maskedKey: String
    /// The account that the exchange counts its requests for.
    let account: RateBudget.Account
    private let wiped = Atomic<Bool>(false)

    /// A handle for values that are ready to sign with. Shares them: wiping the handle wipes them.
    public init(_ values: KeyValues<SecretBytes>) {
        self.values = values
        maskedKey = Self.masked(values.apiKey)
        account = RateBudget.Account(apiKey: values.apiKey)
    }

    /// Wipes the key. A signature that is being made fails.
    public func wipe() {
        wiped.store(true, ordering: .sequentiallyConsistent)
        for secret in values.all { secret.wipe() }
    }

    /// Whether there is nothing to sign with any more.
    var isWiped: Bool { wiped.load(ordering: .sequentiallyConsistent) || ProcessGuard.hasWiped }

    /// An API key as `maskedKey` shows it.
    package static func masked(_ apiKey: SecretBytes) -> String {
        apiKey.withUnsafeBytes { bytes in
            guard bytes.count >= 12 else { return "…" }
            let ends = [UInt8](bytes.prefix(3)) + [UInt8](bytes.suffix(3))
            guard ends.allSatisfy({ (0x21...0x7E).contains($0) }) else { return "…" }
            let shown = ends.map { Character(Unicode.Scalar($0)) }
            return String(shown.prefix(3)) + "…" + String(shown.suffix(3))
        }
    }
}
