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
        /// Another line is wanted while this one, which is live, can still be kept.
        case succeeded(WebSocket)
        case refused(Failure)
    }

    /// Until the task is cancelled, which is `nil`, or the exchange refuses.
    func run(_ conversation: @Sendable () -> any StreamConversation) async -> Failure? {
        var broken = 0
        var predecessor: WebSocket?
        while !Task.isCancelled {
            guard (try? await JobThread.pause(milliseconds: pace.takeTurn(at: target.exchange))) != nil else { return nil }
            let startedAt = LocalClock.steadyMilliseconds
            let ending = await talk(conversation(), after: predecessor)
            predecessor = nil
            let wasGood = LocalClock.steadyMilliseconds - startedAt >= limits.goodMilliseconds
            broken = wasGood ? 0 : broken + 1
            switch ending {
            case .refused(let failure):
                state.leave(line)
                return failure
            case .succeeded(let socket): predecessor = socket
            case .moved, .broken: state.leave(line)
            }
            switch ending {
            // Only after a good line is the next one opened at once; otherwise this could repeat without end.
            case .moved where wasGood, .succeeded where wasGood: continue
            case .moved, .succeeded, .broken, .refused:
                guard (try? await JobThread.pause(milliseconds: pause(after: broken))) != nil else { return nil }
            }
        }
        return nil
    }

    /// Doubles up to the longest pause, half of it at random, so that many lines that broke together do not return together.
    private func pause(after broken: Int) -> Int64 {
        let whole = min(limits.longestPauseMilliseconds, limits.firstPauseMilliseconds << Int64(min(broken, 16)))
        return whole / 2 + Int64.random(in: 0...max(1, whole / 2))
    }

    /// Holds a conversation on a line of its own. What came before it is kept until this one is live, and closed.
    private func talk(_ conversation: any StreamConversation, after predecessor: WebSocket?) async -> Ending {
        defer { predecessor?.close() }
        var conversation = conversation
        var lineLimits = limits.line
        lineLimits.silenceMilliseconds = line.silenceMilliseconds
        let request = WebSocketRequest(
            origin: line.origin, target: line.target, certificateFile: target.site.certificateFile, limits: lineLimits)
        guard case .success(let socket) = await transport.open(request) else { return .broken }
        var isLive = false
        var steps = conversation.opened(access)
        while true {
            if steps.contains(where: \.isLive) {
                isLive = true
                predecessor?.close()
            }
            if let ending = follow(steps, on: socket, isLive: isLive) {
                if case .succeeded = ending { return ending }
                socket.close()
                return ending
            }
            switch await socket.next() {
            case .text(let message), .binary(let message): steps = conversation.heard(message, access, asOf: LocalClock.now)
            case .silence: steps = conversation.silence(access)
            case .ended(.closed(let code, _)): return conversation.closed(code: code).map(Ending.refused) ?? .broken
            case .ended(.cut), .ended(.violated), .ended(.closedHere): return .broken
            }
        }
    }

    private func follow(_ steps: [StreamStep], on socket: WebSocket, isLive: Bool) -> Ending? {
        for step in steps {
            switch step {
            case .say(let message):
                guard case .success(let text) = Signer(target.key).fill(message.text, signedBy: message.signature) else { return .broken }
                socket.send(text)
                text.wipe()
            case .live: state.enter(line)
            case .delta(let delta): state.report(.changed(delta))
            case .readAgain: state.report(.readingWanted)
            // What stands in the way is still there a moment later.
            case .openAnother(let failure): return failure == nil ? .moved : .broken
            // A line that has told nothing yet is worth nothing to keep.
            case .openSuccessor: return isLive ? .succeeded(socket) : .moved
            case .refused(let failure): return .refused(failure)
            }
        }
        return nil
    }

    private var access: Access {
        Access(site: target.site, environment: target.environment, unixMilliseconds: LocalClock.unixMilliseconds + offsetMilliseconds)
    }
}

extension StreamStep {
    fileprivate var isLive: Bool {
        switch self {
        case .live: true
        case .say, .delta, .readAgain, .openAnother, .openSuccessor, .refused: false
        }
    }
}
