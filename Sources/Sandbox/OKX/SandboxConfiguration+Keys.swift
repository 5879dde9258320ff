import JSON

extension SandboxConfiguration {
    /// The sample keys, for programs: `{"accounts":[{"id","title","title_zh","uid","keys":[{"apiKey","secretKey","passphrase",…}]}],
    /// "oauthClient":{"clientId","clientSecret","redirectUris"}}`; with the
    /// address of the running sandbox in `origin`, and those of its sites in `sites`, and of their streams in `streams` and `demoStreams`, where
    /// there is one.
    func sampleKeysJSON(
        origin: String?, sites: [SandboxSite: String] = [:],
        streams: (live: [SandboxSite: String], demo: [SandboxSite: String]) = ([:], [:])
    ) -> String {
        let accounts = JSONValue.array(accounts.map(Self.described))
        let client = JSONValue.members([
            "clientId": .string(oauthClient.clientID), "clientSecret": .string(oauthClient.clientSecret),
            "redirectUris": .array(oauthClient.redirectURIs.map { .string($0) }),
        ])
        let document: JSONValue =
            origin.map { origin in
                .members([
                    "origin": .string(origin),
                    "sites": Self.bySite(sites), "streams": Self.bySite(streams.live), "demoStreams": Self.bySite(streams.demo),
                    "accounts": accounts, "oauthClient": client,
                ])
            }
            ?? .members(["accounts": accounts, "oauthClient": client])
        return String(decoding: document.encoded(), as: UTF8.self)
    }

    private static func bySite(_ addresses: [SandboxSite: String]) -> JSONValue {
        .object(addresses.sorted { $0.key.rawValue < $1.key.rawValue }.map { JSONValue.Member($0.key.rawValue, .string($0.value)) })
    }

    private static func described(_ account: SandboxAccount) -> JSONValue {
        .members([
            "id": .string(account.id),
            "title": .string(account.title.english),
            "title_zh": .string(account.title.chinese),
            "uid": .string(account.uid),
            "keys": .array(account.keys.map(described)),
        ])
    }

    private static func described(_ key: SandboxKey) -> JSONValue {
        .members([
            "apiKey": .string(key.apiKey),
            "secretKey": .string(key.secretKey),
            "passphrase": .string(key.passphrase),
            "label": .string(key.label),
            "permissions": .array(key.permissions.map { .string($0.rawValue) }),
            "addresses": .array(key.boundAddresses.map { .string($0) }),
            "environment": .string(key.environment.rawValue),
            "site": .string(key.site.rawValue),
            "flaw": .string(key.flaw.rawValue),
        ])
    }
}

extension SandboxServer {
    /// The id of the exchange that it plays, as the client knows it.
    public static let exchange = "okx"
}

/// The state of a maintenance, spelled as `state` of `system/status` spells it (OKX API guide, "Status").
public enum SandboxMaintenanceState: String, Hashable, Sendable, CaseIterable {
    case scheduled, ongoing
    case preOpen = "pre_open"
    case completed, canceled
}
