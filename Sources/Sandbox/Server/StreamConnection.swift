import JSON
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Carries a stream over a WebSocket (RFC 6455): texts in and out, its timer, and what the faults do to it.
final class StreamConnection: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let exchange: any LocalExchange
    private let opening: StreamOpening
    private var stream: (any LocalStream)?
    /// The fragments of a text so far.
    private var message: [UInt8]?
    /// A push that a fault keeps for after the next one.
    private var heldBack: [UInt8]?
    private var phase = Phase.open
    private var timer: Scheduled<Void>?
    private var closeCode: UInt16?

    private enum Phase {
        case open
        /// A fault keeps everything that would be sent.
        case silent
        /// The end has been said; only the other side's is awaited.
        case ending
    }

    /// How long the other end may take to answer a close frame.
    private static let closingTime = TimeAmount.seconds(2)
    /// What may wait to be sent. A client that reads more slowly is dropped.
    static let greatestBacklog = 4 << 20

    init(exchange: any LocalExchange, opening: StreamOpening) {
        self.exchange = exchange
        self.opening = opening
    }

    private var path: String { opening.target.path }

    func handlerAdded(context: ChannelHandlerContext) {
        let loop = context.eventLoop
        let bound = NIOLoopBound((self, context), eventLoop: loop)
        stream = exchange.openStream(opening) {
            loop.execute {
                let (connection, context) = bound.value
                connection.woken(context)
            }
        }
        schedule(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        stream?.closed(code: closeCode)
        stream = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        handlerRemoved(context: context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The decoder's own errors have been answered with a close frame already.
        if !(error is NIOWebSocketError) { context.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        guard phase != .ending else {
            if frame.opcode == .connectionClose { context.close(promise: nil) }
            return
        }
        guard frame.maskKey != nil else { return end(.maskMissing, context) }
        let bytes = Array(frame.unmaskedData.readableBytesView)
        switch frame.opcode {
        case .text, .continuation:
            guard (frame.opcode == .text) == (message == nil) else { return end(.maskMissing, context) }
            let whole = (message ?? []) + bytes
            guard whole.count <= stream?.greatestMessageBytes ?? 0 else { return end(.tooLong, context) }
            message = frame.fin ? nil : whole
            if frame.fin { received(whole, context) }
        case .ping: write(WebSocketFrame(fin: true, opcode: .pong, data: ByteBuffer(bytes: bytes)), context)
        case .connectionClose:
            phase = .ending
            context.writeAndFlush(
                wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: ByteBuffer(bytes: bytes.prefix(2)))),
                promise: nil)
            context.close(promise: nil)
        case .pong: break
        default: end(.noText, context)
        }
    }

    private func received(_ text: [UInt8], _ context: ChannelHandlerContext) {
        guard String(validating: text, as: UTF8.self) != nil else { return end(.invalidUTF8, context) }
        carryOut(stream?.received(text, at: SystemClock.steadyMilliseconds) ?? [], context)
    }

    private func woken(_ context: ChannelHandlerContext) {
        guard phase != .ending else { return }
        carryOut(stream?.woken(at: SystemClock.steadyMilliseconds) ?? [], context)
    }

    private func schedule(_ context: ChannelHandlerContext) {
        timer?.cancel()
        guard let stream, phase != .ending else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let wait = max(1, stream.nextMoment - SystemClock.steadyMilliseconds)
        timer = context.eventLoop.scheduleTask(in: .milliseconds(wait)) {
            let (connection, context) = bound.value
            guard connection.phase != .ending else { return }
            let actions = connection.stream?.tick(at: SystemClock.steadyMilliseconds) ?? []
            connection.carryOut(actions, context)
        }
    }

    private func carryOut(_ actions: [StreamAction], _ context: ChannelHandlerContext) {
        for action in actions where phase != .ending {
            switch action {
            case .plain(let word): text(Array(word.utf8), context)
            case .say(let value): text(value.encoded(), context)
            case .loginAnswer(let value): answerLogin(value.encoded(), context)
            case .push(let value): push(value.encoded(), context)
            case .end(let end): self.end(end, context)
            }
        }
        schedule(context)
    }

    private func answerLogin(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        guard case .lateLogin(let milliseconds)? = exchange.streamFault(.login, path: path) else { return text(bytes, context) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(Int64(max(0, milliseconds)))) {
            let (connection, context) = bound.value
            connection.text(bytes, context)
        }
    }

    private func push(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        guard phase == .open else { return }
        let kept = heldBack
        heldBack = nil
        switch exchange.streamFault(.push, path: path) {
        case .cut: cut(context)
        case .silent: phase = .silent
        case .outOfOrder: heldBack = bytes
        case .twice:
            text(bytes, context)
            text(bytes, context)
        case .garbage: text(Distortion.garbage, context)
        case .halfFrame:
            phase = .ending
            let half = Distortion.halfFrame(bytes)
            let encoder = try? context.pipeline.syncOperations.context(handlerType: WebSocketFrameEncoder.self)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            encoder?.writeAndFlush(NIOAny(IOData.byteBuffer(ByteBuffer(bytes: half)))).whenComplete { _ in
                let (connection, context) = bound.value
                connection.cut(context)
            }
        case .close(let code): end(StreamEnd(code: UInt16(clamping: code), reason: ""), context)
        case .lateLogin, nil: text(bytes, context)
        }
        if let kept { text(kept, context) }
    }

    private func text(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        guard phase == .open else { return }
        write(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: bytes)), context)
    }

    private func write(_ frame: WebSocketFrame, _ context: ChannelHandlerContext) {
        guard phase == .open, context.channel.isActive else { return }
        guard context.channel.isWritable else { return end(stream?.tooSlow ?? .restart, context) }
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    private func cut(_ context: ChannelHandlerContext) {
        phase = .ending
        context.close(promise: nil)
    }

    private func end(_ end: StreamEnd, _ context: ChannelHandlerContext) {
        guard phase != .ending else { return }
        let isSilent = phase == .silent
        phase = .ending
        timer?.cancel()
        closeCode = end.code
        guard !isSilent else { return cut(context) }
        var data = ByteBuffer()
        data.writeInteger(end.code)
        data.writeString(end.reason)
        context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: data)), promise: nil)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.closingTime) { channel.close(promise: nil) }
    }
}
