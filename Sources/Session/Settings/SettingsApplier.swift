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
        let session: SettingsSession
        switch await SettingsSession.open(visit, transport, limits) {
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
        return SettingsOutcome(
            applied: applied, failure: applied.last?.failure, findings: await SettingsReader.findings(session, wish))
    }

    private func carryOut(_ step: SettingStep, _ session: SettingsSession) async -> AppliedSetting {
        switch await obstacle(to: step.change, session) {
        case .failure(let failure): return AppliedSetting(step, Self.isRefusal(failure) ? .refused : .unchanged, failure: failure)
        case .success(.already): return AppliedSetting(step, .unchanged)
        case .success(.due): break
        }
        let reply = await session.make(step.change)
        // Read back whatever the reply says: a refusal may be of a part only, and a silence of nothing.
        switch (await isInForce(step.change, session), reply) {
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

    // MARK: Before

    private enum Need {
        case due
        case already
    }

    /// The check that every write waits for. The account may have changed since the plan was shown.
    private func obstacle(to change: SettingChange, _ session: SettingsSession) async -> Result<Need, Failure> {
        switch await isInForce(change, session) {
        case .failure(let failure): return .failure(failure)
        case .success(true): return .success(.already)
        case .success(false): break
        }
        switch change {
        case .leveragePreset, .leverage: return .success(.due)
        case .accountMode:
            switch await session.switchCheck() {
            case .failure(let failure): return .failure(failure)
            case .success(.free): return .success(.due)
            case .success(.presetMissing(let ids)): return .failure(Self.blocked(await named([SettingsPlan.presetBlocker(ids)], session)))
            case .success(.blocked(let blockers)): return .failure(Self.blocked(await named(blockers, session)))
            }
        case .positionMode, .isolatedTransfer:
            return await session.positions().flatMap { positions in
                let blockers = SettingsPlan.positionBlockers(positions.contracts)
                return blockers.isEmpty ? .success(.due) : .failure(Self.blocked(blockers))
            }
        }
    }

    private func named(_ blockers: [SettingBlocker], _ session: SettingsSession) async -> [SettingBlocker] {
        let contracts = (try? await session.positions().get())?.contracts ?? []
        return blockers.map { SettingsPlan.named($0, among: contracts) }
    }

    package static func blocked(_ blockers: [SettingBlocker]) -> Failure {
        Failure(
            .settingsBlocked, message: Phrase(en: "Something stands in the way of the change.", zh: "修改受阻。"),
            remedy: blockers.map { blocker in
                guard !blocker.subjects.isEmpty else { return blocker.message }
                let list = blocker.subjects.joined(separator: ", ")
                return Phrase(en: "\(blocker.message.english) (\(list))", zh: "\(blocker.message.simplifiedChinese)（\(list)）")
            })
    }

    // MARK: After

    /// Whether the account is as the change would have it.
    private func isInForce(_ change: SettingChange, _ session: SettingsSession) async -> Result<Bool, Failure> {
        switch change {
        case .accountMode: return await session.identity().map { $0.accountMode == .futures }
        case .positionMode: return await session.identity().map { $0.positionMode == .oneWay }
        case .isolatedTransfer: return await session.identity().map { $0.isolatedTransfer == .automatic }
        case .leveragePreset:
            // The exchange does not tell a preset; that it is there shows in the check of the switch not missing it.
            return await session.switchCheck().map { check in
                switch check {
                // What else blocks the switch is told when its turn comes.
                case .free, .blocked: true
                case .presetMissing: false
                }
            }
        case .leverage(let place, let wanted):
            return await session.leverage(of: place.instrument).map { values in
                values.first { $0.place.side == place.side }?.leverage == wanted
            }
        }
    }

    private static let withoutEffect = Failure(
        .settingsDiffer,
        message: Phrase(en: "The exchange accepted the change, and the setting is as before.", zh: "交易所接受了修改，但设置未变。"),
        remedy: [Phrase(en: "Check again in a while; if it stays, look at it on the website.", zh: "请稍后重新检查；若仍如此，请到网页查看。")])
}
