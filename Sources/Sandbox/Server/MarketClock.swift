import NIOCore
import Synchronization

/// Has the exchange take a step at each interval while its prices are to move. While they stand still it does nothing.
final class MarketClock: Sendable {
    private let exchange: any LocalExchange
    private let loop: any EventLoop
    private let task = Mutex<RepeatedTask?>(nil)

    init(_ exchange: any LocalExchange, on loop: any EventLoop) {
        self.exchange = exchange
        self.loop = loop
    }

    /// Goes by whether prices are to move.
    func follow() {
        let exchange = exchange
        task.withLock { task in
            guard exchange.isMoving != (task != nil) else { return }
            task?.cancel()
            task = nil
            guard exchange.isMoving else { return }
            let interval = TimeAmount.milliseconds(max(10, exchange.configuration.movement.intervalMilliseconds))
            task = loop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in exchange.step(1) }
        }
    }
}
