import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Collects one request after the other from a connection, has it answered, and sends the answer.
final class ConnectionReader: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    static let greatestHeaderBytes = 32 << 10
    static let greatestBodyBytes = 256 << 10

    private enum Phase {
        /// Between requests; a head comes next.
        case idle
        /// A head has come; body and end follow.
        case gathering(HTTPRequestHead, body: [UInt8])
        /// The request was refused for its size; the rest of it is thrown away until the connection ends.
        case refused
    }

    private let exchange: any LocalExchange
    private let door: SandboxDoor
    private let bounds: RequestBounds
    private let upgrade: NIOHTTPServerUpgradeConfiguration
    private var phase = Phase.idle
    /// The request asks for a stream, and too many were opened within a second.
    var refusesStream = false

    init(exchange: any LocalExchange, door: SandboxDoor, bounds: RequestBounds, upgrade: NIOHTTPServerUpgradeConfiguration) {
        self.exchange = exchange
        self.door = door
        self.bounds = bounds
        self.upgrade = upgrade
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let bytes = head.headers.reduce(head.uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count }
            if bytes > Self.greatestHeaderBytes {
                refuse(.requestHeaderFieldsTooLarge, context: context)
            } else {
                phase = .gathering(head, body: [])
            }
        case .body(let bytes):
            guard case .gathering(let head, var body) = phase else { return }
            // The copy in the phase would otherwise make every append copy the body.
            phase = .idle
            if body.count + bytes.readableBytes > Self.greatestBodyBytes {
                refuse(.payloadTooLarge, context: context)
            } else {
                body += bytes.readableBytesView
                phase = .gathering(head, body: body)
            }
        case .end:
            bounds.requestEnded()
            guard case .gathering(let head, let body) = phase else { return }
            phase = .idle
            StreamUpgrade.watch(before: self, in: context, upgrade)
            let request = SeenRequest(
                method: head.method.rawValue,
                target: RequestTarget(head.uri),
                headers: head.headers.map { ($0.name, $0.value) },
                body: body,
                peer: context.channel.remoteAddress?.ipAddress ?? "",
                port: context.channel.localAddress?.port,
                door: door
            )
            let answer = refusesStream ? exchange.refusedStream() : exchange.reply(to: request)
            refusesStream = false
            send(answer, to: head, on: context.channel)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A stream that is not begun; the request itself comes next, and is answered.
        guard !(error is NIOWebSocketUpgradeError) else { return }
        context.close(promise: nil)
    }

    private func refuse(_ status: HTTPResponseStatus, context: ChannelHandlerContext) {
        phase = .refused
        let headers: HTTPHeaders = ["Content-Length": "0", "Connection": "close"]
        let channel = context.channel
        channel.write(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers)), promise: nil)
        channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in channel.close(promise: nil) }
    }

    private func send(_ answer: Answer, to head: HTTPRequestHead, on channel: any Channel) {
        let delay = TimeAmount.milliseconds(Int64(answer.delayMilliseconds))
        if answer.delayMilliseconds > 0 {
            channel.eventLoop.scheduleTask(in: delay) { Self.write(answer, to: head, on: channel) }
        } else {
            Self.write(answer, to: head, on: channel)
        }
    }

    private static func write(_ answer: Answer, to head: HTTPRequestHead, on channel: any Channel) {
        guard answer.delivery != .nothing else {
            channel.close(promise: nil)
            return
        }
        var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
        let ends = !head.isKeepAlive || answer.delivery == .cutInBody
        if answer.delivery == .chunked {
            headers.add(name: "Transfer-Encoding", value: "chunked")
        } else {
            headers.add(name: "Content-Length", value: String(answer.body.count))
        }
        if ends { headers.add(name: "Connection", value: "close") }
        let responseHead = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
        channel.write(HTTPServerResponsePart.head(responseHead), promise: nil)
        for piece in pieces(of: answer) where head.method != .HEAD {
            channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: piece))), promise: nil)
        }
        guard answer.delivery != .cutInBody else {
            channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer())))
                .whenComplete { _ in channel.close(promise: nil) }
            return
        }
        let end = channel.writeAndFlush(HTTPServerResponsePart.end(nil))
        if ends { end.whenComplete { _ in channel.close(promise: nil) } }
    }

    private static func pieces(of answer: Answer) -> [ArraySlice<UInt8>] {
        let body = answer.body[...]
        switch answer.delivery {
        case .whole: return body.isEmpty ? [] : [body]
        case .nothing: return []
        case .cutInBody: return [body.prefix(body.count / 2)]
        case .chunked:
            let size = max(1, body.count / 7)
            return stride(from: 0, to: body.count, by: size).map { body[$0..<min($0 + size, body.count)] }
        }
    }
}
