/// A key as OKX makes it, and parts of another one.
package enum SampleKey {
    /// Shaped like a UUID, as OKX's API keys are.
    package static let apiKey = "37c541a1-1111-2222-3333-10fe7a038418"
    /// 32 hexadecimal digits, as OKX's secret keys are.
    package static let secretKey = "22582BD0CFF14C41EDBF1AB98506286D"
    /// Follows OKX's rule for passphrases.
    package static let passphrase = "Tide-gate.2026"
    /// The API key of another key.
    package static let otherKey = "11111111-2222-4333-8444-555555555555"
    /// The secret key of another key.
    package static let otherSecret = "0123456789ABCDEF0123456789ABCDEF"
}
