import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// Turns a connection into a stream where its first request asks for that at an address that has one (RFC 6455 4.2). Any other request is
/// answered like all requests.
enum StreamUpgrade {
    /// Beyond what any exchange lets a message have.
    private static let greatestFrameBytes = 256 << 10

    static func configuration(
        _ exchange: any LocalExchange, door: SandboxDoor
    ) -> NIOHTTPServerUpgradeConfiguration {
        let upgrader = NIOWebSocketServerUpgrader(
            // Beyond what a message may have, so that one that is too long is ended with a word; no frame is ever kept that is longer.
            maxFrameSize: greatestFrameBytes,
            shouldUpgrade: { channel, head in
                let promise = channel.eventLoop.makePromise(of: HTTPHeaders?.self)
                guard head.method == .GET, exchange.servesStream(at: RequestTarget(head.uri), door: door) else {
                    promise.succeed(nil)
                    return promise.futureResult
                }
                let admitted = exchange.admitsStream(from: channel.remoteAddress?.ipAddress ?? "", door: door)
                if !admitted { try? channel.pipeline.syncOperations.handler(type: ConnectionReader.self).refusesStream = true }
                promise.succeed(admitted ? [:] : nil)
                return promise.futureResult
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    let opening = StreamOpening(
                        target: RequestTarget(head.uri), door: door, address: channel.remoteAddress?.ipAddress ?? "")
                    try channel.pipeline.syncOperations.addHandler(StreamConnection(exchange: exchange, opening: opening))
                }
            })
        return NIOHTTPServerUpgradeConfiguration(upgraders: [upgrader]) { context in
            let pipeline = context.pipeline.syncOperations
            remove(IdleStateHandler.self, from: pipeline)
            remove(RequestBounds.self, from: pipeline)
            remove(ConnectionReader.self, from: pipeline)
        }
    }

    /// Has the next request of a connection looked at too: NIO's handler looks at one and goes, and clients that have sent requests open a
    /// stream on the same connection where requests and streams have one address.
    static func watch(
        before reader: ConnectionReader, in context: ChannelHandlerContext, _ configuration: NIOHTTPServerUpgradeConfiguration
    ) {
        let pipeline = context.pipeline.syncOperations
        guard (try? pipeline.handler(type: HTTPServerUpgradeHandler.self)) == nil,
            let encoder = try? pipeline.handler(type: HTTPResponseEncoder.self)
        else { return }
        let others: [(any RemovableChannelHandler)?] = [
            try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self),
            try? pipeline.handler(type: NIOHTTPResponseHeadersValidator.self),
            try? pipeline.handler(type: HTTPServerPipelineHandler.self),
            try? pipeline.handler(type: HTTPServerProtocolErrorHandler.self),
        ]
        let upgrade = HTTPServerUpgradeHandler(
            upgraders: configuration.upgraders, httpEncoder: encoder, extraHTTPHandlers: others.compactMap { $0 },
            upgradeCompletionHandler: configuration.completionHandler)
        try? pipeline.addHandler(upgrade, position: .before(reader))
    }

    private static func remove<Handler: RemovableChannelHandler>(
        _ kind: Handler.Type, from pipeline: ChannelPipeline.SynchronousOperations
    ) {
        if let handler = try? pipeline.handler(type: kind) { pipeline.removeHandler(handler, promise: nil) }
    }
}
