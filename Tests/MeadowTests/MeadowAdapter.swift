import Domain
import Exchanges
import HTTP
import JSON

/// The adapter of the invented exchange: hosts, weights, wallets and refusals unlike those of the others, written only with the kit.
struct MeadowAdapter: ExchangeAdapter {
    typealias Part = MeadowPart
    typealias PartReply = MeadowReply
    typealias Identification = MeadowKey

    var profile: ExchangeProfile { Meadow.profile }
    let timeWindowMilliseconds: Int64 = 5_000

    func clockRequest(at place: AccountPlace) -> HTTPRequest { HTTPRequest(origin: place.origin(of: Meadow.ledger), target: "/time") }

    func decodeClock(_ reply: HTTPReply) -> Result<Int64, Failure> {
        MeadowReplies.object(reply).flatMap { root in
            root["now"]?.scalarText.flatMap { Int64($0) }.map { .success($0) } ?? .failure(MeadowReplies.odd)
        }
    }

    func maintenanceRequest(at place: AccountPlace) -> HTTPRequest {
        HTTPRequest(origin: place.origin(of: Meadow.ledger), target: "/notices")
    }

    func decodeMaintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure> { MeadowReplies.object(reply).map { _ in [] } }

    // MARK: Limits

    static let weight = RequestAllowance("weight", 100, perMilliseconds: 3_600_000, by: .address)
    static let requests = RequestAllowance("requests", 50, perMilliseconds: 1_000, by: .account, at: .exchange)

    func costs(of request: HTTPRequest) -> [RequestCost] {
        // The paths of one host are none of the other's.
        guard ["/time", "/notices", "/key", "/wallets"].contains(where: request.target.hasPrefix) else {
            return [RequestCost(Self.requests)]
        }
        let weight: Int64 = request.target.hasPrefix("/wallets") ? 5 : 1
        return [RequestCost(Self.weight, weight: weight), RequestCost(Self.requests)]
    }

    func uses(toldBy reply: HTTPReply) -> [LimitUse] {
        reply.header("X-Meadow-Used").flatMap { Int64($0) }.map { [LimitUse(Self.weight.name, units: $0)] } ?? []
    }

    // MARK: Reading

    /// Two calls to two hosts, neither of which tells all.
    func identify(_ client: any ExchangeClient) async -> Result<MeadowKey, Failure> {
        async let key = client.send(query(at: Meadow.ledger, "/key", decode: MeadowReplies.key))
        async let owner = client.send(query(at: Meadow.field, "/owner", decode: MeadowReplies.owner))
        switch (await key, await owner) {
        case (.success(let key), .success(let owner)):
            return .success(
                MeadowKey(
                    identity: Identity(
                        accountID: owner.id, kind: owner.isHead ? .main : .sub, label: key.label, permissions: key.permissions,
                        addresses: key.addresses, expiry: key.expiry), grazing: owner.grazing, assets: key.assets))
        // In the testnet nobody tells whose the key is.
        case (.success(let key), .failure(AbsentHost.failure)):
            return .success(
                MeadowKey(
                    identity: Identity(
                        accountID: "", kind: nil, label: key.label, permissions: key.permissions, addresses: key.addresses,
                        expiry: key.expiry),
                    grazing: false, assets: key.assets))
        case (.failure(let failure), _), (_, .failure(let failure)): return .failure(failure)
        }
    }

    func parts(in environment: TradingEnvironment) -> [MeadowPart] {
        switch environment {
        case .live, .testnet: [.wallets, .hay, .prices]
        case .demo: [.wallets]
        }
    }

    func rule(of part: MeadowPart) -> PartRule {
        switch part {
        case .wallets: PartRule()
        case .hay: PartRule(keeping: .forAccount(milliseconds: 3_600_000), row: .settings)
        case .prices: PartRule(.open, keeping: .forEveryone(milliseconds: 3_600_000))
        }
    }

    func read(_ part: MeadowPart, _ client: any ExchangeClient) async -> Result<MeadowReply, Failure> {
        switch part {
        case .wallets: await wallets(client).map(MeadowReply.wallets)
        case .hay: await client.send(query(at: Meadow.field, "/hay", decode: MeadowReplies.hay)).map(MeadowReply.hay)
        case .prices: await client.send(query(at: Meadow.field, "/prices", decode: MeadowReplies.prices)).map(MeadowReply.prices)
        }
    }

    /// Page by page, as far as the kit lets it.
    private func wallets(_ client: any ExchangeClient) async -> Result<[Wallet], Failure> {
        var all: [Wallet] = []
        var next: String? = "1"
        while let page = next {
            switch await client.send(query(at: Meadow.ledger, "/wallets?page=\(page)", decode: MeadowReplies.wallets)) {
            case .failure(let failure): return .failure(failure)
            case .success(let read):
                all += read.wallets
                next = read.next
            }
        }
        return .success(all)
    }

    func absence(of part: MeadowPart, among parts: Parts) -> PartAbsence {
        switch part {
        case .wallets: .fatal
        case .hay: .gap(Phrase(en: "the hay", zh: "干草"))
        case .prices: .silent
        }
    }

    func assemble(
        identity: MeadowKey, parts: Parts, clockOffsetMilliseconds: Int64, asOf: Moment, options: AssemblyOptions
    ) -> AccountSnapshot {
        var wallets: [Wallet] = []
        var gaps: [(name: Phrase, failure: Failure)] = []
        if case .success(.wallets(let read))? = parts[.wallets] { wallets = read }
        if case .success(.hay(let bales))? = parts[.hay] {
            wallets.append(Wallet(kind: MeadowWallets.hay, total: bales, assets: []))
        }
        if case .failure(let failure)? = parts[.hay], case .gap(let name) = absence(of: .hay, among: parts) { gaps.append((name, failure)) }
        let sum = wallets.reduce(Amount.zero) { $0 + ($1.total ?? .zero) }
        return AccountSnapshot(
            key: identity.identity.keyDescription(masked: options.maskedKey), kind: identity.identity.kind,
            settings: AccountSettings([assetMode(identity, [])]),
            equity: .init(currency: "USD", total: sum), wallets: wallets,
            notices: AccountReview.notices(
                of: identity.identity, clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, options: options)
                + [MissingParts(gaps).notice].compactMap { $0 },
            clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, accountID: identity.identity.accountID)
    }

    // MARK: Refusals

    /// F7 means an unknown key or an address that is not allowed. Only `/seen` tells them apart: it answers every known key.
    func diagnosis(of failure: Failure, of part: MeadowPart?, _ client: any ExchangeClient) async -> Failure {
        guard failure.code == "F7", part == nil else { return failure }
        switch await client.send(query(at: Meadow.field, "/seen", decode: MeadowReplies.seen)) {
        case .success(let address):
            return Failure(
                .ipNotAllowed, code: "F7", message: Phrase(en: "The key is not for \(address).", zh: "该 Key 不可从 \(address) 使用。"),
                remedy: [Phrase(en: "Bind \(address).", zh: "请绑定 \(address)。")], seenAddress: address)
        case .failure: return failure
        }
    }

    var codes: CodeTable { MeadowReplies.codes }

    /// A signed query; whoever refuses is named, since a code means something else at each host.
    func query<Response: Sendable>(
        at host: SiteHost, _ target: String, _ method: HTTPRequest.Method = .get, decode: @escaping @Sendable (JSONView) -> Response?
    ) -> Query<Response> {
        Query { access -> UnsignedRequest in
            let time = String(access.unixMilliseconds)
            return UnsignedRequest(
                method: method, origin: access.place.origin(of: host), target: target,
                headers: [
                    .init("X-Meadow-Key", [.value(.apiKey)]), .init("X-Meadow-Time", time), .init("X-Meadow-Sign", [.signature()]),
                ],
                signature: SignatureRule([.text(time + target), .value(.apiKey)], [.ed25519(Meadow.privateKeyField)]))
        } decode: { reply in
            MeadowReplies.object(reply).flatMap { root in
                if let code = root["refused"]?.string {
                    return .failure(MeadowReplies.codes.meaning(of: code, at: host.id) ?? MeadowReplies.odd)
                }
                return decode(root).map { .success($0) } ?? .failure(MeadowReplies.odd)
            }
        }
    }
}

enum MeadowPart: String, AccountPart {
    case wallets
    case hay
    case prices
}

enum MeadowReply: Sendable {
    case wallets([Wallet])
    case hay(Amount)
    case prices([String: Amount])
}

/// Who signs in, and what only this exchange tells.
struct MeadowKey: AccountIdentification {
    let identity: Identity
    let grazing: Bool
    /// `nil` where it was not told, or in a word that nobody knows.
    var assets: SettingValue?

    var mayAct: Bool { identity.permissions?.has(.trade) ?? true }
}

/// The kinds of wallets that have names; the exchange may have others.
enum MeadowWallets {
    static let barn = Wallet.Kind(id: "barn", label: Phrase(en: "Barn", zh: "谷仓"), role: .trading)
    static let pond = Wallet.Kind(id: "pond", label: Phrase(en: "Pond", zh: "池塘"))
    static let hay = Wallet.Kind(id: "hay", label: Phrase(en: "Hay", zh: "干草"), role: .sum)

    /// One that nobody knows goes by its own name.
    static func kind(_ name: String) -> Wallet.Kind {
        [barn, pond, hay].first { $0.id == name } ?? Wallet.Kind(id: name, label: Phrase(verbatim: name))
    }
}
