/// What the user is to open, and how long and where the answer is waited for.
public struct AuthorizationOffer: Hashable, Sendable {
    /// The address of the exchange's page, whole.
    public let address: String
    public let listener: Listener
    /// When the waiting ends.
    public let end: Moment

    /// Whether the browser's callback arrives by itself.
    public enum Listener: Hashable, Sendable {
        case listening
        /// The registered address is not one of this machine: the answer has to be pasted.
        case elsewhere
        /// Nobody can listen, such as where another program has the port.
        case failed(Failure)
    }

    public init(address: String, listener: Listener, end: Moment) {
        self.address = address
        self.listener = listener
        self.end = end
    }
}
