/// Why a text is no private key that can be signed with. None of it says anything about the key itself.
public enum PrivateKeyProblem: Error, Hashable, Sendable {
    /// There is no block that begins with `-----BEGIN` and ends.
    case notPEM
    /// It is not what its first line says.
    case damaged
    case publicKey
    case certificate
    /// A private key of an algorithm that nothing here signs with.
    case kind(Kind)
    /// An RSA key with a modulus of so many bits.
    case tooShort(bits: Int)
    case tooLong(bits: Int)
    /// Encrypted in the manner of old programs, which protects little (`Proc-Type: 4,ENCRYPTED`).
    case oldEncryption
    /// Encrypted in a way that is not known here.
    case unknownEncryption
    /// Deriving the key to it would take too long, or too much memory.
    case tooCostly
    case passphraseNeeded
    case passphraseWrong
    case memoryExhausted
    /// The system's cryptographic library refused.
    case libraryFailed

    /// What else a private key can be.
    public enum Kind: Hashable, Sendable {
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
