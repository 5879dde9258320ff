extension SandboxBybit.Exchange {
    func servesStream(at target: RequestTarget, door: SandboxDoor) -> Bool { false }

    func admitsStream(from address: String, door: SandboxDoor) -> Bool { false }

    func refusedStream() -> Answer { gateway(status: 404) }

    func openStream(_ opening: StreamOpening, wake: @escaping @Sendable () -> Void) -> any LocalStream { SandboxBybit.ClosedStream() }

    func streamFault(_ moment: StreamMoment, path: String) -> SandboxStreamFault? { nil }

    var openStreams: [OpenStream] { [] }

    func announceRestart(afterMilliseconds: Int64) {}
}

extension SandboxBybit {
    /// A stream of a place that serves none: it ends with whatever comes first.
    struct ClosedStream: LocalStream {
        var nextMoment: Int64 { .max }
        var greatestMessageBytes: Int { 0 }
        var tooSlow: StreamEnd { .restart }

        mutating func received(_ text: [UInt8], at now: Int64) -> [StreamAction] { [.end(.restart)] }
        mutating func woken(at now: Int64) -> [StreamAction] { [] }
        mutating func tick(at now: Int64) -> [StreamAction] { [] }
        func closed(code: UInt16?) {}
    }
}
