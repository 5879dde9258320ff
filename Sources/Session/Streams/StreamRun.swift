import Crypto
import Domain
import Exchanges
import HTTP

/// Runs one line of an account, and opens it again when it breaks.
struct StreamRun: Sendable {
    let transport: WebSocketTransport
    let limits: StreamLimits
    let pace: ConnectionRateLimit
    let line: StreamLine
    let target: AccountRequest
    /// How far the exchange's clock is ahead.
    let offsetMilliseconds: Int64
    let state: OpenStreams

    /// How a conversation ended.
    private enum Ending {
        case broken
        /// Another line is wanted at once.
        case moved
        case refused(Failure)
    }

    /// Until the task is cancelled, which is `nil`, or the exchange refuses.
    func run(_ conversation: @Sendable () -> any StreamConversation) async -> Failure? {
        var broken = 0
        while !Task.isCancelled {
            guard (try? await JobThread.pause(milliseconds: Int64(pace.takeTurn(at: line.origin)))) != nil else { return nil }
            let startedAt = LocalClock.steadyMilliseconds
            let ending = await talk(conversation())
            state.leave(line)
            let wasGood = LocalClock.steadyMilliseconds - startedAt >= limits.goodMilliseconds
            broken = wasGood ? 0 : broken + 1
            switch ending {
            case .refused(let failure): return failure
            // Only after a good line is the next one opened at once; otherwise this could repeat without end.
            case .moved where wasGood: continue
            case .moved, .broken: guard (try? await JobThread.pause(milliseconds: pause(after: broken))) != nil else { return nil }
            }
        }
        return nil
    }

    /// Doubles up to the longest pause, half of it at random, so that many lines that broke together do not return together.
    private func pause(after broken: Int) -> Int64 {
        let whole = min(limits.longestPauseMilliseconds, limits.firstPauseMilliseconds << Int64(min(broken, 16)))
        return whole / 2 + Int64.random(in: 0...max(1, whole / 2))
    }

    private func talk(_ conversation: any StreamConversation) async -> Ending {
        var conversation = conversation
        var lineLimits = limits.line
        lineLimits.silenceMilliseconds = line.silenceMilliseconds
        let request = WebSocketRequest(
            origin: line.origin, target: line.target, certificateFile: target.site.certificateFile, limits: lineLimits)
        guard case .success(let socket) = await transport.open(request) else { return .broken }
        defer { socket.close() }
        if let ending = follow(conversation.opened(access), on: socket) { return ending }
        while true {
            let steps: [StreamStep]
            switch await socket.next() {
            case .text(let message), .binary(let message):
                steps = conversation.heard(message, access, asOf: LocalClock.now)
            case .silence: steps = conversation.silence(access)
            case .ended(.closed(let code, _)):
                return conversation.closed(code: code).map(Ending.refused) ?? .broken
            case .ended(.cut), .ended(.violated), .ended(.closedHere): return .broken
            }
            if let ending = follow(steps, on: socket) { return ending }
        }
    }

    private func follow(_ steps: [StreamStep], on socket: WebSocket) -> Ending? {
        for step in steps {
            switch step {
            case .say(let message):
                guard case .success(let text) = Signer(target.key).fill(message.text, signedBy: message.signature) else { return .broken }
                socket.send(text)
                text.wipe()
            case .live: state.enter(line)
            case .delta(let delta): state.report(.changed(delta))
            case .readAgain: state.report(.readingWanted)
            case .openAnother: return .moved
            case .refused(let failure): return .refused(failure)
            }
        }
        return nil
    }

    private var access: Access {
        Access(site: target.site, environment: target.environment, unixMilliseconds: LocalClock.unixMilliseconds + offsetMilliseconds)
    }
}
