/// A key as OKX makes it, and parts of another one.
package enum SampleKey {
    package static let apiKey = "37c541a1-1111-2222-3333-10fe7a038418"
    package static let secretKey = "22582BD0CFF14C41EDBF1AB98506286D"
    package static let passphrase = "Tide-gate.2026"
    package static let otherKey = "11111111-2222-4333-8444-555555555555"
    package static let otherSecret = "0123456789ABCDEF0123456789ABCDEF"
}
