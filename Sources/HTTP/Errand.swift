/// What a new thread is given on its way.
final class Errand: Sendable {
    let mailbox: Mailbox
    let userAgent: String

    init(mailbox: Mailbox, userAgent: String) {
        self.mailbox = mailbox
        self.userAgent = userAgent
    }
}
