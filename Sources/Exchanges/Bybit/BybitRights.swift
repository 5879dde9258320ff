import Domain
import JSON

/// The rights of a Bybit key: boxes of its key page, grouped by module (Bybit API, "Get API Key Information").
enum BybitRights {
    /// The ids of those without which no futures setting can be changed.
    static let changesFutures: Set<String> = ["ContractTrade.Order", "ContractTrade.Position"]

    /// The rights as the reply lists them. `isReadOnly`: what the boxes allow is restricted to reading. `nil` where nothing was told.
    static func permissions(_ modules: JSONView?, isReadOnly: Bool) -> [Permission]? {
        guard let modules, modules.kind == .object else { return nil }
        var named: [Permission] = []
        for (module, list) in modules.members.prefix(64) where list.kind == .array {
            for name in list.elements.prefix(16).compactMap(\.string) where named.count < 64 {
                let right = right(CleanText.line(module, characters: 40), CleanText.line(name, characters: 40))
                named.append(isReadOnly ? reading(right) : right)
            }
        }
        let trades = named.has(.trade) ? [Permission.trade] : []
        return [.read] + trades + named
    }

    private static func right(_ module: String, _ name: String) -> Permission {
        let id = "\(module).\(name)"
        // It is listed among the boxes of the wallet; nobody should have to rely on that.
        if name.lowercased().contains("withdraw") { return .withdraw }
        guard let known = known[id] else { return .unknown(id) }
        return Permission(id: id, label: known.label, role: known.role)
    }

    /// What a box allows in a key that may only read. One that nobody knows stays unknown.
    private static func reading(_ right: Permission) -> Permission {
        switch right.role {
        case .unknown: right
        case .withdraw: Permission(id: "Wallet.Withdraw", label: Phrase(en: "withdrawals (read only)", zh: "提币（只读）"), role: .read)
        case .read, .trade, .payOut, .act: Permission(id: right.id, label: right.label, role: .read)
        }
    }

    /// P2P and Bybit Pay send money to others, as withdrawing does.
    private static let known: [String: (label: Phrase, role: Permission.Role)] = [
        "ContractTrade.Order": (Phrase(en: "futures orders", zh: "合约委托"), .trade),
        "ContractTrade.Position": (Phrase(en: "futures positions", zh: "合约持仓"), .trade),
        "Spot.SpotTrade": (Phrase(en: "spot trading", zh: "现货交易"), .trade),
        "Options.OptionsTrade": (Phrase(en: "options trading", zh: "期权交易"), .trade),
        "Derivatives.DerivativesTrade": (Phrase(en: "derivatives trading", zh: "衍生品交易"), .trade),
        "Wallet.AccountTransfer": (Phrase(en: "account transfer", zh: "账户划转"), .act),
        "Wallet.SubMemberTransfer": (Phrase(en: "sub-account transfer", zh: "母子账户划转"), .act),
        "Wallet.SubMemberTransferList": (Phrase(en: "sub-account transfer records", zh: "母子账户划转记录"), .act),
        "Exchange.ExchangeHistory": (Phrase(en: "convert", zh: "兑换"), .act),
        "Earn.Earn": (Phrase(en: "Earn", zh: "理财"), .act),
        "BlockTrade.BlockTrade": (Phrase(en: "block trading", zh: "大宗交易"), .act),
        "Affiliate.Affiliate": (Phrase(en: "affiliate figures", zh: "联盟计划"), .act),
        "ByXPost.ByXPost": (Phrase(en: "community posts", zh: "社区发帖"), .act),
        "BitCard.BitCard": (Phrase(en: "Bybit Card", zh: "Bybit 卡"), .act),
        "FiatConvertBroker.FiatConvertBrokerOrder": (Phrase(en: "fiat conversion", zh: "法币兑换"), .act),
        "FiatP2P.FiatP2POrder": (Phrase(en: "P2P orders", zh: "P2P 订单"), .payOut),
        "FiatP2P.Advertising": (Phrase(en: "P2P advertisements", zh: "P2P 广告"), .payOut),
        "FiatBitPay.FaitPayOrder": (Phrase(en: "Bybit Pay", zh: "Bybit Pay 支付"), .payOut),
        "FiatBybitPay.FaitPayOrder": (Phrase(en: "Bybit Pay", zh: "Bybit Pay 支付"), .payOut),
        "FiatGlobalPay.FiatGlobalPayOrder": (Phrase(en: "global payments", zh: "全球支付"), .payOut),
    ]
}
