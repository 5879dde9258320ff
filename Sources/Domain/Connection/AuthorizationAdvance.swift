/// How far an authorization has come.
public enum AuthorizationAdvance: Hashable, Sendable {
    case opened(AuthorizationOffer)
    /// An answer came that is not the one waited for. The waiting goes on.
    case refused(Failure)
    /// The user has agreed; the exchange is asked for the token and the key.
    case agreed
    /// Something that the user has to decide before it goes on.
    case asked(Question)

    /// What is to be decided.
    public enum Question: Hashable, Sendable {
        /// The exchange keeps one key for each user and platform, and there is one already.
        case deleteOlderKey
        /// A key may have been made, and the reply with its secret is lost for good.
        case deleteLostKey
    }
}
