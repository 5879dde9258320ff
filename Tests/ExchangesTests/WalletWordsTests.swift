import Domain
import Exchanges
import Testing

@Suite struct WalletWordsTests {
    @Test func okxNamesItsWalletsDifferently() {
        let kinds = [Wallet.Kind.trading, .funding, .earn, .classic]
        #expect(kinds.map(\.id) == ["trading", "funding", "earn", "classic"], "they are words for programs")
        for language in Language.allCases {
            #expect(Set(kinds.map { $0.label[language] }).count == 4)
            #expect(Set(kinds.map { $0.columnLabel[language] }).count == 4)
            #expect(kinds.allSatisfy { !$0.columnLabel[language].isEmpty })
        }
    }
}
