extension HTTPRequest {
    /// The methods the exchanges ask for.
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }
}
