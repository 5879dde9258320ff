/// Why a text is not a private key for signing. Reveals nothing about the key itself.
public enum PrivateKeyProblem: Error, Hashable, Sendable {
    /// There is no complete block that begins with `-----BEGIN`.
    case notPEM
    /// The content does not match the label.
    case damaged
    case publicKey
    case certificate
    /// A private key of an algorithm that is not used for signing here.
    case kind(Kind)
    /// An RSA key with a modulus of so many bits.
    case tooShort(bits: Int)
    case tooLong(bits: Int)
    /// Encrypted in the weak way of old programs (`Proc-Type: 4,ENCRYPTED`).
    case oldEncryption
    /// Encrypted in a way that is not known here.
    case unknownEncryption
    /// Deriving the decryption key would take too long or too much memory.
    case tooCostly
    case passphraseNeeded
    case passphraseWrong
    case memoryExhausted
    /// The system's cryptographic library refused.
    case libraryFailed

    /// What else a private key can be.
    public enum Kind: Hashable, Sendable {
        /// For signing, but not by what the exchange takes.
        case rsa
        case ed25519
        case ellipticCurve
        case dsa
        /// RSA keys that may sign by PSS alone.
        case rsaPSS
        /// Ed448, X25519 and X448.
        case otherEdwards
        /// The format of OpenSSH, whatever is in it.
        case openSSH
        case unknown
    }
}
