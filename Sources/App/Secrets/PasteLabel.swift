import Crypto
import Domain
import Session

/// What a label beside a pasted value says that the value is. Spelled as on exchanges' pages, in either language.
enum PasteLabel: Hashable {
    case field(KeyField.ID)
    /// Something of the page that is no value of the key, such as the key's name, its permissions or its addresses.
    case other

    var field: KeyField.ID? {
        switch self {
        case .field(let field): field
        case .other: nil
        }
    }

    /// The label that the text of `range` is, if it is one. Case, spaces, hyphens, underscores, quotes, brackets and full-width
    /// forms do not matter, nor do words around it that say whose it is, as in `export OKX_API_KEY`.
    static func match(_ text: ScalarText, _ range: Range<Int>, _ words: PasteVocabulary) -> PasteLabel? {
        withLetters(of: text, range) { letters in
            if let label = words.spellings.first(where: { $0.scalars.count == letters.count && $0.scalars.elementsEqual(letters) })?.label {
                return label
            }
            guard roots.contains(where: { contains(letters, $0) }) else { return nil }
            if words.otherNames.contains(where: { contains(letters, $0) }) { return .other }
            // The longest: a secret key is a key too.
            return words.spellings.filter { isSpelled(letters, $0.scalars, words) }.max { $0.scalars.count < $1.scalars.count }?.label
        } ?? nil
    }

    /// Whose key a heading is about.
    enum Owner: Hashable {
        case ours
        /// Another exchange, or a service that is none.
        case another
        case unnamed
    }

    static func owner(_ text: ScalarText, _ range: Range<Int>, _ words: PasteVocabulary) -> Owner {
        withLetters(of: text, range) { letters in
            if words.ourNames.contains(where: { contains(letters, $0) }) { return .ours }
            return words.otherNames.contains { contains(letters, $0) } ? .another : .unnamed
        } ?? .unnamed
    }

    private static let longestLabelBytes = 120

    /// Lends the characters that matter, where there are no more than a label has; they are wiped afterwards, for it may be none.
    private static func withLetters<Result>(of text: ScalarText, _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt32>) -> Result)
        -> Result?
    {
        guard !range.isEmpty, range.count <= longestLabelBytes else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: longestLabelBytes) { room in
            defer { UnsafeMutableRawBufferPointer(room).wipe() }
            var count = 0
            text.forEach(in: range) { value, _ in
                if let letter = significant(value) {
                    room[count] = letter
                    count += 1
                }
                return true
            }
            guard count > 0 else { return nil }
            return body(UnsafeBufferPointer(rebasing: room[..<count]))
        }
    }

    /// Whether letters are a spelling with nothing but known words around it, or with any around it where the exchange is among them.
    private static func isSpelled(_ letters: UnsafeBufferPointer<UInt32>, _ spelling: [UInt32], _ words: PasteVocabulary) -> Bool {
        guard letters.count > spelling.count else { return false }
        for start in 0...letters.count - spelling.count where letters[start..<start + spelling.count].elementsEqual(spelling) {
            let before = letters[..<start]
            let after = letters[(start + spelling.count)...]
            guard areWords(after, words.suffixes) else { continue }
            // Short words such as "my key" may be about other things; "my API key" is not.
            if areWords(before, spelling.count > 8 || spelling == apiKey ? words.prefixes + ownWords : words.prefixes) { return true }
            if words.ourNames.contains(where: { contains(UnsafeBufferPointer(rebasing: before), $0) }) { return true }
        }
        return false
    }

    private static func areWords(_ letters: Slice<UnsafeBufferPointer<UInt32>>, _ words: [[UInt32]]) -> Bool {
        if letters.isEmpty { return true }
        if let first = letters.first, (0x30...0x39).contains(first), areWords(letters.dropFirst(), words) { return true }
        return words.contains { letters.starts(with: $0) && areWords(letters.dropFirst($0.count), words) }
    }

    private static func contains(_ letters: UnsafeBufferPointer<UInt32>, _ word: [UInt32]) -> Bool {
        guard letters.count >= word.count else { return false }
        return (0...letters.count - word.count).contains { letters[$0..<$0 + word.count].elementsEqual(word) }
    }

    private static func scalars(_ words: String) -> [[UInt32]] {
        words.split(separator: " ").map { $0.unicodeScalars.map(\.value) }
    }

    /// Every label of a value contains one of these words.
    private static let roots = scalars("key secret passphrase password 钥 密码 短语 口令 鑰 密碼")
    private static let apiKey = "apikey".unicodeScalars.map(\.value)

    /// Services whose keys stand beside the exchange's in the configuration of bots.
    static let otherServices = scalars(
        """
        binance bybit bitget kucoin kraken coinbase gateio huobi htx bitfinex bitmex deribit mexc hyperliquid phemex bitstamp gemini poloniex \
        cryptocom upbit bithumb telegram discord slack jwt openai anthropic github aws webhook smtp database postgres mysql redis
        """)

    /// Words that stand before a label in shells, programs and the configuration of bots.
    static let prefixes = scalars(
        """
        export set setx gx x declare env environ os process readonly const let var final string static private public protected self this \
        config settings secrets credentials credential creds exchange exchanges ccxt freqtrade api
        """)
    private static let ownWords = scalars("my main sub live demo real prod production test bot default new")

    static let suffixes = scalars("main sub live demo real prod production test default")

    /// Labels of other things on the pages of exchanges and in files.
    static let otherSpellings: [(scalars: [UInt32], label: PasteLabel)] = [
        "apiname", "apikeyname", "keyname", "name", "label", "note", "remark", "apiversion", "备注名", "备注", "名称", "api名称", "api备注名",
        "apikey名称", "ip", "ips", "ipaddress", "ipaddresses", "linkedip", "linkedipaddress", "boundip", "ipwhitelist", "trustedip", "ip地址",
        "绑定ip", "绑定ip地址", "ip白名单", "permission", "permissions", "权限", "api权限", "purpose", "用途", "created", "createtime", "createdat",
        "创建时间", "uid", "site", "环境", "environment", "站点", "thirdpartyapp", "第三方应用", "url",
        "apikeyname", "apikeypermissions", "api密钥名称", "api密钥权限", "密钥名称", "密钥类型", "apikeytype", "有效期", "到期时间", "expires",
        "expiry", "validity", "ip限制", "名稱", "備註", "api密鑰名稱", "api密鑰權限", "權限", "類型", "ip位址", "綁定ip", "創建時間", "有效期限",
    ].map { (PasteVocabulary.scalars($0), .other) }

    /// The scalar in lower case and half width; `nil` for one that does not matter in a label.
    private static func significant(_ value: UInt32) -> UInt32? {
        var value = value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        switch value {
        case 0x41...0x5A: return value + 0x20
        case 0x61...0x7A, 0x30...0x39: return value
        case 0x20...0x7E: return " _-\"'`()[]/*.#>$:@|".unicodeScalars.contains { $0.value == value } ? nil : value
        case 0x3010, 0x3011, 0x2022, 0x00B7: return nil
        default: return ScalarKind(value).isTrimmedAtEdges ? nil : value
        }
    }
}
