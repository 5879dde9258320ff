import Domain
import Exchanges
import HTTP

/// Carries out a plan that the user has confirmed: one step after the other, each after a check, each read back, no further than the first
/// that fails. Orders and positions are never touched.
public struct SettingsApplier: Sendable {
    private let transport: HTTPTransport
    private let limits: ReadingLimits
    private let exchanges: ExchangeRegistry

    /// Changes accounts of the program's exchanges, unless others are given.
    public init(transport: HTTPTransport, limits: ReadingLimits = ReadingLimits(), exchanges: ExchangeRegistry = .all) {
        self.transport = transport
        self.limits = limits
        self.exchanges = exchanges
    }

    /// Reports every step as it ends.
    public func apply(
        _ plan: [SettingStep], to target: AccountRequest, _ settingsTarget: SettingsTarget = SettingsTarget(),
        report: @Sendable (AppliedSetting) -> Void = { _ in }
    ) async -> SettingsOutcome {
        guard let adapter = exchanges.settingsAdapter(id: target.exchange) else {
            return SettingsOutcome(applied: [], failure: SettingsWords.noSettings, findings: .failure(SettingsWords.noSettings))
        }
        return await apply(adapter, plan, to: target, settingsTarget, report)
    }

    private func apply<Adapter: SettingsAdapter>(
        _ adapter: Adapter, _ plan: [SettingStep], to target: AccountRequest, _ settingsTarget: SettingsTarget,
        _ report: @Sendable (AppliedSetting) -> Void
    ) async -> SettingsOutcome {
        let session: SettingsSession<Adapter>
        switch await SettingsSession.open(adapter, target, transport, limits) {
        case .success(let opened): session = opened
        case .failure(let failure): return SettingsOutcome(applied: [], failure: failure, findings: .failure(failure))
        }
        var applied: [AppliedSetting] = []
        for step in plan {
            let done = await carryOut(step, session)
            applied.append(done)
            report(done)
            if done.failure != nil { break }
        }
        return SettingsOutcome(applied: applied, failure: applied.last?.failure, findings: await session.findings(settingsTarget))
    }

    private func carryOut<Adapter: SettingsAdapter>(_ step: SettingStep, _ session: SettingsSession<Adapter>) async -> AppliedSetting {
        func refused(_ failure: Failure) -> AppliedSetting {
            AppliedSetting(step, Self.isRefusal(failure) ? .refused : .unchanged, failure: failure)
        }
        guard let query = session.adapter.query(for: step) else {
            return AppliedSetting(step, .refused, failure: SettingsWords.notPlanned)
        }
        let before: SettingValue?
        switch await session.readBack(step) {
        case .failure(let failure): return refused(failure)
        case .success(.inForce): return AppliedSetting(step, .unchanged)
        case .success(.otherwise(let value)): before = value
        }
        if let obstacle = await session.obstacle(to: step) { return refused(obstacle) }
        let reply = await session.make(query)
        // The setting is read back whatever the reply says: a refusal may concern only a part, and a lost reply says nothing.
        let isRefused = if case .failure(let failure) = reply { Self.isRefusal(failure) } else { false }
        let isDeferred = session.adapter.pace(of: step) == .deferred
        switch (isRefused ? await session.readBack(step) : await session.readBackUntilInForce(step), reply) {
        case (.success(.inForce), .success(ChangeAccepted(.nothing))): return AppliedSetting(step, .unchanged)
        case (.success(.inForce), _): return AppliedSetting(step, .changed)
        case (_, .failure(let failure)) where isRefused: return AppliedSetting(step, .refused, failure: failure)
        case (.success(.otherwise(let value?)), _) where value != before:
            return AppliedSetting(step, .changed, failure: SettingsWords.partly(value, wanted: step.wanted))
        case (.success(.otherwise(nil)), _) where before != nil: return AppliedSetting(step, .unknown, failure: SettingsWords.unreadable)
        case (.success(.otherwise), .success(ChangeAccepted(.nothing))):
            return AppliedSetting(step, .unchanged, failure: SettingsWords.contradicted)
        // What was taken up may come later, also where the reply to it was lost.
        case (.success(.otherwise), .success) where isDeferred: return AppliedSetting(step, .unknown, failure: SettingsWords.pending)
        case (.success(.otherwise), .failure(let failure)) where isDeferred: return AppliedSetting(step, .unknown, failure: failure)
        case (.success(.otherwise), .success): return AppliedSetting(step, .unchanged, failure: SettingsWords.withoutEffect)
        case (.success(.otherwise), .failure(let failure)): return AppliedSetting(step, .unchanged, failure: failure)
        case (.failure(let failure), _): return AppliedSetting(step, .unknown, failure: failure)
        }
    }

    /// Whether a failure says for certain that the change was not made. Everything else is settled by reading back.
    private static func isRefusal(_ failure: Failure) -> Bool {
        if failure.cause == .settingsBlocked { return true }
        guard failure.code != nil, failure.retry != .readsOnly else { return false }
        return failure.cause.traits.outcome == .refused
    }
}
