/// A sample account of an exchange, with the published keys by which it can be connected.
public struct SandboxSample: Hashable, Sendable, Identifiable {
    /// A short name, unique at its exchange.
    public let id: String
    /// What the account is an example of.
    public let title: SandboxTitle
    /// The exchange's number of the account.
    public let uid: String
    /// Its keys; the first is the one that demos use.
    public let keys: [Key]

    /// A key as it is published. Its secrets are samples and open nothing else.
    public struct Key: Hashable, Sendable {
        /// The key itself.
        public let apiKey: String
        /// What belongs to it, by the names in JSON, in the order in which the exchange shows it.
        public let secrets: [Secret]
        /// The site for which it is published.
        public let site: String
        /// The environment for which it is published: `live`, `demo` or `testnet`.
        public let environment: String

        /// A value that belongs to a key.
        public struct Secret: Hashable, Sendable {
            /// Its name in JSON.
            public let name: String
            /// The published value.
            public let value: String

            /// A value with its name.
            public init(_ name: String, _ value: String) {
                self.name = name
                self.value = value
            }
        }

        /// A key that is published.
        public init(apiKey: String, secrets: [Secret], site: String, environment: String) {
            self.apiKey = apiKey
            self.secrets = secrets
            self.site = site
            self.environment = environment
        }
    }

    /// An account that is published with its keys.
    public init(id: String, title: SandboxTitle, uid: String, keys: [Key]) {
        self.id = id
        self.title = title
        self.uid = uid
        self.keys = keys
    }
}

/// What stands over a sample account, in the two languages.
public struct SandboxTitle: Hashable, Sendable {
    /// The title in English.
    public var english: String
    /// The title in Simplified Chinese.
    public var chinese: String

    /// A title of the sandbox, which shares no text with the client.
    public init(english: String, chinese: String) {
        self.english = english
        self.chinese = chinese
    }
}
