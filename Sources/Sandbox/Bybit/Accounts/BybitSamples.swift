import JSON

extension SandboxBybit.Account {
    /// The account with its keys, for programs: `{"id","title","title_zh","uid","keys":[{"apiKey","secretKey" or "privateKey",…}]}`.
    var described: JSONValue {
        .members([
            "id": .string(id), "title": .string(title.english), "title_zh": .string(title.chinese), "uid": .string(String(uid)),
            "keys": .array(keys.map(\.described)),
        ])
    }
}

extension SandboxBybit.Key {
    /// What belongs to the API key, by its name in JSON.
    public var secretField: (name: String, value: String) {
        switch secret {
        case .system(let secret): ("secretKey", secret)
        case .selfGenerated(let privateKey, _): ("privateKey", privateKey)
        }
    }

    fileprivate var described: JSONValue {
        .members([
            "apiKey": .string(apiKey), secretField.name: .string(secretField.value), "label": .string(note), "readOnly": .bool(readOnly),
            "permissions": .object(
                permissions.boxes.sorted { $0.key < $1.key }.map {
                    JSONValue.Member($0.key, .array($0.value.map { .string($0) }))
                }),
            "addresses": .array(addresses.map { .string($0) }), "environment": .string(place.environment.rawValue),
            "site": .string(place.site.rawValue), "flaw": .string(flaw.rawValue),
        ])
    }
}
