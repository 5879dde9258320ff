import Domain
import Exchanges
import JSON

/// The exchange of the tests tells of changes too: whoever signs in is told of the barn and of the horses that work.
extension MeadowAdapter: StreamAdapter {
    func streams(at site: Site, in environment: TradingEnvironment) -> [StreamLine] {
        site.address(of: Meadow.post, in: environment).map {
            [StreamLine("post", origin: $0, target: "/post?for=barn", silenceMilliseconds: 200)]
        } ?? []
    }

    func conversation(on line: StreamLine) -> any StreamConversation { MeadowConversation() }
}

struct MeadowConversation: StreamConversation {
    private var asked = 0

    mutating func opened(_ access: Access) -> [StreamStep] {
        let time = "\(access.unixMilliseconds)"
        let text: Template =
            [.text(#"{"hello":""#), .value(.apiKey, .json), .text(#"","at":"\#(time)","sign":""#), .signature(.json), .text(#""}"#)]
        return [.say(StreamMessage(text, signature: SignatureRule([.text(time + "post")], [.ed25519(Meadow.privateKeyField)])))]
    }

    mutating func heard(_ message: [UInt8], _ access: Access, asOf: Moment) -> [StreamStep] {
        asked = 0
        guard let root = try? JSONDocument(parsing: message, limits: JSONLimits(depth: 8)).root, root.kind == .object else {
            return [.openAnother(MeadowReplies.odd)]
        }
        if let code = root["refused"]?.string {
            return [.refused(MeadowReplies.codes.meaning(of: code, at: "post") ?? MeadowReplies.odd)]
        }
        if root["welcome"] != nil { return [.live] }
        if root["leaving"] != nil { return [.openAnother(nil)] }
        if root["missed"] != nil { return [.readAgain] }
        guard let things = root["barn"], things.kind == .array else { return [] }
        let rows = things.elements.prefix(100).compactMap { thing -> Asset? in
            guard let code = thing["thing"]?.string else { return nil }
            let amount = thing["amount"]?.scalarText.flatMap { Amount($0) }
            return Asset(
                code: CleanText.line(code, characters: 12), total: amount, available: amount, inUse: nil,
                value: thing["worth"]?.scalarText.flatMap { Amount($0) }, unrealizedProfit: nil)
        }
        let total = root["worth"]?.scalarText.flatMap { Amount($0) }
        let gone = (root["gone"]?.elements ?? []).prefix(100).compactMap(\.string)
        return [.delta(AccountDelta(wallets: [.init(kind: MeadowWallets.barn, total: total, assets: .some(rows, gone: gone))], asOf: asOf))]
    }

    /// The post is asked whether it is still there, once; then another line is wanted.
    mutating func silence(_ access: Access) -> [StreamStep] {
        asked += 1
        return asked > 1 ? [.openAnother(nil)] : [.say(StreamMessage(Template(text: "there?")))]
    }

    func closed(code: Int?) -> Failure? { code == 4_321 ? MeadowReplies.codes.meaning(of: "F7", at: "post") : nil }
}
