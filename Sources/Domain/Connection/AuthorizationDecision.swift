/// The user's answer to a question of an authorization.
public enum AuthorizationDecision: Hashable, Sendable {
    case agree
    case decline
}
