import Crypto

/// Somebody to whom files can be sealed: a public key (C2SP age.md, "X25519 recipient type").
public struct X25519Recipient: Hashable, Sendable {
    /// 32 bytes.
    public let publicKey: [UInt8]

    init(publicKey: [UInt8]) { self.publicKey = publicKey }
}
