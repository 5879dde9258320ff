import Crypto
import JSON

/// A secret of a document: a range of the opened vault, or locked memory until it is saved. Reached by closure only.
public struct StoredSecret: Sendable {
    private let place: Place

    private enum Place: Sendable {
        case document(JSONTape.Node, of: JSONTape, in: WipedBytes)
        case memory(SecretBytes)
    }

    /// A secret that is not saved yet; it must not be wiped before it is.
    public init(_ secret: SecretBytes) { place = .memory(secret) }

    /// `nil` where the node is no string.
    init?(_ node: JSONTape.Node, of tape: JSONTape, in source: WipedBytes) {
        guard tape.kind(of: node) == .string else { return nil }
        place = .document(node, of: tape, in: source)
    }

    /// Lends the bytes, which are valid inside `body` only. Throws `memoryExhausted`.
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) throws(VaultProblem) -> R {
        switch place {
        case .memory(let secret):
            return secret.withUnsafeBytes(body)
        case .document(let node, let tape, let source):
            do throws(CryptoError) {
                return try source.withUnsafeBytes { (bytes) throws(CryptoError) -> R in
                    let range = tape.byteRange(of: node)
                    // An escape is always longer than what it stands for.
                    if tape.textByteCount(of: node, in: bytes) == range.count {
                        return body(UnsafeRawBufferPointer(rebasing: bytes[range]))
                    }
                    let text = try WipedBytes(capacity: range.count) { tape.copyText(of: node, in: bytes, to: $0) ?? 0 }
                    return text.withUnsafeBytes(body)
                }
            } catch {
                throw .memoryExhausted
            }
        }
    }

    /// A copy in locked memory. Throws `memoryExhausted`.
    public func copied() throws(VaultProblem) -> SecretBytes {
        guard let copy = try withUnsafeBytes({ try? SecretBytes(copying: $0) }) else { throw .memoryExhausted }
        return copy
    }

    /// Whether both hold the same bytes; takes the same time wherever they differ. Throws `memoryExhausted`.
    public func isEqual(to other: StoredSecret) throws(VaultProblem) -> Bool {
        let result = try withUnsafeBytes { mine in
            Result { () throws(VaultProblem) in try other.withUnsafeBytes { ConstantTime.equal(mine, $0) } }
        }
        return try result.get()
    }
}
