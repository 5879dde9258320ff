/// A site of the exchange; an account and its keys live on one of them (OKX API guide, overview).
public enum SandboxSite: String, Hashable, Sendable, CaseIterable {
    case global, eea, us
}
