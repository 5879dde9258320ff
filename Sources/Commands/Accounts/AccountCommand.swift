import App
import Core
import Crypto
import Domain
import Exchanges
import Glibc
import HTTP
import Session
import Vault

/// The commands that sign in to an account with credentials from standard input.
public struct AccountCommand: Sendable {
    var exchange = ExchangeArgument.usual
    /// `nil`: the exchange's first site.
    var site: String?
    var environment = TradingEnvironment.live
    var withdrawal = AccessTarget.Withdrawal.refused
    /// Whether a key that is unknown here may be tried at other sites and environments.
    public var probe = ProbeConsent.withheld
    /// What `replace` does with a key of another account.
    public var otherAccount = OtherAccount.refused

    /// The first exchange's first site, live, with a key that may not withdraw.
    public init() {}

    /// The account that the command line names.
    public init(exchange: String, site: String?, environment: EnvironmentArgument = .live) {
        self.exchange = exchange
        self.site = site
        self.environment = environment.environment
    }

    /// The usage error of an environment that the exchange has at none of its sites; `nil` where it is offered.
    public var usageProblem: String? {
        guard let profile = ExchangeRegistry.all.profiles.first(where: { $0.id == exchange }),
            !profile.environments.contains(environment)
        else { return nil }
        let offered = profile.environments.map(\.rawValue)
        return SpokenLanguage.pick(
            en: "\(profile.name) does not offer \(environment.name.english). It offers: \(offered.joined(separator: ", ")).",
            zh: "\(profile.name) 不提供\(environment.name.simplifiedChinese)。可用：\(offered.joined(separator: "、"))。")
    }

    /// The user insists on using a key that can withdraw.
    public mutating func allowWithdrawal() { withdrawal = .insisted }

    /// What `replace` does with a key of another account than the one that the connection stands for.
    public enum OtherAccount: Hashable, Sendable {
        case refused
        /// The user insists; the history of the old account is removed.
        case insisted
    }

    /// What `connect` does with a connection that works.
    public enum Storage: Hashable, Sendable {
        case store
        case verifyOnly
    }

    /// `connect`: verifies row by row, stores the connection, and prints it. Throws what would keep it from being stored, as far as
    /// possible before anything is asked or sent.
    public func connect(name: String, storage: Storage, _ context: CommandContext) throws -> Int32 {
        guard ConnectionsDocument.isSuitable(name: name) else { throw VaultProblem.nameUnsuitable }
        let profile = try context.exchange(exchange)
        let site = try context.site(site, of: profile)
        try requireEnvironment(at: site)
        let access = VaultAccess(context: context)
        let vault: OpenVault?
        switch storage {
        case .verifyOnly: vault = nil
        case .store: vault = try access.open(.credentials)
        }
        guard try vault?.document()[name] == nil else { throw VaultProblem.nameTaken(name) }
        let target = try target(profile, site, context)
        if let holder = try vault?.document().name(ofKey: StoredSecret(target.key.values.apiKey), exchange: profile.id) {
            throw VaultProblem.alreadyConnected(name: holder)
        }
        let verified = try AccountVerification(name: name, target: target, exchange: profile, probe: probe, progress: .told).run(context)
        if let vault, case .success(let snapshot) = verified.report.outcome {
            let (record, credentials) = (verified.target.identified(as: snapshot.accountID), StoredCredentials(target.key.values))
            try access.save { (timeout) throws(VaultProblem) in
                try vault.update(timeout: timeout) { (document) throws(VaultProblem) in try document.add(name, record, credentials) }
            }
            context.say(Phrase(en: "“\(name)” is stored in the vault.", zh: "“\(name)” 已保存到保险库。"))
        }
        AccountVerification.print(verified.report, context)
        return verified.report.exitCode
    }

    /// `replace`: verifies new credentials for a stored connection and puts them in place of the old ones. A consent to a key that can
    /// withdraw holds for the new key too.
    public func replace(name: String, _ context: CommandContext) throws -> Int32 {
        let access = VaultAccess(context: context)
        let vault = try access.open(.credentials)
        guard let stored = try vault.document()[name] else { throw VaultProblem.nameUnknown(name) }
        let profile = try context.exchange(stored.exchange)
        let known = StoredSite.resolve(stored, among: context.exchanges)
        if let problem = known.problem { throw problem }
        let rule: AccessTarget.Withdrawal
        switch withdrawal {
        case .refused: rule = stored.withdrawal
        case .insisted: rule = .insisted
        }
        var command = self
        command.environment = stored.environment
        command.withdrawal = rule
        let target = try command.target(profile, known.site, futures: stored.futures, context)
        if let holder = try vault.document().name(ofKey: StoredSecret(target.key.values.apiKey), exchange: profile.id), holder != name {
            throw VaultProblem.alreadyConnected(name: holder)
        }
        let verified = try AccountVerification(name: name, target: target, exchange: profile, probe: probe, progress: .told).run(context)
        if case .success(let snapshot) = verified.report.outcome {
            let differs = try isOfAnotherAccount(snapshot, verified.place.environment, stored, vault, context)
            let (record, credentials) = (verified.target.identified(as: snapshot.accountID), StoredCredentials(target.key.values))
            try access.save { (timeout) throws(VaultProblem) in
                try vault.update(timeout: timeout) { (document) throws(VaultProblem) in
                    try document.replace(name, by: record, credentials)
                }
            }
            if differs { AccountNotes.forgetHistory(of: name, in: vault) }
            context.say(
                Phrase(
                    en: "“\(name)” has its new credentials. Where the API key is another one, delete the old one at the exchange.",
                    zh: "“\(name)” 已换用新的凭证。若 API Key 不同，请到交易所删除旧的 Key。"))
        }
        AccountVerification.print(verified.report, context)
        return verified.report.exitCode
    }

    /// Whether the new key is of another account, which the user has insisted upon. Throws `already-connected` or `account-differs`.
    private func isOfAnotherAccount(
        _ snapshot: AccountSnapshot, _ environment: TradingEnvironment, _ stored: StoredConnection, _ vault: OpenVault,
        _ context: CommandContext
    ) throws -> Bool {
        var stored = stored
        // The account of a connection that an older program stored is asked for with its old key, if that still works.
        if stored.account == nil {
            let report = try StatusCommand.fetchAll([StatusRequest(stored, among: context.exchanges)], context).first
            if case .success(let old)? = report?.outcome { stored = stored.being(old.accountID) }
        }
        guard AccountNotes.differ(stored, snapshot.accountID, environment) else { return false }
        switch otherAccount {
        case .insisted: return true
        case .refused: break
        }
        let holder = try vault.document().connections.first {
            $0.name != stored.name && $0.exchange == stored.exchange && $0.environment == environment && $0.account == snapshot.accountID
        }
        let failure = holder.map { AccountDifference.alreadyConnected(as: $0.name) } ?? AccountDifference.other(than: stored.name)
        throw Failure(
            failure.cause, message: failure.message,
            remedy: failure.remedy + [
                Phrase(
                    en: "If you mean it: --other-account; what was kept of the old account is then forgotten.",
                    zh: "若确实要这样做：加上 --other-account，原账户的记录将被忘记。")
            ])
    }

    /// `status` for the account whose credentials come on standard input.
    public func status(_ context: CommandContext) throws -> Int32 {
        let profile = try context.exchange(exchange)
        let target = try target(profile, context.site(site, of: profile), context)
        let reports = try StatusCommand.fetchAll([StatusRequest(name: "stdin", target: target)], context)
        return StatusCommand.finish(reports, context)
    }

    /// `check` for the account whose credentials come on standard input.
    public func check(_ form: CheckCommand.Form, _ context: CommandContext) throws -> Int32 {
        let profile = try context.exchange(exchange)
        let target = try target(profile, context.site(site, of: profile), context)
        let verified = try AccountVerification(name: "stdin", target: target, exchange: profile, probe: probe, progress: .silent).run(
            context)
        return CheckCommand.finish(verified, form, context)
    }

    private func requireEnvironment(at site: Site) throws(Failure) {
        guard site.environments.contains(environment) else { throw SiteOffer.absence(of: environment, at: site) }
    }

    private func target(
        _ profile: ExchangeProfile, _ site: Site, futures: AccessTarget.FuturesUse = .used, _ context: CommandContext
    ) throws -> AccountRequest {
        try requireEnvironment(at: site)
        let key = try CredentialInput(
            descriptor: context.process.input, exchange: profile, exchanges: context.exchanges, language: context.language,
            signals: context.signals,
            talk: context.output.talk
        ).read()
        return AccountRequest(
            exchange: profile.id, site: site, environment: environment, key: key, withdrawal: withdrawal, futures: futures)
    }
}
