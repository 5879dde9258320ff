import JSON

extension SandboxConfiguration {
    /// The sample keys, for programs: `{"accounts":[{"id","title","title_zh","uid","keys":[{"apiKey","secretKey","passphrase",…}]}],
    /// "oauthClient":{"clientId","clientSecret","redirectUris"}}`; with the
    /// address of the running sandbox in `origin`, and those of its sites in `sites`, and of their streams in `streams` and `demoStreams`, where
    /// there is one.
    func sampleKeys(
        origin: String?, sites: [SandboxSite: String] = [:],
        streams: (live: [SandboxSite: String], demo: [SandboxSite: String]) = ([:], [:])
    ) -> [JSONValue.Member] {
        let accounts = JSONValue.array(accounts.map(Self.described))
        let client = JSONValue.members([
            "clientId": .string(oauthClient.clientID), "clientSecret": .string(oauthClient.clientSecret),
            "redirectUris": .array(oauthClient.redirectURIs.map { .string($0) }),
        ])
        let addresses = origin.map { origin in
            [
                JSONValue.Member("origin", .string(origin)), JSONValue.Member("sites", Self.bySite(sites)),
                JSONValue.Member("streams", Self.bySite(streams.live)), JSONValue.Member("demoStreams", Self.bySite(streams.demo)),
            ]
        }
        return (addresses ?? []) + [JSONValue.Member("accounts", accounts), JSONValue.Member("oauthClient", client)]
    }

    /// The sample keys alone, for programs.
    func sampleKeysJSON(origin: String?) -> String {
        String(decoding: JSONValue.object(sampleKeys(origin: origin)).encoded(), as: UTF8.self)
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
