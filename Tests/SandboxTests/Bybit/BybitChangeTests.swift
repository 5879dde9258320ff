import Synchronization
import Testing

@testable import Sandbox

@Suite("Bybit: what is told of a change")
struct BybitChangeTests {
    private final class Heard: Sendable {
        let changes = Mutex<[SandboxBybit.AccountChange]>([])

        func taken() -> [SandboxBybit.AccountChange] {
            changes.withLock { changes in
                defer { changes = [] }
                return changes
            }
        }
    }

    private static func listening() -> (SandboxBybit.Exchange, Heard) {
        let exchange = SandboxBybit.Exchange(SandboxConfiguration())
        let heard = Heard()
        exchange.shared.withLock { shared in
            for account in shared.state.accounts {
                shared.roster.entries[account.id] = .init(path: "", place: .init(), account: account.id) { news in
                    guard case .changed(let change) = news else { return }
                    heard.changes.withLock { $0.append(change) }
                }
            }
        }
        return (exchange, heard)
    }

    @Test func eachChangeIsToldOnce() throws {
        let (exchange, heard) = Self.listening()
        #expect(exchange.trade(.init("BTCUSDT", size: "-0.05"), as: "main") == .done)
        var changes = heard.taken()
        #expect(changes.map(\.account.id) == ["main"])
        #expect(changes[0].coins == ["USDT"] && changes[0].positions.map(\.size) == ["0.2"] && !changes[0].isClosed)
        #expect(exchange.act(.closePositions, as: "main") == .done)
        changes = heard.taken()
        #expect(changes.map { $0.positions.map(\.size) } == [["0"]])
        #expect(exchange.trade(.init("SOLUSDT", size: "-1", isSpot: true), as: "main") == .done)
        changes = heard.taken()
        #expect(changes.map { $0.coins.sorted() } == [["SOL", "USDT"]] && changes[0].positions.isEmpty)
        #expect(exchange.act(.cancelOrders, as: "main") == .done)
        #expect(heard.taken().map(\.coins) == [["SOL"]])
        #expect(exchange.act(.cancelOrders, as: "main") == .done)
        #expect(heard.taken().isEmpty)
        #expect(exchange.act(.deleteKeys, as: "main") == .done)
        changes = heard.taken()
        #expect(changes.map(\.isClosed) == [true] && changes[0].coins.isEmpty)
    }

    /// Prices alone tell nothing; whoever trades while they move does.
    @Test func pricesTellNothing() throws {
        let (exchange, heard) = Self.listening()
        exchange.step(6)
        #expect(heard.taken().isEmpty)
        exchange.step(1)
        #expect(heard.taken().map(\.account.id) == ["main"])
    }

    @Test func accountsThatGoAreClosed() throws {
        let (exchange, heard) = Self.listening()
        exchange.accounts = exchange.accounts.filter { $0.id != "hedge" }
        let changes = heard.taken()
        #expect(changes.map(\.account.id) == ["hedge"] && changes[0].isClosed)
    }
}
