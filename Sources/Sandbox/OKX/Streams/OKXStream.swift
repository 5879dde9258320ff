/// A session on a connection, with what the exchange has told it and it has not heard yet.
struct OKXStream: LocalStream {
    let exchange: OKXExchange
    private(set) var session: StreamSession
    let inbox: StreamInbox<StreamNews>

    var nextMoment: Int64 { session.nextMoment }
    var greatestMessageBytes: Int { StreamSession.greatestMessageBytes }
    var tooSlow: StreamEnd { .tooSlow }

    init(exchange: OKXExchange, session: StreamSession, inbox: StreamInbox<StreamNews>) {
        self.exchange = exchange
        self.session = session
        self.inbox = inbox
    }

    mutating func received(_ text: [UInt8], at now: Int64) -> [StreamAction] { session.received(text, at: now, exchange) }

    mutating func woken(at now: Int64) -> [StreamAction] {
        var actions: [StreamAction] = []
        for news in inbox.taken() { actions += session.told(news, at: now, exchange) }
        return actions
    }

    mutating func tick(at now: Int64) -> [StreamAction] { session.tick(at: now, exchange) }

    func closed(code: UInt16?) { exchange.closeStream(session, code: code) }
}
