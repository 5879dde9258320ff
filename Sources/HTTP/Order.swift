/// What the callers ask of the thread.
enum Order: Sendable {
    case start(HTTPRequest, Origin, Ticket)
    case abandon(Ticket)
    case closeConnections
}
