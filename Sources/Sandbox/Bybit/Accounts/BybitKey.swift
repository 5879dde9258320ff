extension SandboxBybit {
    /// An API key of a sample account. Its secrets are published samples; real secrets are never stored here.
    public struct Key: Hashable, Sendable {
        /// The key as `X-BAPI-API-KEY` has it: 18 letters and digits.
        public var apiKey: String
        /// What signs for it.
        public var secret: Secret
        /// The name that the user gave it, which `query-api` tells as `note`.
        public var note: String
        /// Whether it may read only.
        public var readOnly: Bool
        /// Its rights, by module.
        public var permissions: Permissions
        /// The addresses from which it may be used; none for any.
        public var addresses: [String]
        /// How long it lives.
        public var lifetime: Lifetime
        /// Whose programs it is for.
        public var usage: Usage
        /// The place that is published with the key; a flaw may make it the wrong one.
        public var place: Place
        /// What is wrong with the key, if anything.
        public var flaw: Flaw

        /// A live key of the global site that may read, trade and see the funding wallet from this machine, unless said otherwise.
        public init(
            apiKey: String, secret: Secret, note: String, readOnly: Bool = false, permissions: Permissions = .trading,
            addresses: [String] = ["127.0.0.1", "::1"], lifetime: Lifetime = .permanent, usage: Usage = .ownPrograms,
            place: Place = Place(), flaw: Flaw = .none
        ) {
            self.apiKey = apiKey
            self.secret = secret
            self.note = note
            self.readOnly = readOnly
            self.permissions = permissions
            self.addresses = addresses
            self.lifetime = lifetime
            self.usage = usage
            self.place = place
            self.flaw = flaw
        }

        /// Where the exchange lets the key in.
        var truePlace: Place {
            switch flaw {
            case .environmentMistaken: Place(place.site, place.environment == .live ? .testnet : .live)
            case .siteMistaken: Place(place.site == .global ? .kazakhstan : .global)
            case .none, .secretMistyped, .gone: place
            }
        }
    }

    /// What signs for a key (Bybit v5 guide, "Authentication": system-generated and self-generated keys).
    public enum Secret: Hashable, Sendable {
        /// 36 letters and digits, for HMAC-SHA256.
        case systemGenerated(String)
        /// An RSA key in PEM. The exchange has the public one only; the private one is published with the sample.
        case selfGenerated(privateKey: String, publicKey: String)
    }

    /// Whose programs a key is for, as `type` of `query-api` counts them.
    public enum Usage: Int, Hashable, Sendable {
        case ownPrograms = 1
        /// Connected to a third-party application; only that application's addresses may use it.
        case thirdParty = 2
    }

    /// How long a key lives. One without an address dies after three months, one with an address does not.
    public enum Lifetime: Hashable, Sendable {
        case permanent
        /// So many days from the start of the sandbox.
        case days(Int64)
        case expired
    }

    /// What is wrong with a published sample key, for learners to meet the failure.
    public enum Flaw: String, Hashable, Sendable, CaseIterable {
        case none
        /// The secret that is published is not the key's.
        case secretMistyped = "secret-mistyped"
        /// The environment that is published is not the key's.
        case environmentMistaken = "environment-mistaken"
        /// The site that is published is not the key's.
        case siteMistaken = "site-mistaken"
        /// The exchange has no such key: mistyped or deleted.
        case gone
    }

    /// What a key may do: the modules of the key page, each with the boxes that are ticked, spelled as `permissions` of `query-api`
    /// spells them.
    public struct Permissions: Hashable, Sendable {
        /// The boxes of each module that has any; the exchange lists the others as empty.
        public var boxes: [String: [String]]

        /// Only these boxes.
        public init(_ boxes: [String: [String]]) {
            self.boxes = boxes
        }

        /// Orders, positions and options, spot, transfers between the own wallets, earn.
        public static let trading = Permissions([
            "ContractTrade": ["Order", "Position"], "Spot": ["SpotTrade"], "Wallet": ["AccountTransfer"], "Options": ["OptionsTrade"],
            "Derivatives": ["DerivativesTrade"], "Exchange": ["ExchangeHistory"], "Earn": ["Earn"],
        ])

        /// Orders, positions and spot; nothing of the wallets.
        public static let tradingOnly = Permissions([
            "ContractTrade": ["Order", "Position"], "Spot": ["SpotTrade"], "Options": ["OptionsTrade"], "Derivatives": ["DerivativesTrade"],
        ])

        /// In the exchange's order.
        static let modules = [
            "ContractTrade", "Spot", "Wallet", "Options", "Derivatives", "CopyTrading", "BlockTrade", "Exchange", "NFT", "Affiliate",
            "Earn",
            "FiatP2P", "FiatConvertBroker", "FiatGlobalPay", "FiatBitPay", "BitCard", "ByXPost",
        ]

        /// Whether a box is ticked.
        public func has(_ module: String, _ box: String) -> Bool { boxes[module]?.contains(box) == true }

        /// The same with another box.
        public func adding(_ module: String, _ box: String) -> Permissions {
            var result = self
            result.boxes[module, default: []].append(box)
            return result
        }
    }
}
