internal import CCurl
import Crypto
import Glibc

/// One WebSocket from its handshake to its close. Lives on the loop's thread.
final class WebSocketConnection {
    let id: WebSocketID
    private let request: WebSocketRequest
    private let origin: Origin
    private let opening: PendingOpening
    private let post: @Sendable (WebSocketCommand) -> Void
    private var dialling: WebSocketDialling?
    private var easy: EasyHandle?
    private var phase: Phase
    private var reader: WebSocketReader
    private var unsent: [WipedBytes] = []
    private var unsentBytes = 0
    /// How much of the first unsent piece has gone out.
    private var sentOfFirst = 0
    /// The caller's object; `nil` once its last reference is gone.
    private weak var socket: WebSocket?
    private var isHeldUp = false
    /// When something last came, or silence was last told, by the steady clock.
    private var heardAt: Int64 = 0
    /// When the present phase has to be over, by the steady clock; `nil`: never.
    private var deadline: Int64?
    private(set) var isOver = false

    private enum Phase {
        case dialling
        case handshaking(WebSocketHandshake)
        case open
        /// A close frame was sent; the end is reported as this once the other side has answered, or time is over.
        case closing(WebSocketEnd)
    }

    init(
        _ id: WebSocketID, _ request: WebSocketRequest, _ origin: Origin, _ opening: PendingOpening, userAgent: String,
        post: @escaping @Sendable (WebSocketCommand) -> Void
    ) {
        self.id = id
        self.request = request
        self.origin = origin
        self.opening = opening
        self.post = post
        reader = WebSocketReader(messageBytes: request.limits.messageBytes)
        phase = .dialling
        deadline = SteadyClock.milliseconds + Int64(request.limits.openMilliseconds)
        handshake = WebSocketHandshake(to: origin, target: request.target, userAgent: userAgent)
        switch WebSocketDialling.start(
            ConnectionSetup(
                origin: origin, certificateFile: request.certificateFile, connectMilliseconds: request.limits.connectMilliseconds))
        {
        case .success(let dialling): self.dialling = dialling
        case .failure(let failure): refuse(.unreached(failure))
        }
    }

    private let handshake: WebSocketHandshake

    // MARK: What the loop asks

    /// The events to wait for, by descriptor.
    var interests: [pollfd] {
        guard !isOver else { return [] }
        if let dialling, easy == nil { return dialling.interests }
        guard let easy else { return [] }
        var events: Int16 = isHeldUp ? 0 : Int16(POLLIN)
        if !unsent.isEmpty { events |= Int16(POLLOUT) }
        // `poll` reports a hang-up even where no event is asked for, and would do so again and again.
        guard events != 0 else { return [] }
        return [pollfd(fd: ccurl_active_socket(easy.pointer), events: events, revents: 0)]
    }

    /// When the connection has to be checked again although nothing happened, by the steady clock.
    var nextLook: Int64? {
        guard !isOver else { return nil }
        return [deadline, easy == nil ? dialling?.deadline : nil, silentAt].compactMap { $0 }.min()
    }

    /// Something may have happened on a descriptor, or time has passed.
    func look(_ ready: [pollfd]) {
        guard !isOver else { return }
        if easy == nil { dial(ready) }
        if let easy, !isOver {
            flush(easy)
            if ready.contains(where: { $0.revents & ~Int16(POLLOUT) != 0 }) { read(easy) }
        }
        let now = SteadyClock.milliseconds
        if !isOver, let silentAt, silentAt <= now {
            heardAt = now
            _ = socket?.deliver(.silence)
        }
        if !isOver, let deadline, deadline <= now { timeIsOver() }
    }

    /// When silence is to be reported, by the steady clock.
    private var silentAt: Int64? {
        guard case .open = phase, let milliseconds = request.limits.silenceMilliseconds else { return nil }
        return heardAt + Int64(milliseconds)
    }

    // MARK: What callers ask

    func send(_ frame: WipedBytes) {
        guard case .open = phase else { return }
        enqueue(frame)
    }

    func readOn() {
        guard isHeldUp, let easy, !isOver else { return }
        isHeldUp = false
        deliverArrived()
        // TLS may hold decrypted bytes for which the descriptor is not readable.
        if !isHeldUp, !isOver { read(easy) }
    }

    func sayGoodbye(code: Int) {
        switch phase {
        case .dialling, .handshaking: abandon()
        case .open:
            // The caller does not wait for the other side's close frame.
            _ = socket?.deliver(.ended(.closedHere))
            goodbye(code, then: .closedHere)
        case .closing: break
        }
    }

    func abandon() {
        refuse(.unreached(.cancelled))
        end(.closedHere)
    }

    // MARK: Opening

    private func dial(_ ready: [pollfd]) {
        switch dialling?.work(ready) {
        case .connected(let connected)?:
            easy = connected
            phase = .handshaking(handshake)
            handshake.request.withUnsafeBytes { bytes in
                if let line = try? WipedBytes(copying: bytes) { enqueue(line) } else { refuse(.unreached(.cancelled)) }
            }
        case .failed(let code, let easy)?:
            refuse(.unreached(CurlErrorMapping(easy: easy, origin: origin).failure(for: code)))
        case .tooLarge?: refuse(.unreached(.replyTooLarge))
        case .underWay?, nil: break
        }
    }

    private func take(_ bytes: UnsafeRawBufferPointer, isEnd: Bool = false) {
        guard case .handshaking(var handshake) = phase else {
            if !bytes.isEmpty {
                heardAt = SteadyClock.milliseconds
                reader.append(bytes)
                deliverArrived()
            }
            return
        }
        let outcome = handshake.take(bytes, isEnd: isEnd)
        phase = .handshaking(handshake)
        switch outcome {
        case .incomplete: break
        case .refused(let refusal): refuse(refusal)
        case .opened(let rest):
            phase = .open
            deadline = nil
            heardAt = SteadyClock.milliseconds
            let socket = WebSocket(id: id, waitingBytes: request.limits.waitingBytes, post: post)
            self.socket = socket
            opening.settle(.success(socket))
            rest.withUnsafeBytes { reader.append($0) }
            deliverArrived()
        }
    }

    private func refuse(_ refusal: WebSocketRefusal) {
        opening.settle(.failure(refusal))
        finish()
    }

    private func timeIsOver() {
        switch phase {
        case .dialling: refuse(.unreached(.connectTimedOut))
        case .handshaking(var handshake): refuse(handshake.timeIsOver())
        case .open: break
        case .closing(let end): self.end(end)
        }
    }

    // MARK: Talk

    private func read(_ easy: EasyHandle) {
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 1) { room in
            while !isOver, !isHeldUp {
                var count = 0
                let code = curl_easy_recv(easy.pointer, room.baseAddress, room.count, &count)
                if code == CURLE_AGAIN { return }
                guard code == CURLE_OK, count > 0 else {
                    take(UnsafeRawBufferPointer(start: nil, count: 0), isEnd: true)
                    return lost()
                }
                take(UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
        }
    }

    /// The other side is gone.
    private func lost() {
        switch phase {
        case .dialling, .handshaking: refuse(.unreached(.cut))
        case .open: end(.cut)
        case .closing(let end): self.end(end)
        }
    }

    /// Delivers the messages that have arrived completely.
    private func deliverArrived() {
        do {
            while !isOver, !isHeldUp, let arrival = try reader.next() { take(arrival) }
        } catch {
            // A violation after the close frame makes no difference any more.
            guard case .open = phase else { return lost() }
            goodbye(error.closeCode, then: .violated(error))
        }
    }

    private func take(_ arrival: WebSocketReader.Arrival) {
        switch (arrival, phase) {
        case (.text(let bytes), .open): deliver(.text(bytes))
        case (.binary(let bytes), .open): deliver(.binary(bytes))
        case (.ping(let payload), .open): payload.withUnsafeBytes { send(.pong, $0) }
        case (.close(let code, let reason), .open):
            goodbye(code ?? 1000, then: .closed(code: code, reason: reason))
            // Both have sent a close frame; the server closes the connection (RFC 6455, 7.1.1), or we do.
            if unsent.isEmpty { end(.closed(code: code, reason: reason)) }
        case (.close, .closing(let end)): self.end(end)
        case (.pong, _), (_, .dialling), (_, .handshaking), (_, .closing): break
        }
    }

    private func deliver(_ event: WebSocket.Event) {
        guard let socket else { return goodbye(1001, then: .closedHere) }
        isHeldUp = !socket.deliver(event)
    }

    private func send(_ opcode: WebSocketOpcode, _ payload: UnsafeRawBufferPointer) {
        if let frame = try? WebSocketFrame.masked(opcode, payload) { enqueue(frame) }
    }

    private func goodbye(_ code: Int, then end: WebSocketEnd) {
        let payload = [UInt8(code >> 8), UInt8(code & 0xFF)]
        payload.withUnsafeBytes { send(.close, $0) }
        guard !isOver else { return }
        phase = .closing(end)
        isHeldUp = false
        deadline = SteadyClock.milliseconds + Int64(request.limits.closeMilliseconds)
    }

    private func enqueue(_ frame: WipedBytes) {
        unsent.append(frame)
        unsentBytes += frame.count
        if let easy { flush(easy) }
        if unsentBytes > request.limits.unsentBytes { end(.cut) }
    }

    private func flush(_ easy: EasyHandle) {
        while let first = unsent.first, !isOver {
            var sent = 0
            let code = first.withUnsafeBytes { bytes in
                curl_easy_send(easy.pointer, bytes.baseAddress?.advanced(by: sentOfFirst), bytes.count - sentOfFirst, &sent)
            }
            if code == CURLE_AGAIN { return }
            guard code == CURLE_OK else { return lost() }
            sentOfFirst += sent
            unsentBytes -= sent
            guard sentOfFirst == first.count else { continue }
            unsent.removeFirst()
            sentOfFirst = 0
        }
    }

    // MARK: End

    func end(_ end: WebSocketEnd) {
        guard !isOver else { return }
        _ = socket?.deliver(.ended(end))
        finish()
    }

    private func finish() {
        isOver = true
        unsent = []
        easy = nil
        dialling = nil
    }
}
