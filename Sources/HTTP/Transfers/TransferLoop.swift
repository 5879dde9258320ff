internal import CCurl
import Crypto

/// The transfers in flight and the connections they share. Lives on one thread from start to end.
final class TransferLoop {
    typealias Queue = CommandQueue<TransferCommand, HTTPFailure>

    private let queue: Queue
    private let userAgent: String
    private var multi: UnsafeMutableRawPointer?
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]

    init(queue: Queue, userAgent: String) {
        self.queue = queue
        self.userAgent = userAgent
    }

    /// Returns when the queue is closed, with nothing left in flight and every connection closed.
    func run() {
        openMulti()
        while takeCommands() {
            guard let multi, workAndSleep(multi) == CURLM_OK else {
                queue.close(.other(curlCode: CurlLibrary.failedToStart))
                continue
            }
        }
    }

    /// Carries out what was asked for since the last time; false once the queue is closed. No command outlives the call, because a
    /// request holds secrets and the thread may sleep for long.
    private func takeCommands() -> Bool {
        let (commands, ending) = queue.take()
        if let failure = ending {
            refuse(commands, answering: failure)
            closeMulti(answering: failure)
            return false
        }
        for command in commands { carryOut(command) }
        return true
    }

    private func workAndSleep(_ multi: UnsafeMutableRawPointer) -> CURLMcode {
        var running: Int32 = 0
        let worked = curl_multi_perform(multi, &running)
        guard worked == CURLM_OK else { return worked }
        settleFinished(multi)
        // What libcurl and OpenSSL leave behind of a line that they sent would stay here until the next request.
        ProcessGuard.wipeStack()
        // libcurl shortens the wait to its own next timer. With nothing in flight there is none, and only a command wakes
        // the thread; a transfer gets a second's ceiling in case libcurl forgets one.
        let milliseconds: Int32 = transfers.isEmpty ? .max : 1_000
        return curl_multi_poll(multi, nil, 0, milliseconds, nil)
    }

    private func carryOut(_ command: TransferCommand) {
        switch command {
        case .start(let request, let origin, let pending):
            start(request, origin, pending)
        case .abandon(let pending):
            if let transfer = transfers.values.first(where: { $0.pending === pending }) { drop(transfer) }
        case .closeConnections:
            closeMulti(answering: .cancelled)
            openMulti()
        }
    }

    private func refuse(_ commands: [TransferCommand], answering failure: HTTPFailure) {
        for command in commands {
            switch command {
            case .start(_, _, let pending): pending.settle(.failure(failure))
            case .abandon, .closeConnections: break
            }
        }
    }

    private func start(_ request: HTTPRequest, _ origin: Origin, _ pending: PendingReply) {
        guard !pending.isSettled else { return }
        guard let multi, let easy = EasyHandle() else {
            pending.settle(.failure(.other(curlCode: CurlLibrary.failedToStart)))
            return
        }
        let transfer = Transfer(request, to: origin, on: easy, pending: pending)
        if let failure = transfer.prepare(userAgent: userAgent) {
            pending.settle(.failure(failure))
            return
        }
        guard curl_multi_add_handle(multi, easy.pointer) == CURLM_OK else {
            pending.settle(.failure(.other(curlCode: CurlLibrary.failedToStart)))
            return
        }
        transfers[easy.pointer] = transfer
    }

    private func settleFinished(_ multi: UnsafeMutableRawPointer) {
        var remaining: Int32 = 0
        while let message = curl_multi_info_read(multi, &remaining) {
            guard message.pointee.msg == CURLMSG_DONE, let pointer = message.pointee.easy_handle,
                let transfer = transfers[pointer]
            else { continue }
            let answer = transfer.answer(to: message.pointee.data.result)
            drop(transfer)
            transfer.pending.settle(answer)
        }
    }

    private func drop(_ transfer: Transfer) {
        curl_multi_remove_handle(multi, transfer.easy.pointer)
        transfers[transfer.easy.pointer] = nil
    }

    private func openMulti() {
        guard CurlLibrary.startResult == CURLE_OK, let opened = curl_multi_init() else { return }
        // Few connections, since each costs a handshake and exchanges limit them; over HTTP/2 one carries all requests without secrets.
        ccurl_multi_set_number(opened, CURLMOPT_MAX_HOST_CONNECTIONS, 8)
        ccurl_multi_set_number(opened, CURLMOPT_MAXCONNECTS, 16)
        ccurl_multi_set_number(opened, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        multi = opened
        // Allowed from any thread while the handle lives, which the lock of the queue sees to.
        let sleeper = Sleeper(multi: opened)
        queue.setWake { _ = curl_multi_wakeup(sleeper.multi) }
    }

    private func closeMulti(answering failure: HTTPFailure) {
        queue.setWake(nil)
        for transfer in Array(transfers.values) {
            drop(transfer)
            transfer.pending.settle(.failure(failure))
        }
        if let multi { curl_multi_cleanup(multi) }
        multi = nil
    }
}

/// The multi handle in which the thread sleeps. Nothing but `curl_multi_wakeup` is called through it.
private struct Sleeper: @unchecked Sendable {
    let multi: UnsafeMutableRawPointer
}

/// What the callers ask of the thread.
enum TransferCommand: Sendable {
    case start(HTTPRequest, Origin, PendingReply)
    case abandon(PendingReply)
    case closeConnections
}
