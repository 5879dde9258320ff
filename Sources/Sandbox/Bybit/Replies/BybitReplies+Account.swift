import JSON

extension SandboxBybit.Replies {
    func keyInformation(_ key: SandboxBybit.Key, of account: SandboxBybit.Account) -> JSONValue {
        let standing = SandboxBybit.Standing(of: key, startMilliseconds: startMilliseconds)
        let known = SandboxBybit.Permissions.modules
        let modules = known + key.permissions.boxes.keys.filter { !known.contains($0) }.sorted()
        let permissions = JSONValue.object(
            modules.map { module in
                JSONValue.Member(module, .array((key.permissions.boxes[module] ?? []).map { .string($0) }))
            })
        let publicKey: String =
            switch key.secret {
            case .systemGenerated: ""
            case .selfGenerated(_, let publicKey): publicKey
            }
        return .members([
            "id": .string(String(account.uid % 10_000_000)), "note": .string(key.note), "apiKey": .string(key.apiKey),
            "readOnly": key.readOnly ? 1 : 0, "secret": "", "permissions": permissions,
            "ips": .array((key.addresses.isEmpty ? ["*"] : key.addresses).map { .string($0) }), "type": .whole(key.usage.rawValue),
            "deadlineDay": .whole(standing.daysLeft(at: nowMilliseconds)), "expiredAt": .string(standing.expiryText),
            "createdAt": .string(standing.createdText), "unified": 0, "uta": account.status == .classic ? 0 : 1,
            "userID": .whole(account.uid), "inviterID": 0, "vipLevel": "No VIP", "mktMakerLevel": "0", "affiliateID": 0,
            "rsaPublicKey": .string(publicKey), "isMaster": .bool(account.parentUid == nil),
            "parentUid": .string(String(account.parentUid ?? 0)), "kycLevel": "LEVEL_1", "kycRegion": .string(account.region),
            "userIDInt64": .string(String(account.uid)), "inviterIDInt64": "0", "affiliateIDInt64": "0",
        ])
    }

    func accountInformation(_ account: SandboxBybit.Account) -> JSONValue {
        .members([
            "marginMode": .string(account.marginMode.rawValue), "updatedTime": .string(String(startMilliseconds)),
            "unifiedMarginStatus": .whole(account.status.rawValue), "dcpStatus": "OFF", "timeWindow": 10, "smpGroup": 0,
            "isMasterTrader": .bool(account.isMasterTrader), "spotHedgingStatus": "OFF",
        ])
    }

    func memberTypes(_ account: SandboxBybit.Account) -> JSONValue {
        var members = [account]
        if let wanted = parameters.list("memberIds") {
            members = accounts.filter { wanted.contains(String($0.uid)) && ($0.uid == account.uid || $0.parentUid == account.uid) }
        }
        return .members([
            "accounts": .array(
                members.map { member in
                    .members([
                        "uid": .string(String(member.uid)),
                        "accountType": member.status == .classic ? ["CONTRACT", "FUND"] : ["UNIFIED", "FUND"],
                    ])
                })
        ])
    }

    func walletBalance(_ figures: SandboxBybit.AccountFigures) throws(SandboxBybit.Refusal) -> JSONValue {
        let type = try parameters.required("accountType")
        let isClassic = figures.account.status == .classic
        guard type == "UNIFIED" || (isClassic && ["CONTRACT", "SPOT"].contains(type)) else {
            throw .init(code: 10001, message: "accountType only support UNIFIED.")
        }
        if isClassic, type == "UNIFIED" { throw .listed(10028) }
        var coins = figures.coins
        if let wanted = parameters.list("coin") {
            for name in wanted where prices.usd(name) == nil && !coins.contains(where: { $0.coin.coin == name }) {
                throw .parameter("coin")
            }
            coins = wanted.map { name in coins.first { $0.coin.coin == name } ?? figures.figures(of: .init(name, .zero)) }
        } else {
            coins = coins.filter { !$0.isEmpty }
        }
        return .members(["list": [walletRow(figures, coins: coins, type: type)]])
    }

    /// A row as the reply has it, and as a stream of the wallet tells it.
    func walletRow(
        _ figures: SandboxBybit.AccountFigures, coins: [SandboxBybit.AccountFigures.CoinFigures], type: String = "UNIFIED"
    ) -> JSONValue {
        // Without one margin for the account there is nothing to tell about it (Bybit v5, "Get Wallet Balance").
        let mode = type == "UNIFIED" ? figures.account.marginMode : nil
        func shared(_ amount: SandboxQuantity) -> String { mode == .cross || mode == .portfolio ? "\(amount)" : "" }
        func any(_ amount: SandboxQuantity) -> String { mode == nil ? "" : "\(amount)" }
        return .members([
            "totalEquity": .string(any(figures.totalEquity)),
            "accountIMRate": .string(shared(figures.share(figures.totalInitialMargin))),
            "totalMarginBalance": .string(shared(figures.totalMargin)),
            "totalInitialMargin": .string(shared(figures.totalInitialMargin)),
            "accountType": .string(type),
            "totalAvailableBalance": .string(shared(figures.totalAvailable)),
            "accountMMRate": .string(shared(figures.share(figures.totalMaintenance))),
            "totalPerpUPL": .string(any(figures.totalProfit)),
            "totalWalletBalance": .string(any(figures.totalWallet)),
            "accountLTV": .string(shared(.zero)),
            "totalMaintenanceMargin": .string(shared(figures.totalMaintenance)),
            "coin": .array(coins.map { coinRow($0, figures) }),
        ])
    }

    private func coinRow(_ row: SandboxBybit.AccountFigures.CoinFigures, _ figures: SandboxBybit.AccountFigures) -> JSONValue {
        // In portfolio margin coins have no margin of their own.
        func margin(_ amount: SandboxQuantity) -> JSONValue {
            figures.account.marginMode == .portfolio ? "" : .string("\(amount)")
        }
        let coin = row.coin
        return .members([
            "availableToBorrow": "", "bonus": .string("\(coin.bonus)"), "accruedInterest": .string("\(coin.interest)"),
            "availableToWithdraw": "", "totalOrderIM": margin(row.orderMargin), "equity": .string("\(row.equity)"),
            "totalPositionMM": margin(row.positionMaintenance), "usdValue": .string("\(figures.value(of: row))"),
            "unrealisedPnl": .string("\(row.profit)"), "collateralSwitch": .bool(coin.isCollateral), "spotHedgingQty": "0",
            "borrowAmount": .string("\(row.borrowed)"), "totalPositionIM": margin(row.positionMargin),
            "walletBalance": .string("\(coin.wallet)"), "cumRealisedPnl": .string("\(coin.realised)"), "locked": .string("\(row.locked)"),
            "marginCollateral": .bool(Self.hasIndex(coin.coin)), "coin": .string(coin.coin), "spotBorrow": .string("\(coin.spotBorrow)"),
        ])
    }

    func collateral(_ figures: SandboxBybit.AccountFigures) -> JSONValue {
        let coins = figures.coins.filter { parameters["currency"] == nil || parameters["currency"] == $0.coin.coin }
        return .members([
            "list": .array(
                coins.map { row in
                    .members([
                        "availableToBorrow": "0", "freeBorrowingAmount": "", "freeBorrowAmount": "0", "maxBorrowingAmount": "0",
                        "hourlyBorrowRate": "0.00000147", "borrowUsageRate": "0", "collateralSwitch": .bool(row.coin.isCollateral),
                        "borrowAmount": .string("\(row.borrowed)"), "borrowable": true, "currency": .string(row.coin.coin),
                        "marginCollateral": .bool(Self.hasIndex(row.coin.coin)), "freeBorrowingLimit": "0", "collateralRatio": "0.95",
                    ])
                })
        ])
    }

    func optionAssets(_ figures: SandboxBybit.AccountFigures) -> JSONValue {
        let options = figures.positions.filter { $0.instrument.category == .option }
        var coins: [String] = []
        for coin in options.map(\.instrument.baseCoin) where !coins.contains(coin) { coins.append(coin) }
        let rows = coins.map { coin in
            let own = options.filter { $0.instrument.baseCoin == coin }
            let delta = own.map { row in
                (row.instrument.option?.delta ?? .zero) * (row.position.side == .buy ? row.position.size : -row.position.size)
            }
            return JSONValue.members([
                "totalDelta": .string("\(SandboxQuantity.sum(delta))"),
                "assetIM": .string("\(SandboxQuantity.sum(own.map(\.initialMargin)))"),
                "totalUPL": .string("\(SandboxQuantity.sum(own.map(\.profit)))"),
                "totalRPL": .string("\(SandboxQuantity.sum(own.map(\.position.realised)))"),
                "assetMM": .string("\(SandboxQuantity.sum(own.map(\.maintenanceMargin)))"), "coin": .string(coin),
                "sendTime": .whole(nowMilliseconds),
            ])
        }
        return .members(["result": .array(rows)])
    }

    private static func hasIndex(_ coin: String) -> Bool {
        SandboxBybit.Prices.listed.first { $0.coin == coin }?.hasIndex == true
    }
}
