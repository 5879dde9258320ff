/// A request for an API key by OAuth: the user consents in a browser, and the exchange makes a key for one account.
public struct AuthorizationRequest: Hashable, Sendable {
    /// The exchange's id, such as `okx`.
    public let exchange: String
    /// The site whose page is opened; the callback may name another one of the same exchange.
    public let place: AccountPlace
    /// The slots of the secret store into which the new key goes.
    public let slots: CredentialSlots
    /// The name that the key gets at the exchange.
    public let label: String
    /// The language of the page that the browser shows at the end.
    public let language: Language

    /// A request for the user's consent; nothing is sent before it is run.
    public init(exchange: String, place: AccountPlace, slots: CredentialSlots, label: String, language: Language) {
        self.exchange = exchange
        self.place = place
        self.slots = slots
        self.label = label
        self.language = language
    }
}

/// What the screens know of a client that an exchange has approved. Nothing in it is secret.
public struct AuthorizationClient: Hashable, Sendable {
    /// What the key may do besides reading.
    public let permissions: [Permission]
    /// Whether the program that runs at the desk can start a browser.
    public let browser: Browser
    /// What to type on the machine with the browser so that the callback arrives here; `nil` where the browser is on this machine.
    public let forwarding: String?

    /// Where the browser is that opens the exchange's page.
    public enum Browser: Hashable, Sendable {
        case canBeStarted
        /// It is on another machine, or there is none.
        case elsewhere
    }

    /// A client that a configuration describes, without its secret.
    public init(permissions: [Permission], browser: Browser, forwarding: String?) {
        self.permissions = permissions
        self.browser = browser
        self.forwarding = forwarding
    }
}

/// What the user is to open, and how long and where the answer is waited for.
public struct AuthorizationOffer: Hashable, Sendable {
    /// The address of the exchange's page, whole.
    public let address: String
    /// Whether the answer comes by itself or has to be pasted.
    public let listener: Listener
    /// When the waiting ends.
    public let end: Moment

    /// Whether the browser's callback arrives by itself.
    public enum Listener: Hashable, Sendable {
        case listening
        /// The registered address is not one of this machine: the answer has to be pasted.
        case elsewhere
        /// Listening failed, such as where another program has the port.
        case failed(Failure)
    }

    /// An address to be opened, with how and until when the answer is waited for.
    public init(address: String, listener: Listener, end: Moment) {
        self.address = address
        self.listener = listener
        self.end = end
    }
}

/// How far an authorization has come.
public enum AuthorizationAdvance: Hashable, Sendable {
    case opened(AuthorizationOffer)
    /// An answer came that is not the one waited for. The waiting goes on.
    case refused(Failure)
    /// The user has agreed; the exchange is asked for the token and the key.
    case agreed
    /// Something that the user has to decide before it goes on.
    case asked(Question)

    /// What is to be decided.
    public enum Question: Hashable, Sendable {
        /// The exchange keeps one key for each user and platform, and there is one already.
        case deleteOlderKey
        /// A key may have been made, and the reply with its secret is lost for good.
        case deleteLostKey
    }
}

/// The user's answer to a question of an authorization.
public enum AuthorizationDecision: Hashable, Sendable {
    case agree
    case decline
}

/// What became of an authorization that the user had given up.
public enum GrantRemainder: Hashable, Sendable {
    /// The user agreed in the browser all the same, at the exchange of that id. No key was made.
    case unused(exchange: String)
    /// A key had been made, and was deleted.
    case keyDeleted
    /// A key may be there, and could not be deleted.
    case keyRemains
}
