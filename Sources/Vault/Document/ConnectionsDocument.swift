import Age
import Crypto
import Domain

/// What the vault holds: the connections in the order in which they were added. A change has no effect on disk until it is saved.
public struct ConnectionsDocument: Sendable {
    /// The version of the format that is written, and the newest that is read.
    public static let version = 1
    /// The most connections that are kept.
    public static let connectionLimit = 1_000
    /// The longest name, in characters.
    public static let nameLimitCharacters = 64

    /// In the order in which they were added; at most `connectionLimit`, no two of one name.
    public internal(set) var connections: [StoredConnection] = []
    var storedDefault: String?
    /// The secret key that opens the history's file, as `age` writes it; `nil` until a history is kept.
    public private(set) var historyKey: StoredSecret?
    /// What a newer program wrote beside the connections.
    var preserved: [PreservedMember] = []

    /// Without a connection.
    public init() {}

    /// The name of the default connection; `nil` where there is none.
    public var defaultName: String? { connections.first { $0.name == storedDefault }?.name }

    /// The connection of that name; `nil` where there is none.
    public subscript(name: String) -> StoredConnection? { connections.first { $0.name == name } }

    /// The name under which the same key of the same exchange is stored; every stored key is compared, each in constant time.
    /// Throws `memoryExhausted`.
    public func name(ofKey apiKey: StoredSecret, exchange: String) throws(VaultProblem) -> String? {
        var found: String?
        for connection in connections where connection.exchange == exchange {
            if try connection.credentials.apiKey.isEqual(to: apiKey), found == nil { found = connection.name }
        }
        return found
    }

    /// Adds a connection at the end; the first one becomes the default. Throws `nameUnsuitable`, `nameTaken`, `alreadyConnected`.
    public mutating func add(_ connection: StoredConnection) throws(VaultProblem) {
        try checkNew(connection.name)
        guard connections.count < Self.connectionLimit else { throw .memoryExhausted }
        if let name = try name(ofKey: connection.credentials.apiKey, exchange: connection.exchange) { throw .alreadyConnected(name: name) }
        connections.append(connection)
        if defaultName == nil { storedDefault = connection.name }
    }

    /// Throws `nameUnknown`, or `alreadyConnected` when another connection has the key.
    public mutating func replaceCredentials(of name: String, with credentials: StoredCredentials) throws(VaultProblem) {
        let index = try index(of: name)
        if let holder = try self.name(ofKey: credentials.apiKey, exchange: connections[index].exchange), holder != name {
            throw .alreadyConnected(name: holder)
        }
        connections[index].credentials = credentials
    }

    /// Throws `nameUnknown`, `nameUnsuitable` or `nameTaken`.
    public mutating func rename(_ name: String, to other: String) throws(VaultProblem) {
        let index = try index(of: name)
        guard name != other else { return }
        try checkNew(other)
        if storedDefault == name { storedDefault = other }
        connections[index].name = other
    }

    /// Throws `nameUnknown`.
    public mutating func remove(_ name: String) throws(VaultProblem) {
        connections.remove(at: try index(of: name))
        if storedDefault == name { storedDefault = connections.first?.name }
    }

    /// Throws `nameUnknown`.
    public mutating func makeDefault(_ name: String) throws(VaultProblem) {
        _ = try index(of: name)
        storedDefault = name
    }

    /// Changes the place that a connection's key belongs to. Throws `nameUnknown`.
    public mutating func move(_ name: String, to place: AccountPlace) throws(VaultProblem) {
        let index = try index(of: name)
        connections[index].site = place.site.id
        connections[index].siteOrigin = place.site.origin
        connections[index].addresses = place.keyAddresses
        connections[index].environment = place.environment
    }

    /// Changes what the user decided about a connection. Throws `nameUnknown`.
    public mutating func change(
        _ name: String, futures: AccessTarget.FuturesUse, withdrawal: AccessTarget.Withdrawal
    ) throws(VaultProblem) {
        let index = try index(of: name)
        connections[index].futures = futures
        connections[index].withdrawal = withdrawal
    }

    /// Changes how the connection's key came about. Throws `nameUnknown`.
    public mutating func changeMethod(of name: String, to method: ConnectionMethod) throws(VaultProblem) {
        connections[try index(of: name)].method = method
    }

    /// Records the account id of a connection. Throws `nameUnknown`.
    public mutating func note(account: String, of name: String) throws(VaultProblem) {
        let index = try index(of: name)
        guard Self.isPlain(account) else { return }
        connections[index].account = account
    }

    /// Makes a key for the history where there is none. Throws `memoryExhausted`.
    public mutating func prepareHistory() throws(VaultProblem) {
        guard historyKey == nil else { return }
        do throws(AgeError) {
            historyKey = StoredSecret(try X25519Identity.generate().text())
        } catch {
            throw .memoryExhausted
        }
    }

    /// The identity that opens the history; `nil` where there is no key for it, or an invalid one. Throws `memoryExhausted`.
    public func historyIdentity() throws(VaultProblem) -> X25519Identity? {
        guard let historyKey else { return nil }
        let text = try historyKey.copied()
        do throws(AgeError) {
            return try X25519Identity(text: text)
        } catch {
            guard error != .malformedKey else { return nil }
            throw .memoryExhausted
        }
    }

    mutating func take(historyKey: StoredSecret) { self.historyKey = historyKey }

    /// Whether a connection may have this name, on the command line and on the screen.
    public static func isSuitable(name: String) -> Bool {
        isPlain(name) && !name.hasPrefix("-") && name.count <= nameLimitCharacters
    }

    /// Whether a text can be shown as it is.
    static func isPlain(_ text: String) -> Bool { !text.isEmpty && CleanText.line(text, characters: 256) == text }

    private func checkNew(_ name: String) throws(VaultProblem) {
        guard Self.isSuitable(name: name) else { throw .nameUnsuitable }
        guard self[name] == nil else { throw .nameTaken(name) }
    }

    private func index(of name: String) throws(VaultProblem) -> Int {
        guard let index = connections.firstIndex(where: { $0.name == name }) else { throw .nameUnknown(name) }
        return index
    }
}
