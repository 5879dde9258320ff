import Domain

/// What a label beside a pasted value says that the value is. Spelled as on exchanges' pages, in either language.
enum PasteLabel: Hashable {
    case credential(Credential)
    /// Something of the page that is no credential, such as the key's name, its permissions or its addresses.
    case other

    var credential: Credential? {
        switch self {
        case .credential(let credential): credential
        case .other: nil
        }
    }

    /// The label that the text of `range` is, if it is one. Case, spaces, hyphens, underscores, quotes, brackets and full-width
    /// forms do not matter.
    static func match(_ text: ScalarText, _ range: Range<Int>) -> PasteLabel? {
        guard !range.isEmpty, range.count <= longestLabelBytes else { return nil }
        return spellings.first { matches(text, range, $0.scalars) }?.label
    }

    private static let longestLabelBytes = 120

    private static let spellings: [(scalars: [UInt32], label: PasteLabel)] = [
        (.credential(.apiKey), [
            "apikey", "key", "accesskey", "okaccesskey", "okxapikey", "okapikey", "公钥", "apikey公钥", "公钥apikey", "api密钥",
            "api密钥apikey", "apikeyapi密钥", "访问密钥", "apikeyid",
        ]),
        (.credential(.secretKey), [
            "secretkey", "secret", "apisecret", "apisecretkey", "okxsecretkey", "okxapisecret", "oksecretkey", "密钥", "私钥", "秘钥",
            "密钥secretkey", "secretkey密钥", "私钥secretkey", "secretkey私钥", "秘钥secretkey", "secretkey秘钥",
        ]),
        (.credential(.passphrase), [
            "passphrase", "apipassphrase", "okxpassphrase", "okxapipassphrase", "okaccesspassphrase", "password", "apipassword", "密码", "api密码",
            "通行短语", "密码短语", "口令", "密码passphrase", "passphrase密码", "通行短语passphrase", "passphrase通行短语", "api密码passphrase",
        ]),
        (.other, [
            "apiname", "apikeyname", "keyname", "name", "label", "note", "remark", "apiversion", "备注名", "备注", "名称", "api名称", "api备注名",
            "apikey名称", "ip", "ips", "ipaddress", "ipaddresses", "linkedip", "linkedipaddress", "boundip", "ipwhitelist", "trustedip", "ip地址",
            "绑定ip", "绑定ip地址", "ip白名单", "permission", "permissions", "权限", "api权限", "purpose", "用途", "created", "createtime", "createdat",
            "创建时间", "uid", "site", "环境", "environment", "站点", "thirdpartyapp", "第三方应用", "url",
        ]),
    ].flatMap { label, texts in texts.map { ($0.unicodeScalars.map(\.value), label) } }

    private static func matches(_ text: ScalarText, _ range: Range<Int>, _ wanted: [UInt32]) -> Bool {
        var position = 0
        var isEqual = true
        text.forEach(in: range) { value, _ in
            guard let letter = significant(value) else { return true }
            isEqual = position < wanted.count && wanted[position] == letter
            position += 1
            return isEqual
        }
        return isEqual && position == wanted.count
    }

    /// The scalar in lower case and half width; `nil` for one that does not matter in a label.
    private static func significant(_ value: UInt32) -> UInt32? {
        var value = value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        switch value {
        case 0x41...0x5A: return value + 0x20
        case 0x61...0x7A, 0x30...0x39: return value
        case 0x20...0x7E: return " _-\"'`()[]/*.#>".unicodeScalars.contains { $0.value == value } ? nil : value
        case 0x3010, 0x3011, 0x2022, 0x00B7: return nil
        default: return ScalarKind(value).isTrimmedAtEdges ? nil : value
        }
    }
}
