import Testing

@testable import Core
@testable import Domain

/// A state of the interface worth looking at, and the way there.
struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let configuration: @Sendable (Language) -> AppConfiguration
    /// What is in the vault's file.
    let stored: [String]
    /// The sizes besides those that every scene is shown at.
    let sizes: [Size]
    let walk: @Sendable (inout MachineTranscript) throws -> Void

    init(
        _ name: String, _ configuration: @escaping @Sendable (Language) -> AppConfiguration = Sample.live, stored: [String] = [],
        sizes: [Size] = [], _ walk: @escaping @Sendable (inout MachineTranscript) throws -> Void
    ) {
        self.name = name
        self.configuration = configuration
        self.stored = stored
        self.sizes = sizes
        self.walk = walk
    }

    var testDescription: String { name }

    func transcript(_ language: Language) throws -> MachineTranscript {
        var transcript = MachineTranscript(configuration(language), stored: stored)
        try walk(&transcript)
        return transcript
    }

    private static func ascii(_ language: Language) -> AppConfiguration {
        var configuration = Sample.live(language)
        configuration.glyphs = .ascii
        return configuration
    }

    private static func knownAddress(_ language: Language) -> AppConfiguration {
        var configuration = Sample.live(language)
        configuration.ownAddresses = ["203.0.113.7"]
        return configuration
    }

    private static func noticed(_ language: Language) -> AppConfiguration {
        var configuration = Sample.live(language)
        configuration.startNotices = [
            Phrase(
                en: "This system locks no more memory; keys may reach the swap file.", zh: "系统无法锁定更多内存；密钥可能被写入交换文件。")
        ]
        return configuration
    }

    private static func settleRows(_ transcript: inout MachineTranscript, upTo last: VerificationRow) throws {
        let ticket = try transcript.runningJob().ticket
        for row in VerificationRow.allCases {
            transcript.send(.operation(ticket, .rowSettled(row, Sample.good(row))))
            if row == last { return }
        }
    }

    private static func fail(_ transcript: inout MachineTranscript, at failed: VerificationRow, _ cause: Cause) throws {
        let ticket = try transcript.runningJob().ticket
        var result: [VerificationRow: VerificationResult] = [:]
        for row in VerificationRow.allCases {
            if row == failed {
                result[row] = .failed(Sample.failure(cause))
            } else {
                result[row] = result[failed] == nil ? Sample.good(row) : .skipped
            }
        }
        for (row, result) in result { transcript.send(.operation(ticket, .rowSettled(row, result))) }
        try transcript.finishJob(.failed(Sample.failure(cause)))
    }

    private static func typeTwice(_ transcript: inout MachineTranscript, _ first: SecretSummary, _ second: SecretSummary) throws {
        try transcript.typeSecret(first)
        transcript.press(.enter)
        try transcript.typeSecret(second)
    }

    /// One account of each status that a reading can end in.
    private static func connections(_ transcript: inout MachineTranscript) throws {
        for reading in [Sample.snapshot(), Sample.attention, Sample.snapshot(), Sample.snapshot()] { try transcript.connect(reading) }
        transcript.refresh([
            .read(Sample.snapshot()), .read(Sample.attention), .failed(Sample.failure(.timeout)), .failed(Sample.failure(.ipNotAllowed)),
        ])
        transcript.press(.home)
    }

    static let all: [Scene] = screens + authorizations + portfolio + home + charts + vault + tools + testnet + bybit

    /// An exchange that has one.
    private static let testnet: [Scene] = [
        Scene("testnet-entry", Sample.withTestnet) {
            $0.goToEntry()
            $0.goTo(.environment)
            $0.press(.right, .right)
        },
        Scene("testnet-not-offered", Sample.withTestnet) {
            $0.goToEntry()
            $0.goTo(.environment)
            $0.press(.right, .right, .backTab, .right, .tab)
        },
        Scene("site-closed-guide", Sample.withTestnet) {
            $0.press(.character("a"), .enter, .enter, .enter, .up, .up, .right, .right)
            $0.pressInVain(.enter, because: .siteClosed)
        },
        Scene("site-closed-entry", Sample.withTestnet) {
            $0.goToEntry()
            $0.goTo(.site)
            $0.press(.right, .right)
            $0.goTo(.connect)
            $0.press(.enter)
        },
        Scene("testnet-portfolio", Sample.withTestnet) {
            try $0.connect(Sample.portfolio())
            $0.goToEntry()
            $0.goTo(.environment)
            $0.press(.right, .right)
            $0.paste(.threeValues)
            $0.press(.enter)
            try $0.finishJob(.read(Sample.snapshot()))
            $0.press(.enter)
            $0.send(.timerFired(.notice))
        },
    ]

    /// What is there before the vault is open, and what comes with it.
    private static let vault: [Scene] = [
        Scene("vault-create", Sample.vaultless) { _ in },
        Scene("vault-create-weak", Sample.vaultless) { try $0.typeSecret(Sample.weakPassphrase) },
        Scene("vault-create-different", Sample.vaultless) {
            try typeTwice(&$0, Sample.vaultPassphrase, Sample.weakPassphrase)
            $0.press(.enter)
        },
        Scene("vault-create-without", Sample.vaultless) { $0.press(.backTab) },
        Scene("vault-create-working", Sample.vaultless) {
            try typeTwice(&$0, Sample.vaultPassphrase, Sample.vaultPassphrase)
            $0.press(.enter)
            $0.send(.operation(try $0.runningJob().ticket, .vaultAwaited))
        },
        Scene("vault-create-failed", Sample.vaultless) {
            try typeTwice(&$0, Sample.vaultPassphrase, Sample.vaultPassphrase)
            $0.press(.enter)
            try $0.refuseOrder(.vaultUnwritable)
        },
        Scene("vault-unlock", Sample.locked, stored: ["main"]) { _ in },
        Scene("vault-unlock-empty", Sample.locked, stored: ["main"]) { $0.press(.enter) },
        Scene("vault-unlock-working", Sample.locked, stored: ["main"]) {
            try $0.typeSecret(Sample.vaultPassphrase)
            $0.press(.enter)
        },
        Scene("vault-unlock-wrong", Sample.locked, stored: ["main"]) {
            try $0.typeSecret(Sample.vaultPassphrase)
            $0.press(.enter)
            try $0.refuseOrder(.vaultPassphraseWrong)
        },
        Scene("vault-unlock-damaged", Sample.locked, stored: ["main"]) {
            try $0.typeSecret(Sample.vaultPassphrase)
            $0.press(.enter)
            try $0.refuseOrder(.vaultDamaged, backup: "vault.age.bak")
        },
        Scene("vault-locked", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            $0.press(.character("L"))
        },
        Scene("vault-locked-by-time", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            $0.send(.timerFired(.lock))
        },
        Scene("vault-home-empty", Sample.locked) { try $0.unlock() },
        Scene("vault-home", Sample.locked, stored: ["main", "bot"]) {
            try $0.typeSecret(Sample.vaultPassphrase)
            $0.press(.enter)
            try $0.finishVaultCommand()
            $0.finishReadings()
        },
        Scene("vault-home-checking", Sample.locked, stored: ["main", "bot"]) {
            try $0.typeSecret(Sample.vaultPassphrase)
            $0.press(.enter)
            try $0.finishVaultCommand()
            $0.press(.down)
        },
        Scene("vault-home-site-gone", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            try $0.elsewhere { $0.lose("main") }
            $0.press(.enter)
        },
        Scene("vault-not-stored", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            try $0.add()
            try $0.refuseOrder(.vaultUnwritable)
            $0.press(.enter, .enter)
        },
        Scene("vault-not-stored-message", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            try $0.add()
            try $0.refuseOrder(.vaultBusy)
        },
        Scene("vault-key-twice", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            $0.submitKey()
            try $0.finishVerification(.failed(Sample.failure(.alreadyConnected)))
        },
        Scene("vault-rename", Sample.locked, stored: ["main", "bot"]) {
            try $0.unlock()
            $0.press(.character("n"))
        },
        Scene("vault-rename-taken", Sample.locked, stored: ["main", "bot"]) {
            try $0.unlock()
            $0.press(.character("n"), .control("u"))
            $0.type("bot")
            $0.press(.enter)
        },
        Scene("vault-replace", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            $0.press(.character("u"))
        },
        Scene("vault-replace-failed", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            $0.press(.character("u"))
            $0.paste(.threeValues)
            $0.press(.enter)
            try $0.finishVerification(.failed(Sample.failure(.keyUnknown)))
        },
        Scene("vault-passphrase", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            $0.press(.character("P"))
            try $0.typeSecret(Sample.vaultPassphrase)
        },
        Scene("vault-quit", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            try $0.add()
            try $0.refuseOrder(.vaultBusy)
            $0.press(.enter)
            $0.goToEntry()
            $0.paste(.threeValues)
            $0.press(.control("c"))
        },
        Scene("vault-help", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            $0.press(.character("?"), .pageDown, .pageDown)
        },
    ]

    /// The futures settings of a connection, read with that outcome.
    private static func settings(_ transcript: inout MachineTranscript, _ outcome: OperationEvent?) throws {
        try transcript.connect()
        transcript.press(.character("f"))
        if let outcome { try transcript.finishJob(outcome) }
    }

    private static func applySettings(_ transcript: inout MachineTranscript) throws {
        try settings(&transcript, .settings(Sample.settingsFixable))
        transcript.press(.enter)
        transcript.type("main")
        transcript.press(.enter)
    }

    private static func authorization(_ transcript: inout MachineTranscript, _ advances: [AuthorizationAdvance]) throws {
        transcript.goToAuthorization()
        transcript.press(.enter)
        let ticket = try #require(transcript.machine.authorization)
        for advance in advances { transcript.send(.operation(ticket, .authorizationAdvanced(advance))) }
    }

    private static let authorizations: [Scene] = [
        Scene("method-configured", Sample.approved) { $0.press(.character("a"), .enter, .enter) },
        Scene("authorize", Sample.approved) { $0.goToAuthorization() },
        Scene("authorize-site", Sample.approved) {
            $0.goToAuthorization()
            $0.press(.up, .up, .right)
        },
        Scene("authorize-opening", Sample.approved) { try authorization(&$0, []) },
        Scene("authorize-waiting", Sample.approved) { try authorization(&$0, [.opened(Sample.offer)]) },
        Scene("authorize-ssh", Sample.approvedOverSSH) { try authorization(&$0, [.opened(Sample.offer)]) },
        Scene("authorize-no-port", Sample.approved) { try authorization(&$0, [.opened(Sample.offerWithoutPort)]) },
        Scene("authorize-typing", Sample.approvedOverSSH) {
            try authorization(&$0, [.opened(Sample.offer), .refused(Sample.failure(.authorizationDenied))])
            $0.press(.tab)
            try $0.typeSecret(Sample.vaultPassphrase)
        },
        Scene("authorize-refused", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer), .refused(Sample.failure(.authorizationDenied))])
        },
        Scene("authorize-working", Sample.approved) { try authorization(&$0, [.opened(Sample.offer), .agreed]) },
        Scene("authorize-older-key", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer), .agreed, .asked(.deleteOlderKey)])
        },
        Scene("authorize-lost-key", Sample.approved) { try authorization(&$0, [.opened(Sample.offer), .agreed, .asked(.deleteLostKey)]) },
        Scene("authorize-failed", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer)])
            try $0.finishJob(.failed(Sample.failure(.ipNotAllowed)))
        },
        Scene("authorize-not-verified", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer), .agreed])
            try $0.finishJob(.authorized(Sample.authorizedPlace))
            try fail(&$0, at: .address, .ipNotAllowed)
        },
        Scene("authorize-made", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer), .agreed])
            try $0.finishJob(.authorized(Sample.authorizedPlace))
            try fail(&$0, at: .address, .ipNotAllowed)
            $0.press(.escape)
        },
        Scene("authorize-cancelled", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer)])
            $0.press(.escape)
        },
        Scene("authorize-late", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer)])
            $0.press(.escape)
            $0.send(.grantSettled(.keyRemains))
        },
        Scene("authorize-quit", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer)])
            $0.press(.control("c"))
        },
        Scene("authorize-remove", Sample.approved) {
            try authorization(&$0, [.opened(Sample.offer), .agreed])
            try $0.finishJob(.authorized(Sample.authorizedPlace))
            try $0.finishJob(.read(Sample.snapshot()))
            $0.press(.enter, .character("d"))
        },
    ]

    private static let screens: [Scene] = [
        Scene("home-empty") { _ in },
        Scene("home-empty-notice", noticed) { _ in },
        Scene("home-empty-demo", Sample.demo) { _ in },
        Scene("home-connections") { try connections(&$0) },
        Scene("home-stale") {
            try connections(&$0)
            $0.press(.down, .down, .enter)
        },
        Scene("home-failed") {
            try connections(&$0)
            $0.press(.end, .enter)
        },
        Scene("home-attention") {
            try connections(&$0)
            $0.press(.down, .enter, .down)
        },
        Scene("home-unusual") {
            try $0.connect(Sample.unusual)
            $0.press(.enter)
        },
        Scene("home-asset-in-full") {
            try $0.connect(Sample.unusual)
            $0.press(.enter, .end)
        },
        Scene("home-no-assets") {
            try $0.connect(Sample.empty)
            $0.press(.enter)
        },
        Scene("home-refreshing") {
            try $0.connect()
            $0.press(.character("r"))
        },
        Scene("home-ascii", ascii) {
            try connections(&$0)
            $0.press(.enter)
        },
        Scene("settings-reading") { try settings(&$0, nil) },
        Scene("settings-right") { try settings(&$0, .settings(Sample.settingsRight)) },
        Scene("settings-fixable") { try settings(&$0, .settings(Sample.settingsFixable)) },
        Scene("settings-mixed") { try settings(&$0, .settings(Sample.settingsMixed)) },
        Scene("settings-portfolio") { try settings(&$0, .settings(Sample.settingsPortfolio)) },
        Scene("settings-leverage") {
            try settings(&$0, .settings(Sample.settingsRight))
            $0.press(.character("e"))
            $0.type("five")
            $0.press(.enter)
        },
        Scene("settings-not-used") {
            try settings(&$0, .settings(Sample.settingsFixable))
            $0.press(.character("n"))
        },
        Scene("settings-step") {
            try $0.passWithOtherSettings()
            $0.press(.enter)
            try $0.finishJob(.settings(Sample.settingsFixable))
        },
        Scene("verify-to-settings") { try $0.passWithOtherSettings() },
        Scene("settings-failed") { try settings(&$0, .failed(Sample.failure(.timeout))) },
        Scene("settings-confirm") {
            try settings(&$0, .settings(Sample.settingsFixable))
            $0.press(.enter)
            $0.type("mai")
        },
        Scene("settings-applying") {
            try applySettings(&$0)
            $0.send(.operation(try $0.runningJob().ticket, .settingApplied(Sample.settingsApplied.applied[0])))
        },
        Scene("settings-applied") {
            try applySettings(&$0)
            try $0.finishJob(.settingsApplied(Sample.settingsApplied))
        },
        Scene("settings-stopped") {
            try applySettings(&$0)
            try $0.finishJob(.settingsApplied(Sample.settingsStopped))
        },
        Scene("settings-unknown") {
            try applySettings(&$0)
            try $0.finishJob(.settingsApplied(Sample.settingsUnknown))
        },
        Scene("choose") { $0.press(.character("a")) },
        Scene("choose-filtering") {
            $0.press(.character("a"), .character("/"))
            $0.type("ok")
        },
        Scene("choose-no-match") {
            $0.press(.character("a"), .character("/"))
            $0.type("币")
        },
        Scene("futures") { $0.press(.character("a"), .enter, .character(" ")) },
        Scene("futures-not-used") { $0.press(.character("a"), .enter, .character("n")) },
        Scene("method") { $0.press(.character("a"), .enter, .enter) },
        Scene("method-fast-api") { $0.press(.character("a"), .enter, .enter, .up) },
        Scene("method-message") { $0.press(.character("a"), .enter, .enter, .up, .enter) },
        Scene("guide") { $0.press(.character("a"), .enter, .enter, .enter) },
        Scene("guide-site") { $0.press(.character("a"), .enter, .enter, .enter, .up, .up) },
        Scene("guide-environment") { $0.press(.character("a"), .enter, .enter, .enter, .up, .right) },
        Scene("guide-address", knownAddress) {
            $0.press(.character("a"), .enter, .enter, .enter, .down, .down, .down, .down, .character("y"))
        },
        Scene("guide-demo", Sample.demo) { $0.press(.character("a"), .enter, .enter, .enter) },
        Scene("entry-empty") { $0.goToEntry() },
        Scene("entry-name") {
            $0.goToEntry()
            $0.goTo(.name)
            $0.press(.control("u"))
        },
        Scene("entry-site") {
            $0.goToEntry()
            $0.goTo(.site)
        },
        Scene("entry-environment") {
            $0.goToEntry()
            $0.goTo(.environment)
            $0.press(.right)
        },
        Scene("entry-demo", Sample.demo) { $0.goToEntry() },
        Scene("entry-filled") {
            $0.goToEntry()
            $0.paste(.threeValues)
        },
        Scene("entry-secret") {
            $0.goToEntry()
            $0.paste(.threeValues)
            $0.goTo(.credential(.secretKey))
        },
        Scene("entry-refused") {
            $0.goToEntry()
            $0.goTo(.name)
            $0.press(.control("u"))
            $0.goTo(.connect)
            $0.press(.enter)
        },
        Scene("entry-troubles") {
            $0.goToEntry()
            let troubles = zip([1, 3, 9, 17], [.fullWidth, .invisible, .curlyQuote, .tab]).map {
                SecretSummary.Trouble(position: $0, character: $1)
            }
            try $0.typeSecret(SecretSummary(length: 40, shape: .other, masked: nil, troubles: troubles))
            $0.goTo(.credential(.secretKey))
            try $0.typeSecret(SecretSummary(length: 7, shape: .other, masked: nil, troubles: []))
            $0.goTo(.credential(.passphrase))
            try $0.typeSecret(SecretSummary(length: 3, shape: .other, masked: nil, troubles: []))
            $0.press(.enter)
        },
        Scene("entry-swapped") {
            $0.goToEntry()
            try $0.typeSecret(Sample.summary(.secretKey))
            $0.goTo(.credential(.secretKey))
            try $0.typeSecret(Sample.summary(.apiKey))
        },
        Scene("entry-paste-refused") {
            $0.goToEntry()
            $0.goTo(.name)
            $0.paste(.keyInOneLine)
        },
        Scene("entry-paste-not-recognised") {
            $0.goToEntry()
            $0.paste(.twoPlainLines)
        },
        Scene("verify-running") {
            $0.submitKey()
            try settleRows(&$0, upTo: .key)
        },
        Scene("verify-passed") {
            $0.submitKey()
            try settleRows(&$0, upTo: .balances)
            try $0.finishJob(.read(Sample.snapshot()))
        },
        Scene("verify-warnings") {
            $0.submitKey()
            try settleRows(&$0, upTo: .balances)
            let ticket = try $0.runningJob().ticket
            $0.send(.operation(ticket, .rowSettled(.address, .warning(Sample.addressUnbound))))
            $0.send(.operation(ticket, .rowSettled(.settings, .warning(Sample.settingsDiffer))))
            try $0.finishJob(.read(Sample.attention))
        },
        Scene("verify-failed") {
            $0.submitKey()
            try fail(&$0, at: .address, .ipNotAllowed)
        },
        Scene("verify-elsewhere") {
            $0.submitKey()
            try fail(&$0, at: .key, .keyUnknown)
        },
        Scene("verify-probing") {
            $0.submitKey()
            try fail(&$0, at: .key, .keyUnknown)
            $0.press(.character("p"))
        },
        Scene("verify-found") {
            $0.submitKey()
            try fail(&$0, at: .key, .keyUnknown)
            $0.press(.character("p"))
            try $0.finishJob(.probed(Sample.foundInEurope))
        },
        Scene("verify-withdrawal") {
            $0.submitKey()
            try fail(&$0, at: .withdrawal, .withdrawalEnabled)
        },
        Scene("verify-ascii", ascii) {
            $0.submitKey()
            try fail(&$0, at: .address, .ipNotAllowed)
        },
        Scene("help-home") {
            try connections(&$0)
            $0.press(.character("?"))
        },
        Scene("help-entry") {
            $0.goToEntry()
            $0.press(.function(1), .pageDown, .down)
        },
        Scene("quit") {
            try connections(&$0)
            $0.press(.character("q"))
        },
        Scene("remove") {
            try connections(&$0)
            $0.press(.character("d"))
        },
    ]
}
