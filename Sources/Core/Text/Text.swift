import Domain

/// Every word of the interface in one language. A language is a complete object of this type, so that the compiler names what it lacks; a
/// class, so that hundreds of words are not copied to use one of them.
final class Text: Sendable {
    /// Between a label and what it labels.
    let colon: String
    let listComma: String
    /// Between two sentences.
    let sentenceSpace: String
    /// Stands for an amount that is not known; never for zero.
    let unknownAmount: String
    let tooSmall: String
    let keys: Keys
    let home: Home
    let choose: Choose
    let futures: Futures
    let method: Method
    let guide: Guide
    let entry: Entry
    let verify: VerifyWords
    let vault: VaultWords
    let dialogs: Dialogs
    let authorize: AuthorizeWords
    let plain: Plain
    let tools: Tools
    let portfolio: PortfolioWords
    let accounts: AccountsWords
    let chart: ChartWords
    let walletName: @Sendable (Wallet.Kind) -> String

    init(
        colon: String, listComma: String, sentenceSpace: String, unknownAmount: String, tooSmall: String, keys: Keys, home: Home,
        choose: Choose, futures: Futures, method: Method, guide: Guide, entry: Entry, verify: VerifyWords, vault: VaultWords,
        dialogs: Dialogs, authorize: AuthorizeWords, plain: Plain, tools: Tools, portfolio: PortfolioWords, accounts: AccountsWords,
        chart: ChartWords,
        walletName: @escaping @Sendable (Wallet.Kind) -> String
    ) {
        self.colon = colon
        self.listComma = listComma
        self.sentenceSpace = sentenceSpace
        self.unknownAmount = unknownAmount
        self.tooSmall = tooSmall
        self.keys = keys
        self.home = home
        self.choose = choose
        self.futures = futures
        self.method = method
        self.guide = guide
        self.entry = entry
        self.verify = verify
        self.vault = vault
        self.dialogs = dialogs
        self.authorize = authorize
        self.plain = plain
        self.tools = tools
        self.portfolio = portfolio
        self.accounts = accounts
        self.chart = chart
        self.walletName = walletName
    }

    static func of(_ language: Language) -> Text {
        switch language {
        case .english: .english
        case .simplifiedChinese: .simplifiedChinese
        }
    }

    /// What keys do, as hints and the help page say it.
    struct Keys: Sendable {
        let up, down, pageUp, pageDown, first, last: String
        let choose, back, next, proceed, submit, quit, help, language, repaint, suspend: String
        let filter, erase, eraseForward, clearField, toStart, toEnd, cursorLeft, cursorRight: String
        let tick, noFutures, copyAddress, copySeenAddress, haveKey: String
        let previousOption, nextOption, nextField, previousField, swap: String
        let again, edit, insist, probe, useFound, useOtherAccount: String
        let add, connect, details, otherPane, toList, refresh, remove: String
        let rename, replace, makeDefault, lock, keepWatching, changePassphrase, unlock, openBackup: String
        let futuresSettings, applySettings, confirmSettings, leverage, lookUp, skipSettings, tradeFutures: String
        let authorize, openBrowser, printBare, typeAnswer, submitAnswer, agree, decline: String
    }

    struct Home: Sendable {
        let title, exchanges, emptyTitle, emptyLead, connect, connectRemark, demoRemark: String
        let emptySteps: [String]
        let total, asset, wallet, amount, available, inUse, value, share, unrealizedProfit, noAssets, reading: String
        let addressBound, addressUnbound, addressUnknown, permissionsUnknown, futuresNotUsed, isDefault, notStored, notStoredLead,
            notStoredRemark: String
        let counts: @Sendable (_ connected: Int, _ toFix: Int) -> String
        let asOf: @Sendable (_ clockTime: String) -> String
    }

    struct Choose: Sendable {
        let title, lead, filter, nothingMatches: String
    }

    struct Futures: Sendable {
        let title, lead, page, laterRead, notUsed: String
        /// `{name}` is that of the connection.
        let reading, plan, nothingToMend, notFromHere, confirm, confirmEmpty, confirmOther, neverCloses, applying, stopped: String
        let stepLead, connectionNotUsed, leverageLead, instrument, leverage, leveragePlaceholder, instrumentPlaceholder, noInstrument,
            noLeverage: String
    }

    struct Method: Sendable {
        let title, lead, fastAPI, authorization, manual, configured, notConfigured, notOffered, recommended: String
        let needs, grants, costs, fastAPICosts, manualNeeds, manualGrants, manualCosts: String
    }

    struct Guide: Sendable {
        let title, sandbox, noOwnAddress, ownAddress: String
    }

    struct Entry: Sendable {
        let title, replaceTitle, site, siteRemark, environment, environmentRemark, environmentsRemark, live, demo, testnet: String
        let name, namePlaceholder, connect: String
        /// Environments that the exchange offers at other sites.
        let notOffered: @Sendable (_ environments: String) -> String
        let sample, sampleRemark: String
        let nameEmpty, nameHyphen, nameTaken, fieldEmpty, onlyForEncrypted, cannotTravel: String
        let sameTwice, publicKey: String
        let beside, inPlaceOf: @Sendable (_ field: String) -> String
        let pasteSecretInPlainField, pasteTooLong, pasteEmpty, pasteNowhere, pasteLeftOpen, pasteTwoKeys, pasteNotJSON: String
        let looksSwapped, areSwapped: @Sendable (_ first: String, _ second: String) -> String
        /// `values` is how many values make up a key.
        let pasteOffer, pasteToldByShape: @Sendable (_ values: Int) -> String
        let characters, lines: @Sendable (Int) -> String
        let trimmed: @Sendable (Int) -> String
        let pasteFilled, stillMissing: @Sendable (String) -> String
        let pasteNotRecognised: @Sendable (_ lines: Int, _ values: Int) -> String
        let replaceLead: @Sendable (_ name: String, _ exchange: String, _ site: String) -> String
        let trouble: @Sendable (SecretSummary.Trouble) -> String

        func environmentName(_ environment: TradingEnvironment) -> String {
            switch environment {
            case .live: live
            case .demo: demo
            case .testnet: testnet
            }
        }
    }

    struct VerifyWords: Sendable {
        let title, running, skipped, passed, passedWithWarnings, passedToSettings, failed, failedReplacing, insistOffer, insistTitle,
            insistBody, otherAccountOffer,
            otherAccountUsed, copyOffer: String
        /// `{places}` are the hosts and environments that would be asked, `{place}` is the one that was found.
        let probeOffer, probing, probeFound, probeFoundNothing, keyWorks, keyKnown, keyNotThere: String
        let lead: @Sendable (_ name: String, _ exchange: String, _ site: String) -> String
        let place: @Sendable (AccountPlace, Language) -> String
        let code: @Sendable (String) -> String
        let rowName: @Sendable (VerificationRow, [KeyField]) -> String
    }

    struct VaultWords: Sendable {
        let createTitle, createLead, passphrase, repeated, create, without, withoutRemark, forgetWarning, working, empty, different,
            pasteRefused: String
        let changeTitle, changeLead, present, newOne, change, changed: String
        let unlockTitle, unlockLead, lockedLead, lockedByTimeLead, stretchRemark, unlocking, backupOffer, waiting, keepsWatching,
            locksAgain: String
        let unlocked: @Sendable (_ milliseconds: Int) -> String
        let strength: @Sendable (SecretSummary.Strength) -> String
    }

    struct Dialogs: Sendable {
        let helpTitle, helpHere, helpEverywhere, helpMore, close: String
        let helpSupport: [String]
        let helpPlatform: @Sendable (_ platform: String?) -> String
        let quitTitle, quitSession, quitKept, quitTyped, quitWriting, quitApplying, quitNothing, removeTitle, copied, copiedPerhaps,
            keptByTmux,
            refreshing: String
        let fastAPITitle: String
        let authorizationTitle: String
        let quitUnsaved: @Sendable (_ names: String) -> String
        let removeBody: @Sendable (_ name: String) -> String
        let renameTitle, renameLead, nameKept, addressTitle: String
        let addressAccepted: @Sendable (_ name: String) -> String
        let stored, replaced, renamed, madeDefault: @Sendable (_ name: String) -> String
        let futuresUse: @Sendable (_ name: String, AccessTarget.FuturesUse) -> String
        let added: @Sendable (_ name: String) -> String
        let removed: @Sendable (_ name: String) -> String
    }

    struct AuthorizeWords: Sendable {
        /// `{exchange}` is its name, `{time}` a clock time.
        let title, lead, asks, asksNot, start, siteRemark, opening, open, listening, pasteOnly, forward, answer, paste: String
        let working, deleteOlderKey, deleteLostKey, decide, notVerified, tryAgain, browserStarted, bare: String
        let cancelled, lateDeleted, lateRemains, quit: String
        /// `place` is the menu of the exchange that lists consents, where it is known.
        let lateUnused: @Sendable (_ place: String?) -> String
    }

    /// The plain mode, line by line.
    struct Plain: Sendable {
        let greeting, separator, empty, chosen, hidden, hiddenAmount, show, yes, no, commandsTitle, notUnderstood, tooLong, toCopy: String
        /// How lines are read.
        let manual: [String]
        /// The options that are not chosen.
        let others: @Sendable (String) -> String
        /// How many rows of a long table are left out.
        let rowsBefore, rowsAfter: @Sendable (Int) -> String
        let mark: @Sendable (Mark) -> String
    }
}
