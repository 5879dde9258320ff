/// How a connection came about.
public enum ConnectionMethod: String, CaseIterable, Hashable, Sendable {
    case apiKey = "api-key"
    case fastAPI = "fast-api"
}
