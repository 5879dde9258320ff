import NIOCore

/// Ends a connection whose request takes too many bytes or too long, in whatever part of it: the HTTP decoder limits neither the framing
/// between the chunks of a body nor the time between two bytes.
final class RequestBounds: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Twice the largest body leaves room for the framing of its chunks.
    static let greatestBytes = ConnectionReader.greatestHeaderBytes + 2 * ConnectionReader.greatestBodyBytes
    private static let timeout = TimeAmount.seconds(30)

    private var byteCount = 0
    private var deadline: Scheduled<Void>?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        byteCount += unwrapInboundIn(data).readableBytes
        guard byteCount <= Self.greatestBytes else {
            context.close(promise: nil)
            return
        }
        if deadline == nil {
            let channel = context.channel
            deadline = context.eventLoop.scheduleTask(in: Self.timeout) { channel.close(promise: nil) }
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        requestEnded()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { requestEnded() }

    /// A whole request has come.
    func requestEnded() {
        byteCount = 0
        deadline?.cancel()
        deadline = nil
    }
}
