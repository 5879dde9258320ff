import JSON

extension SandboxBybit.Replies {
    func coinsBalance(_ account: SandboxBybit.Account) throws(SandboxBybit.Refusal) -> JSONValue {
        let type = try parameters.required("accountType")
        let wanted = parameters.list("coin")
        let rows: [SandboxBybit.Deposit]
        switch type {
        case "FUND": rows = account.funding
        case "UNIFIED":
            // Of the trading wallet only named coins are told.
            guard wanted != nil else { throw .parameter("coin") }
            rows = account.unified.map { .init($0.coin, $0.wallet, frozen: $0.locked) }
        default: throw .parameter("accountType")
        }
        let found = wanted.map { names in names.map { name in rows.first { $0.coin == name } ?? .init(name, .zero) } } ?? rows
        let bonus = parameters["withBonus"] == "1" ? "0" : ""
        return .members([
            "memberId": .string(String(account.uid)), "accountType": .string(type),
            "balance": .array(
                found.map { row in
                    .row([
                        "coin": row.coin, "transferBalance": "\(row.amount - row.frozen)", "walletBalance": "\(row.amount)", "bonus": bonus,
                    ])
                }),
        ])
    }

    func overview(_ figures: SandboxBybit.AccountFigures) throws(SandboxBybit.Refusal) -> JSONValue {
        guard parameters["valuationCurrency"] ?? "USD" == "USD" else { throw .parameter("valuationCurrency") }
        return SandboxBybit.Overview(figures).result(nowMilliseconds: nowMilliseconds)
    }

    func membersAssets(_ account: SandboxBybit.Account) throws(SandboxBybit.Refusal) -> JSONValue {
        guard account.parentUid == nil else { throw .listed(10005) }
        let unit = prices.usd("BTC") ?? .one
        func quoted(_ amount: SandboxQuantity) -> String { "\(amount.divided(by: unit, scale: 18) ?? .zero)" }
        var total = SandboxQuantity.zero
        let rows = accounts.filter { $0.uid == account.uid || $0.parentUid == account.uid }.map { member in
            let unified = SandboxBybit.AccountFigures(member, prices: prices).totalEquity
            let funding = SandboxQuantity.sum(member.funding.map { prices.value($0.amount, of: $0.coin) })
            total = total + unified + funding
            let items = [("ACCOUNT_TYPE_FUND", funding), ("ACCOUNT_TYPE_UNIFIED", unified)].map { type, amount in
                JSONValue.members([
                    "origb": .string("\(amount)"), "stat": 0, "type": .string(type), "quoteb": .string(quoted(amount)),
                ])
            }
            return JSONValue.members([
                "origb": .string("\(unified + funding)"), "uid": .whole(member.uid), "isM": .bool(member.parentUid == nil), "stat": 0,
                "items": .array(items),
            ])
        }
        return .members([
            "total": .string("\(total)"), "stat": 0, "quoteTotal": .string(quoted(total)), "list": .array(rows),
        ])
    }

    func earn(_ account: SandboxBybit.Account) throws(SandboxBybit.Refusal) -> JSONValue {
        let product = try parameters.word("category", as: SandboxBybit.EarnProduct.self)
        let rows = account.earn.enumerated().filter { entry in
            entry.element.product == product && (parameters["coin"] ?? entry.element.coin) == entry.element.coin
        }
        return .members([
            "list": .array(
                rows.map { number, row in
                    .members([
                        "coin": .string(row.coin), "productId": .string(String(number + 8)), "amount": .string("\(row.amount)"),
                        "totalPnl": .string("\(row.profit)"), "claimableYield": "0",
                        "id": product == .flexible ? "" : .string(String(326 + number)),
                        "status": product == .flexible ? "" : "Active",
                        "orderId": product == .flexible ? "" : .string("1a5a8945-e042-4dd5-a93f-c0f0577377\(number % 90 + 10)"),
                        "estimateRedeemTime": "", "estimateStakeTime": "", "estimateInterestCalculationTime": "", "settlementTime": "",
                        "autoReinvest": "Enable", "availableAmount": .string("\(row.amount)"), "freezeDetails": [],
                    ])
                })
        ])
    }

    func coinInformation() -> JSONValue {
        let coins = SandboxBybit.Prices.listed.map(\.coin).filter { $0 != "1000PEPE" && (parameters["coin"] ?? $0) == $0 }
        return .members([
            "rows": .array(
                coins.map { coin in
                    .members([
                        "name": .string(coin), "coin": .string(coin), "remainAmount": "1020000",
                        "chains": [
                            .row([
                                "chainType": coin, "confirmation": "6", "withdrawFee": "0.0005", "depositMin": "0", "withdrawMin": "0.001",
                                "chain": coin, "chainDeposit": "1", "chainWithdraw": "1", "minAccuracy": "8", "withdrawPercentageFee": "0",
                                "contractAddress": "", "safeConfirmNumber": "65",
                            ])
                        ],
                    ])
                })
        ])
    }
}
