import Domain
import Exchanges
import HTTP
import JSON

/// What its replies mean.
enum MeadowReplies {
    static let odd = Failure(
        .replyNotUnderstood, message: Phrase(en: "An odd reply.", zh: "无法理解的回复。"), remedy: [Phrase(en: "Wait.", zh: "请稍候。")])

    static func object(_ reply: HTTPReply) -> Result<JSONView, Failure> {
        guard let root = try? JSONDocument(parsing: reply.body, limits: JSONLimits(depth: 8)).root, root.kind == .object else {
            return .failure(odd)
        }
        return .success(root)
    }

    /// F9 has another meaning at each host; F7 means an unknown key or an address that is not allowed.
    static let codes = CodeTable([
        ExchangeCode("F1", .secretWrong, "The signature is wrong.", "签名错误。", [Phrase(en: "Sign again.", zh: "请重新签名。")]),
        ExchangeCode("F7", .keyUnknown, "Nobody knows the key.", "没有人认识该 Key。", [Phrase(en: "Check it.", zh: "请检查。")]),
        ExchangeCode("F7", .ipNotAllowed, "The key is not for this gate.", "该 Key 不可从此处使用。", [Phrase(en: "Bind it.", zh: "请绑定。")]),
        ExchangeCode(
            "F9", .accountRestricted, "The barn is full.", "谷仓已满。", [Phrase(en: "Empty it.", zh: "请清空。")], at: "ledger"),
        ExchangeCode(
            "F9", .featureUnavailable, "The horse is tired.", "马累了。", [Phrase(en: "Let it rest.", zh: "让它休息。")], retry: .later,
            at: "field"),
    ])

    private static let rights: [String: Permission] = [
        "see": .read, "act": .trade,
        "fold": Permission(id: "fold", label: Phrase(en: "move between folds", zh: "羊圈间划转"), role: .act),
        "gift": Permission(id: "gift", label: Phrase(en: "Gifts", zh: "赠送"), role: .payOut),
    ]

    static func key(
        _ root: JSONView
    ) -> (label: String, permissions: [Permission], addresses: AddressBinding, expiry: KeyExpiry, assets: SettingValue?)? {
        guard let rights = root["rights"], rights.kind == .array else { return nil }
        let names = rights.elements.prefix(16).compactMap(\.string)
        return (
            CleanText.line(root["label"]?.string ?? "", characters: 40),
            names.map { self.rights[$0] ?? .unknown($0) },
            root["gates"].map { gates in
                gates.kind == .array ? AddressBinding(gates.elements.prefix(16).compactMap(\.string)) : .bound(to: nil)
            } ?? .notTold,
            root["until"].map { until in until.scalarText.flatMap { Int64($0) }.map { .at(unixMilliseconds: $0) } ?? .never } ?? .notTold,
            root["assets"]?.string.flatMap(MeadowSettings.assets)
        )
    }

    static func owner(_ root: JSONView) -> (id: String, isHead: Bool, grazing: Bool)? {
        guard let id = root["id"]?.scalarText else { return nil }
        return (CleanText.line(id, characters: 40), root["head"]?.bool == true, root["grazing"]?.bool == true)
    }

    static func wallets(_ root: JSONView) -> (wallets: [Wallet], next: String?)? {
        guard let rows = root["rows"], rows.kind == .array else { return nil }
        let wallets = rows.elements.prefix(100).compactMap { row -> Wallet? in
            guard let name = row["name"]?.string else { return nil }
            let assets = (row["things"]?.elements ?? []).prefix(100).compactMap { thing -> Asset? in
                guard let code = thing["thing"]?.string, let amount = thing["amount"]?.scalarText.flatMap({ Amount($0) }) else {
                    return nil
                }
                return Asset(
                    code: CleanText.line(code, characters: 12), total: amount, available: amount, inUse: nil,
                    value: thing["worth"]?.scalarText.flatMap { Amount($0) }, unrealizedProfit: nil)
            }
            return Wallet(
                kind: MeadowWallets.kind(CleanText.line(name, characters: 24)), total: row["worth"]?.scalarText.flatMap { Amount($0) },
                assets: Array(assets))
        }
        return (Array(wallets), root["next"]?.string.map { CleanText.line($0, characters: 4) })
    }

    static func hay(_ root: JSONView) -> Amount? { root["bales"]?.scalarText.flatMap { Amount($0) } }

    static func prices(_ root: JSONView) -> [String: Amount]? {
        Dictionary(
            root.members.prefix(100).compactMap { name, value in value.scalarText.flatMap { Amount($0) }.map { (name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    static func seen(_ root: JSONView) -> String? { root["address"]?.string.map { CleanText.line($0, characters: 45) } }
}
