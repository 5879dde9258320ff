import JSON

extension SandboxServer {
    /// Where everything is and with which keys, for programs: `{"exchanges":[{"exchange","hosts":[{"site","environment","host","address"}],
    /// "accounts":[{"id","title","title_zh","uid","keys":[{"apiKey",…,"site","environment"}]}]}]}`, beside what older programs read.
    public var sampleKeysJSON: String {
        let list = JSONValue.Member("exchanges", .array(exchanges.map(Self.described)))
        return String(decoding: JSONValue.object(olderMembers + [list]).encoded(), as: UTF8.self)
    }

    private static func described(_ played: PlayedExchange) -> JSONValue {
        .members([
            "exchange": .string(played.id),
            "hosts": .array(
                played.addresses.map { host, address in
                    .row(["site": host.site, "environment": host.environment, "host": host.name, "address": address])
                }),
            "accounts": .array(played.samples.map(described)),
        ])
    }

    private static func described(_ sample: SandboxSample) -> JSONValue {
        .members([
            "id": .string(sample.id), "title": .string(sample.title.english), "title_zh": .string(sample.title.chinese),
            "uid": .string(sample.uid), "keys": .array(sample.keys.map(described)),
        ])
    }

    private static func described(_ key: SandboxSample.Key) -> JSONValue {
        .object(
            [JSONValue.Member("apiKey", .string(key.apiKey))] + key.secrets.map { JSONValue.Member($0.name, .string($0.value)) }
                + JSONValue.Member.texts(["site": key.site, "environment": key.environment]))
    }
}
