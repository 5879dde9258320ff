extension SandboxServer {
    /// The id of the exchange that it plays, as the client knows it.
    public static let exchange = "okx"
}
