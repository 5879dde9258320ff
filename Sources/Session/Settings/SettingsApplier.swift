import Domain
import Exchanges
import HTTP

/// Carries out a plan that the user has confirmed: one step after the other, each after a check, each read back, no further than
/// the first that fails. Nothing is ever cancelled or closed.
public struct SettingsApplier: Sendable {
    private let transport: HTTPTransport
    private let limits: ReadingLimits

    public init(transport: HTTPTransport, limits: ReadingLimits = ReadingLimits()) {
        self.transport = transport
        self.limits = limits
    }

    /// Reports every step as it ends.
    public func apply(
        _ plan: [SettingStep], to visit: AccountVisit, _ wish: SettingsWish = SettingsWish(),
        report: @Sendable (AppliedSetting) -> Void = { _ in }
    ) async -> SettingsOutcome {
        guard let adapter = ExchangeRegistry.all.settingsAdapter(id: visit.exchange) else {
            return SettingsOutcome(applied: [], failure: SettingsWords.noSettings, findings: .failure(SettingsWords.noSettings))
        }
        return await apply(adapter, plan, to: visit, wish, report)
    }

    private func apply<Adapter: SettingsAdapter>(
        _ adapter: Adapter, _ plan: [SettingStep], to visit: AccountVisit, _ wish: SettingsWish,
        _ report: @Sendable (AppliedSetting) -> Void
    ) async -> SettingsOutcome {
        let session: SettingsSession<Adapter>
        switch await SettingsSession.open(adapter, visit, transport, limits) {
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
        return SettingsOutcome(applied: applied, failure: applied.last?.failure, findings: await session.findings(wish))
    }

    private func carryOut<Adapter: SettingsAdapter>(_ step: SettingStep, _ session: SettingsSession<Adapter>) async -> AppliedSetting {
        let (adapter, access) = (session.adapter, session.access)
        func refused(_ failure: Failure) -> AppliedSetting {
            AppliedSetting(step, Self.isRefusal(failure) ? .refused : .unchanged, failure: failure)
        }
        switch await adapter.isInForce(step.change, access) {
        case .failure(let failure): return refused(failure)
        case .success(true): return AppliedSetting(step, .unchanged)
        case .success(false): break
        }
        if let obstacle = await adapter.obstacle(to: step.change, access) { return refused(obstacle) }
        let reply = await session.make(step.change)
        // Read back whatever the reply says: a refusal may be of a part only, and a silence of nothing.
        switch (await adapter.isInForce(step.change, access), reply) {
        case (.success(true), _): return AppliedSetting(step, .changed)
        case (_, .failure(let failure)) where Self.isRefusal(failure): return AppliedSetting(step, .refused, failure: failure)
        case (.success(false), .success): return AppliedSetting(step, .unchanged, failure: Self.withoutEffect)
        case (.success(false), .failure(let failure)): return AppliedSetting(step, .unchanged, failure: failure)
        case (.failure(let failure), _): return AppliedSetting(step, .unknown, failure: failure)
        }
    }

    /// Whether a failure says for certain that the change was not made. Everything else is settled by reading back.
    private static func isRefusal(_ failure: Failure) -> Bool {
        if failure.cause == .settingsBlocked { return true }
        guard failure.code != nil, failure.retry != .readsOnly else { return false }
        return failure.cause.traits.outcome == .refused
    }

    private static let withoutEffect = Failure(
        .settingsDiffer,
        message: Phrase(en: "The exchange accepted the change, and the setting is as before.", zh: "交易所接受了修改，但设置未变。"),
        remedy: [Phrase(en: "Check again in a while; if it stays, look at it on the website.", zh: "请稍后重新检查；若仍如此，请到网页查看。")])
}
