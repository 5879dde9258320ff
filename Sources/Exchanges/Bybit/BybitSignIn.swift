import Domain

/// Puts together what two calls tell of who signs in.
///
/// 10003 is what Bybit answers to a key that it does not know, to one of another site or environment, and, as far as is known, also where a
/// call is not offered to a kind of key: the demo's own key may be asked about by `query-api` or not. So one of two answers is enough to know
/// the key, and of two refusals the one that knows it says more.
enum BybitSignIn {
    static func identity(
        key: Result<Identity, Failure>, modes: Result<BybitReplies.Modes, Failure>
    ) -> Result<BybitIdentity, Failure> {
        switch (key, modes) {
        case (.success(let identity), .success(let modes)): return .success(joined(identity, modes))
        case (.success(let identity), .failure(let failure)):
            // What the account's settings are is not known then; that the key works is.
            guard mayLack(failure) else { return .failure(failure) }
            return .success(joined(identity, nil))
        case (.failure(let failure), .success(let modes)):
            guard mayLack(failure) || failure.cause == .keyUnknown else { return .failure(failure) }
            let unnamed = Identity(
                accountID: "", kind: nil, label: "", permissions: nil, addresses: .notTold, expiry: .notTold)
            return .success(joined(unnamed, modes))
        case (.failure(let first), .failure(let second)):
            return .failure(knowsKey(second) && !knowsKey(first) ? second : first)
        }
    }

    /// Whether it is only the call that is not offered, or not allowed to this key.
    private static func mayLack(_ failure: Failure) -> Bool {
        switch failure.cause {
        case .featureUnavailable, .permissionMissing: true
        case .exchangeRefused: failure.code == "10001"
        default: false
        }
    }

    /// A refusal that can only come after the key was found.
    private static func knowsKey(_ failure: Failure) -> Bool {
        switch failure.cause {
        case .clockSkew, .secretWrong, .ipNotAllowed, .permissionMissing, .keyExpired: true
        default: false
        }
    }

    private static func joined(_ identity: Identity, _ modes: BybitReplies.Modes?) -> BybitIdentity {
        BybitIdentity(
            identity: Identity(
                accountID: identity.accountID, kind: identity.kind, label: identity.label, permissions: identity.permissions,
                addresses: identity.addresses, expiry: identity.expiry, unreadable: identity.unreadable + (modes?.unreadable ?? [])),
            accountType: modes?.accountType, marginMode: modes?.marginMode, isMasterTrader: modes?.isMasterTrader)
    }
}

extension BybitAdapter {
    /// `GET /v5/account/info`: every environment offers it, and any key may ask for it, which is not sure of the call that tells of the key.
    public func refusal(_ client: any ExchangeClient) async -> Failure? {
        switch await client.send(query("/v5/account/info", decode: BybitReplies.modes)) {
        case .success: nil
        case .failure(let failure): failure
        }
    }
}
