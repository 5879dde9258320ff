import Domain
import HTTP
import JSON

/// How a symbol is set, whether or not it has a position.
struct BybitSymbol: Hashable, Sendable {
    let symbol: String
    /// One in one-way mode, two in hedge mode, in their order.
    let places: [Place]

    /// One of the positions that the symbol can have.
    struct Place: Hashable, Sendable {
        let index: BybitPositionIndex
        /// `nil` in portfolio margin, where there is none.
        let leverage: Amount?
    }

    var isHedged: Bool { places.contains { $0.index.isHedged } }

    /// The leverage of each place; `nil` where one has none.
    private var leverages: [Amount]? {
        let known = places.compactMap(\.leverage)
        return known.count == places.count ? known : nil
    }

    /// The leverage as it is shown.
    var leverage: SettingValue? {
        guard let leverages, let first = leverages.first else { return nil }
        guard leverages.contains(where: { $0 != first }) else {
            return SettingValue(first.trimmed.plain, Phrase(verbatim: "\(symbol) \(first.trimmed.plain)×"))
        }
        let sides = zip(places, leverages).map { "\($0.index.side.map { "\($0) " } ?? "")\($1.trimmed.plain)×" }
        return SettingValue(
            leverages.map(\.trimmed.plain).joined(separator: "/"), Phrase(verbatim: "\(symbol) \(sides.joined(separator: ", "))"))
    }

    /// Asks `symbol-info`, which is new, refused in portfolio margin and not offered to every account; then the list of positions, which
    /// has a row for a symbol that is named even where nothing is open.
    static func read(_ symbol: String, _ client: any ExchangeClient) async -> Result<BybitSymbol, Failure> {
        let query = "category=\(BybitSettings.category(of: symbol))&symbol=\(symbol)"
        func ask(_ path: String) async -> Result<BybitSymbol, Failure> {
            await client.send(
                Query({ BybitRequests.signed(.get, "\(path)?\(query)", access: $0) }, decode: { Self.decode($0, of: symbol) }))
        }
        let first = await ask("/v5/position/symbol-info")
        guard case .failure(let failure) = first, failure.code != nil || failure.cause == .featureUnavailable else { return first }
        guard case .success(let listed) = await ask("/v5/position/list") else { return first }
        return .success(listed)
    }

    /// The rows of either reply. Those of other symbols are no answer.
    static func decode(_ reply: HTTPReply, of symbol: String) -> Result<BybitSymbol, Failure> {
        BybitEnvelope.result(of: reply).flatMap { BybitEnvelope.rows($0) }.flatMap { rows in
            var fields = ReplyFields()
            var places: [Place] = []
            for view in rows.views.prefix(8) where view["symbol"]?.string == symbol {
                guard let index = BybitPositionIndex(view) else { return .failure(BybitFailure.gateway.lacking("positionIdx")) }
                let leverage = fields.amount(view, "leverage").flatMap { $0 > .zero ? $0 : nil }
                if !places.contains(where: { $0.index == index }) { places.append(Place(index: index, leverage: leverage)) }
            }
            guard !places.isEmpty else { return .failure(BybitFailure.gateway.lacking(symbol)) }
            return .success(BybitSymbol(symbol: symbol, places: places.sorted { $0.index.rawValue < $1.index.rawValue }))
        }
    }
}
