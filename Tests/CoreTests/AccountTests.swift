import Domain
import Testing

@testable import Core

/// What is known of an account after each change.
@Suite struct AccountTests {
    @Test func aReadingReplacesAllThatWasKnown() {
        var account = Account(Sample.snapshot(kind: .sub))
        account.apply(.reading(Sample.snapshot()), futures: .used)
        #expect(account == Account(Sample.snapshot()))
    }

    @Test func whatCouldNotBeReadStaysBesideIt() {
        var account = Account(Sample.snapshot())
        let gap = Wallet(kind: .trading, total: nil, assets: [], failure: Sample.failure(.timeout))
        for _ in 0..<2 { account.apply(.reading(Sample.snapshot(wallets: [gap])), futures: .used) }
        #expect(account.snapshot?.wallets == [gap])
        #expect(account.earlier.assets == [.trading: .init(list: Sample.snapshot().wallets[0].assets, asOf: Sample.moment)])
        account.apply(.reading(Sample.snapshot()), futures: .used)
        #expect(account.earlier.assets.isEmpty)
    }

    @Test func aFailureLeavesWhatWasKnown() {
        var account = Account(Sample.snapshot())
        account.apply(.failure(Sample.failure(.timeout)), futures: .used)
        #expect(account.snapshot == Sample.snapshot() && account.failure == Sample.failure(.timeout))
        #expect(account.failures == 1 && account.equalRefusals == 0)
        account.apply(.reading(Sample.snapshot()), futures: .used)
        #expect(account.failure == nil)
    }

    @Test func onlyTheSameRefusalAgainCounts() {
        var account = Account()
        let refusals: [Cause] = [.keyUnknown, .keyUnknown, .timeout, .keyUnknown, .ipNotAllowed]
        let counts = refusals.map { cause in
            account.apply(.failure(Sample.failure(cause)), futures: .used)
            return account.equalRefusals
        }
        #expect(counts == [1, 2, 0, 1, 1])
        #expect(account.failures == 5)
    }

    @Test(arguments: [AccessTarget.FuturesUse.used, .notUsed]) func otherSettingsAreToldWhereFuturesAreUsed(
        _ futures: AccessTarget.FuturesUse
    ) {
        var account = Account(Sample.snapshot())
        account.apply(.reading(Sample.snapshot(settings: Sample.otherSettings)), futures: futures)
        #expect(account.hasTold(of: Sample.otherSettings) == (futures == .used))
        account.acknowledgeSettings()
        account.apply(.reading(Sample.snapshot(settings: Sample.otherSettings)), futures: futures)
        #expect(account.snapshot?.notices.isEmpty == true)
    }
}
