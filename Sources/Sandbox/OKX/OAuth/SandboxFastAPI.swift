/// Whether the exchange has given a broker the Fast API permission; without it the token is refused with 53017.
public enum SandboxFastAPI: Hashable, Sendable {
    case permitted, notPermitted
}
