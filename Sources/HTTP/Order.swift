/// What the callers ask of the thread.
enum Order: Sendable {
    case start(HTTPRequest, Origin, ReplyTicket)
    case abandon(ReplyTicket)
    case closeConnections
}
