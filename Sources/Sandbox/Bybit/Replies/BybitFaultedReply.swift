import JSON

/// What a fault changes inside a reply of this exchange.
extension SandboxFaultKind? {
    /// A refusal, with its text.
    func refusal(_ refusal: SandboxBybit.Refusal) -> SandboxBybit.Refusal {
        guard self == .hostileText, refusal.code != nil else { return refusal }
        return SandboxBybit.Refusal(
            status: refusal.status, code: refusal.code, message: refusal.message + Distortion.hostileMessage, reasons: refusal.reasons)
    }

    /// An account and its key as the reply is to tell of them.
    func seen(
        _ account: SandboxBybit.Account, _ key: SandboxBybit.Key
    ) -> (account: SandboxBybit.Account, key: SandboxBybit.Key) {
        var (account, key) = (account, key)
        if self == .hostileText { key.note = Distortion.hostileLabel }
        if self == .threeHundredCurrencies {
            for (number, coin) in SandboxBybit.Prices.crowdCoins.enumerated() {
                let amount = SandboxQuantity(units: Int128(number + 1) * 1_000_003, scale: number % 13)
                account.unified.append(.init(coin, amount))
                account.funding.append(.init(coin, amount))
            }
        }
        return (account, key)
    }

    /// A reply in its envelope.
    func success(_ result: JSONValue, _ endpoint: SandboxBybit.Endpoint, nowMilliseconds: Int64) -> Answer {
        var content = result
        var message = endpoint.message
        switch self {
        case .nullContent: content = .null
        case .missingOptionalFields: content = Distortion.keeping(endpoint.essentialMembers, in: content)
        case .membersLeftOut(let names): content = Distortion.leavingOut(Set(names), in: content)
        case .membersEmptied(let names): content = Distortion.emptying(Set(names), in: content)
        case .hostileText: message = Distortion.hostileMessage
        case .bareRow: return .json(Self.firstRow(of: content), code: "0")
        case .numbersForStrings: content = Distortion.numbersForStrings(content)
        case .html, .cutInBody, .cutBeforeReply, .silence, .oversized, .invalidUTF8, .gateway, .threeHundredCurrencies, .refusal, .code,
            .codeAfterWrite, .cutAfterWrite, .rateLimited, .maintenance, .announcement, .gzip, .chunked, .redirect, .stream, nil:
            break
        }
        return SandboxBybit.Envelope.success(content, message: message, nowMilliseconds: nowMilliseconds)
    }

    private static func firstRow(of result: JSONValue) -> JSONValue {
        guard case .object(let members) = result,
            let row = members.lazy.compactMap({ member -> JSONValue? in
                guard case .array(let elements) = member.value else { return nil }
                return elements.first
            }).first
        else { return result }
        return row
    }
}

extension SandboxBybit.Endpoint {
    /// The members that every reply has been seen to hold; an older or regional server may leave out the others.
    var essentialMembers: Set<String> {
        switch self {
        case .time: ["timeSecond", "timeNano"]
        case .status: ["list", "state", "title", "begin", "end", "env"]
        case .tickers: ["category", "list", "symbol", "lastPrice"]
        case .instruments: ["category", "list", "symbol", "status", "baseCoin", "quoteCoin", "nextPageCursor"]
        case .key: ["apiKey", "readOnly", "permissions", "ips", "type", "uta", "userID", "isMaster"]
        case .memberType: ["accounts", "uid", "accountType"]
        case .accountInfo: ["marginMode", "unifiedMarginStatus"]
        case .walletBalance: ["list", "totalEquity", "accountType", "coin", "equity", "walletBalance"]
        case .collateral: ["list", "currency"]
        case .optionAssets: ["result", "coin"]
        case .coinsBalance: ["accountType", "balance", "coin", "transferBalance", "walletBalance"]
        case .overview: ["totalEquity", "list", "accountType", "coinDetail", "categories", "category", "coin", "equity"]
        case .membersAssets: ["total", "list", "uid", "origb", "stat"]
        case .coinInfo: ["rows", "coin"]
        case .earn: ["list", "coin", "amount"]
        case .positions: ["list", "positionIdx", "symbol", "side", "size", "nextPageCursor", "category"]
        case .symbolInfo: ["list", "symbol", "leverage", "positionIdx"]
        case .orders: ["list", "orderId", "symbol", "nextPageCursor"]
        case .setMarginMode: ["reasons"]
        case .demoMoney, .switchMode, .setLeverage: []
        }
    }
}
