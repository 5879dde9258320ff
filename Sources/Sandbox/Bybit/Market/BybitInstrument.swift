extension SandboxBybit {
    /// What can be traded, as `category` names its kind.
    public enum Category: String, Hashable, Sendable, CaseIterable {
        case spot, linear, inverse, option
    }

    /// A pair, a contract or an option.
    struct Instrument: Hashable, Sendable {
        let category: Category
        let symbol: String
        let baseCoin: String
        let quoteCoin: String
        /// The coin in which profit, loss and margin are counted; that of what is paid for a pair.
        let settleCoin: String
        let tick: SandboxQuantity
        let step: SandboxQuantity
        let greatestLeverage: SandboxQuantity
        /// `nil` for what does not end.
        let option: OptionTerms?

        /// What an option grants.
        struct OptionTerms: Hashable, Sendable {
            let isCall: Bool
            let deliveryMilliseconds: Int64
            /// What it was worth with the first prices.
            let opening: SandboxQuantity
            /// How far it moves with the coin.
            let delta: SandboxQuantity
        }

        /// Whether long and short can be held beside each other: perpetuals in USDT alone (Bybit v5, "Switch Position Mode").
        var canHedge: Bool { category == .linear && settleCoin == "USDT" }

        /// Digits behind the point of a price.
        var priceScale: Int { tick.scale }

        /// All there are, in the exchange's order of kinds.
        static let all: [Instrument] = pairs + linear + inverse + options

        private static let bySymbol = Dictionary(grouping: all, by: \.symbol)

        /// The instrument of that name; a pair and a perpetual can bear the same.
        static func named(_ symbol: String, _ category: Category) -> Instrument? {
            bySymbol[symbol]?.first { $0.category == category }
        }

        /// The contract or option of that name.
        static func contract(_ symbol: String) -> Instrument? {
            bySymbol[symbol]?.first { $0.category != .spot }
        }

        static func of(_ category: Category) -> [Instrument] { all.filter { $0.category == category } }

        private static let pairs = Prices.listed.filter { $0.coin != "USDT" && $0.coin != "1000PEPE" }.map { row in
            Instrument(
                category: .spot, symbol: row.coin + "USDT", baseCoin: row.coin, quoteCoin: "USDT", settleCoin: "USDT", tick: row.tick,
                step: row.step, greatestLeverage: "10", option: nil)
        }

        private static let linear: [Instrument] =
            ["BTC", "ETH", "SOL", "XRP", "DOGE", "TON", "MNT", "1000PEPE"].map {
                contract(.linear, $0 + "USDT", $0, quote: "USDT", settle: "USDT")
            } + ["BTC", "ETH", "SOL"].map { contract(.linear, $0 + "PERP", $0, quote: "USDC", settle: "USDC") }

        private static let inverse = ["BTC", "ETH", "XRP"].map { contract(.inverse, $0 + "USD", $0, quote: "USD", settle: $0) }

        private static func contract(_ category: Category, _ symbol: String, _ base: String, quote: String, settle: String) -> Instrument {
            let row = Prices.listed.first { $0.coin == base }
            return Instrument(
                category: category, symbol: symbol, baseCoin: base, quoteCoin: quote, settleCoin: settle, tick: row?.tick ?? "0.0000001",
                step: category == .inverse ? "1" : row?.step ?? "1", greatestLeverage: ["BTC", "ETH"].contains(base) ? "100" : "50",
                option: nil)
        }

        private static let options = [
            option("BTC-25JUN27-130000-C-USDT", settle: "USDT", opening: "9125.5", delta: "0.55"),
            option("BTC-25JUN27-100000-P-USDT", settle: "USDT", opening: "2870", delta: "-0.18"),
            option("ETH-25JUN27-5000-C-USDT", settle: "USDT", opening: "402.35", delta: "0.41"),
            option("BTC-25JUN27-140000-C", settle: "USDC", opening: "6230", delta: "0.44"),
            option("SOL-25JUN27-150-P-USDT", settle: "USDT", opening: "11.2", delta: "-0.22"),
        ]

        /// 2027-06-25, eight in the morning.
        private static let delivery: Int64 = 1_813_910_400_000

        private static func option(
            _ symbol: String, settle: String, opening: SandboxQuantity, delta: SandboxQuantity
        ) -> Instrument {
            let parts = symbol.split(separator: "-").map(String.init)
            return Instrument(
                category: .option, symbol: symbol, baseCoin: parts[0], quoteCoin: settle == "USDC" ? "USD" : settle, settleCoin: settle,
                tick: parts[0] == "BTC" ? "5" : "0.01", step: "0.01", greatestLeverage: "1",
                option: OptionTerms(isCall: parts[3] == "C", deliveryMilliseconds: delivery, opening: opening, delta: delta))
        }
    }
}
