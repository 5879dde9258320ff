/// What is asked of the user's browser and of the exchange: a key for one account, which goes into the slots.
public struct AuthorizationRequest: Hashable, Sendable {
    /// The exchange's id, such as `okx`.
    public let exchange: String
    /// The site whose page is opened; the callback may name another one of the same exchange.
    public let place: AccountPlace
    public let slots: CredentialSlots
    /// The name that the key gets at the exchange.
    public let label: String
    /// The language of the page that the browser ends at.
    public let language: Language

    public init(exchange: String, place: AccountPlace, slots: CredentialSlots, label: String, language: Language) {
        self.exchange = exchange
        self.place = place
        self.slots = slots
        self.label = label
        self.language = language
    }
}
