import Sandbox

extension SandboxConfiguration {
    /// The sandbox has no account of that id, or it has no key.
    package struct NoSuchAccount: Error {
        let id: String
    }

    /// Without limits on the rate of requests.
    package static var unlimited: SandboxConfiguration {
        var configuration = SandboxConfiguration()
        configuration.rateLimits = .off
        return configuration
    }

    /// The first key of an account.
    package func key(_ account: String) throws -> SandboxKey {
        guard let key = accounts.first(where: { $0.id == account })?.keys.first else { throw NoSuchAccount(id: account) }
        return key
    }
}
