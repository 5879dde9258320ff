extension SandboxBybit {
    /// The one table from which every price and value of the exchange comes.
    struct Prices: Hashable, Sendable {
        /// A coin with its first price in USD, and how finely it is traded.
        struct Row: Sendable {
            let coin: String
            let usd: SandboxQuantity
            let tick: SandboxQuantity
            let step: SandboxQuantity
            /// Only coins that count as collateral have an index in USD (Bybit v5, "Get Tickers": `usdIndexPrice`).
            let hasIndex: Bool
        }

        static let listed: [Row] = [
            Row(coin: "BTC", usd: "117871.34", tick: "0.1", step: "0.001", hasIndex: true),
            Row(coin: "ETH", usd: "4210.5512", tick: "0.01", step: "0.01", hasIndex: true),
            Row(coin: "USDT", usd: "0.99988512", tick: "0.0001", step: "0.01", hasIndex: true),
            Row(coin: "USDC", usd: "0.99997403", tick: "0.0001", step: "0.01", hasIndex: true),
            Row(coin: "SOL", usd: "187.4219", tick: "0.01", step: "0.1", hasIndex: true),
            Row(coin: "XRP", usd: "2.91107", tick: "0.0001", step: "1", hasIndex: true),
            Row(coin: "MNT", usd: "1.08421", tick: "0.0001", step: "0.1", hasIndex: true),
            Row(coin: "DOGE", usd: "0.221307", tick: "0.00001", step: "1", hasIndex: true),
            Row(coin: "TON", usd: "3.15204", tick: "0.0001", step: "0.1", hasIndex: true),
            Row(coin: "1000PEPE", usd: "0.01012", tick: "0.0000001", step: "100", hasIndex: false),
            Row(coin: "ADA", usd: "0.82114", tick: "0.0001", step: "0.1", hasIndex: true),
            Row(coin: "NEAR", usd: "2.7315", tick: "0.001", step: "0.1", hasIndex: true),
            Row(coin: "AVAX", usd: "24.812", tick: "0.01", step: "0.01", hasIndex: true),
            Row(coin: "LINK", usd: "21.447", tick: "0.001", step: "0.01", hasIndex: true),
            Row(coin: "LTC", usd: "113.26", tick: "0.01", step: "0.01", hasIndex: true),
            Row(coin: "DOT", usd: "4.0187", tick: "0.0001", step: "0.1", hasIndex: true),
            Row(coin: "BNB", usd: "842.17", tick: "0.1", step: "0.001", hasIndex: true),
            Row(coin: "TRX", usd: "0.34812", tick: "0.0001", step: "1", hasIndex: true),
            Row(coin: "ARB", usd: "0.51203", tick: "0.0001", step: "0.1", hasIndex: true),
            Row(coin: "OP", usd: "0.73458", tick: "0.0001", step: "0.1", hasIndex: true),
            Row(coin: "ATOM", usd: "4.6329", tick: "0.001", step: "0.1", hasIndex: true),
            Row(coin: "APT", usd: "4.5814", tick: "0.001", step: "0.01", hasIndex: true),
            Row(coin: "SUI", usd: "3.5027", tick: "0.0001", step: "0.1", hasIndex: true),
            Row(coin: "FIL", usd: "2.4119", tick: "0.001", step: "0.1", hasIndex: false),
            Row(coin: "UNI", usd: "9.7821", tick: "0.001", step: "0.01", hasIndex: true),
            Row(coin: "AAVE", usd: "318.44", tick: "0.01", step: "0.001", hasIndex: true),
            Row(coin: "SAND", usd: "0.28311", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "LDO", usd: "1.2054", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "CRV", usd: "0.79143", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "SHIB", usd: "0.00001247", tick: "0.00000001", step: "1000", hasIndex: false),
            Row(coin: "PEPE", usd: "0.00001012", tick: "0.0000000001", step: "1000", hasIndex: false),
            Row(coin: "BONK", usd: "0.00002318", tick: "0.0000000001", step: "1000", hasIndex: false),
            Row(coin: "WIF", usd: "0.84127", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "ENA", usd: "0.66219", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "JUP", usd: "0.49128", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "TIA", usd: "1.6843", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "INJ", usd: "13.927", tick: "0.001", step: "0.01", hasIndex: false),
            Row(coin: "SEI", usd: "0.29415", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "STRK", usd: "0.12844", tick: "0.0001", step: "0.1", hasIndex: false),
            Row(coin: "BCH", usd: "583.21", tick: "0.1", step: "0.001", hasIndex: true),
            Row(coin: "METH", usd: "4521.1188", tick: "0.01", step: "0.0001", hasIndex: true),
        ]

        private var usdPrices = Dictionary(listed.map { ($0.coin, $0.usd) }, uniquingKeysWith: { first, _ in first })
        private static let openings = Dictionary(listed.map { ($0.coin, $0.usd) }, uniquingKeysWith: { first, _ in first })

        /// USD for one coin; `nil` for a coin that is not listed.
        func usd(_ coin: String) -> SandboxQuantity? { coin == "USD" ? .one : usdPrices[coin] }

        /// The price with which a coin began.
        static func opening(_ coin: String) -> SandboxQuantity? { openings[coin] }

        /// Changes the price of a coin that is listed.
        mutating func move(_ coin: String, to usd: SandboxQuantity) {
            if usdPrices[coin] != nil, usd > .zero { usdPrices[coin] = usd }
        }

        /// Three hundred more coins, made up by their number.
        static let crowdCoins = (1...300).map { "X\($0)" }

        /// Adds the coins of the crowd.
        mutating func crowd() {
            for (number, coin) in Self.crowdCoins.enumerated() {
                usdPrices[coin] = SandboxQuantity(units: Int128(number * number * 7_919 + 13), scale: 9)
            }
        }

        /// An amount of a coin in USD, with the eight digits that the exchange writes; a coin without a price is worth nothing.
        func value(_ amount: SandboxQuantity, of coin: String) -> SandboxQuantity {
            guard let usd = usd(coin) else { return .zero }
            return (amount * usd).cut(toScale: 8)
        }

        /// What an instrument costs now, which is also its mark price.
        func mark(_ instrument: Instrument) -> SandboxQuantity {
            let base = usd(instrument.baseCoin) ?? .zero
            if let option = instrument.option {
                let moved = (base - (Self.opening(instrument.baseCoin) ?? base)) * option.delta
                return max(instrument.tick, (option.opening + moved).cut(toScale: 2))
            }
            let quote = usd(instrument.quoteCoin) ?? .one
            return base.divided(by: quote, scale: instrument.priceScale + (instrument.category == .spot ? 0 : 1)) ?? .zero
        }

        /// A step of a walk: every coin that is not steady moves a little.
        mutating func step(using generator: inout SplitMix) {
            for row in Self.listed where row.coin != "USDT" && row.coin != "USDC" {
                guard let price = usd(row.coin) else { continue }
                var range = -5...5
                if price > row.usd * "1.02" { range = -5...1 }
                if price < row.usd * "0.98" { range = -1...5 }
                let moved = SandboxQuantity(units: Int128(Int.random(in: range, using: &generator)), scale: 4)
                move(row.coin, to: (price * (.one + moved)).cut(toScale: row.usd.scale + 4))
            }
        }
    }
}
