import Crypto
import Domain
import Exchanges
import HTTP
import Session
import Synchronization
import TestSupport

/// Answers as Bybit does, as far as settings are asked about; a test says how it differs.
final class BybitScript: Sendable {
    struct State {
        var mode = "REGULAR_MARGIN"
        var isHedged = true
        /// How often the margin mode is told as it was, after a change was taken up.
        var looksUntilMade = 0
        /// Symbols that a switch of the position mode leaves out.
        var hedgedPositions: [String] = []
        var spotOrders: [String] = []
        /// What is said in place of the usual after a change of that path.
        var replies: [String: String] = [:]
        var isTakenUp = false
        var writes: [String] = []
    }

    let state: Mutex<State>

    init(_ change: (inout State) -> Void) {
        var initial = State()
        change(&initial)
        state = Mutex(initial)
    }

    func reply(_ request: String, _ target: String) -> ScriptedExchange.Reply {
        let path = String(target.prefix { $0 != "?" })
        return ScriptedExchange.Reply(
            state.withLock { state in
                if request.hasPrefix("POST") {
                    state.writes.append("\(path) " + (request.split(separator: "\r\n\r\n", maxSplits: 1).dropFirst().first ?? ""))
                    return Self.change(path, &state)
                }
                return Self.result(Self.answer(path, target, &state))
            })
    }

    private static func change(_ path: String, _ state: inout State) -> String {
        switch path {
        case "/v5/account/set-margin-mode": state.isTakenUp = true
        case "/v5/position/switch-mode": state.isHedged = false
        default: break
        }
        return state.replies[path] ?? result("")
    }

    private static func answer(_ path: String, _ target: String, _ state: inout State) -> String {
        switch path {
        case "/v5/user/query-api":
            return
                #""userID":7,"isMaster":true,"readOnly":0,"ips":["203.0.113.7"],"permissions":{"ContractTrade":["Order","Position"]},"#
                + #""note":"desk","expiredAt":"1970-01-01T00:00:00Z""#
        case "/v5/account/info":
            if state.isTakenUp {
                if state.looksUntilMade == 0 { state.mode = "ISOLATED_MARGIN" } else { state.looksUntilMade -= 1 }
            }
            return #""marginMode":"\#(state.mode)","unifiedMarginStatus":5,"isMasterTrader":false"#
        case "/v5/position/symbol-info":
            let symbol = target.split(separator: "=").last ?? ""
            return list((state.isHedged ? [1, 2] : [0]).map { #"{"symbol":"\#(symbol)","leverage":"10","positionIdx":\#($0)}"# })
        case "/v5/position/list" where target.contains("settleCoin=USDT"):
            return list(state.hedgedPositions.map { #"{"symbol":"\#($0)","side":"Buy","size":"1","positionIdx":1}"# })
        case "/v5/order/realtime" where target.contains("category=spot"):
            return list(state.spotOrders.map { #"{"symbol":"\#($0)","side":"Buy","qty":"1"}"# })
        case "/v5/account/wallet-balance": return list([#"{"accountType":"UNIFIED","coin":[]}"#])
        default: return list([])
        }
    }

    private static func list(_ rows: [String]) -> String { #""list":[\#(rows.joined(separator: ","))],"nextPageCursor":"""# }

    private static func result(_ members: String) -> String {
        #"{"retCode":0,"retMsg":"OK","result":{\#(members)},"retExtInfo":{},"time":\#(LocalClock.unixMilliseconds)}"#
    }
}

/// A loopback server that answers by a script, and who reads and changes settings there.
final class BybitHost: Sendable {
    let script: BybitScript
    private let server: ScriptedExchange
    private let transport = HTTPTransport(userAgent: "tidegate-tests")

    init(_ change: (inout BybitScript.State) -> Void = { _ in }) throws {
        let script = BybitScript(change)
        self.script = script
        server = try ScriptedExchange { script.reply($0, $1) }
    }

    func close() {
        transport.shutDown()
        server.close()
    }

    /// The paths and bodies of the requests that would change something, in their order.
    var writes: [String] { script.state.withLock { $0.writes } }

    func read() async throws -> SettingsFindings { try await SettingsReader(transport: transport, limits: limits).read(target).get() }

    func apply(_ plan: [SettingStep]) async -> SettingsOutcome {
        await SettingsApplier(transport: transport, limits: limits).apply(plan, to: target)
    }

    private var limits: ReadingLimits {
        var limits = ReadingLimits()
        limits.firstPauseMilliseconds = 1
        limits.readBackPauseMilliseconds = 1
        return limits
    }

    private var target: AccountRequest {
        AccountRequest(
            exchange: "bybit",
            site: Site(
                id: "lab", name: Phrase(verbatim: "Lab"),
                places: [.live: SiteAddresses(web: server.origin, [BybitHosts.rest: server.origin])], origin: .configured),
            environment: .live,
            key: KeyHandle(
                KeyValues(
                    apiKey: SecretBytes("ABCDEFGHIJKLMNOPQR".utf8),
                    [(.secretKey, SecretBytes("abcdefghijklmnopqrstuvwxyz0123456789".utf8))])))
    }
}
