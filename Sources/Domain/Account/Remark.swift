/// Something worth knowing about a reading that nobody has to mend: it leaves the status of a connection as it is.
public struct Remark: Hashable, Sendable {
    public let kind: Kind
    public let message: Phrase

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Assets for which the exchange publishes no price.
        case unpricedAssets = "unpriced-assets"
        /// The exchange's own valuation of the whole account could not be had.
        case valuationMissing = "valuation-missing"
    }

    public init(_ kind: Kind, message: Phrase) {
        self.kind = kind
        self.message = message
    }
}
