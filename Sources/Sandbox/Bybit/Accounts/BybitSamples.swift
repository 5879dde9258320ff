extension SandboxBybit.Key {
    /// What belongs to the API key, by its name in JSON.
    var secretField: SandboxSample.Key.Secret {
        switch secret {
        case .system(let secret): SandboxSample.Key.Secret("secretKey", secret)
        case .selfGenerated(let privateKey, _): SandboxSample.Key.Secret("privateKey", privateKey)
        }
    }
}
