import Sandbox

/// A fault of the sandbox as the command line writes it: `kind[:value[:code]][@exchange][@path][*times]`, with the kinds of the sandbox's
/// control path, such as `html:502@/api/v5/account/balance*1`.
public struct FaultArgument: Hashable, Sendable {
    let fault: SandboxFault

    /// Reads a fault; `nil` for anything else.
    public init?(_ argument: String) {
        guard let fault = Self.fault(argument) else { return nil }
        self.fault = fault
    }

    /// The forms, for help texts.
    public static let forms =
        [
            "html:STATUS", "cut-in-body", "cut-before-reply", "silence:MS", "oversized:BYTES", "invalid-utf8", "null-data",
            "numbers-for-strings", "missing-optional-fields", "three-hundred-currencies", "hostile-text", "refusal:STATUS:CODE",
            "code:CODE", "code-after-write:CODE", "cut-after-write", "bare-row", "announcement:STATE",
            "rate-limited", "maintenance", "gzip", "chunked", "redirect:ADDRESS",
            "members-left-out:NAMES", "members-emptied:NAMES", "gateway:STATUS",
        ] + SandboxStreamFault.simple.map(\.key) + ["stream-late-login:MS", "stream-close:CLOSE"]

    static func fault(_ argument: String) -> SandboxFault? {
        var rest = argument[...]
        var occurrence = SandboxFaultOccurrence.always
        if let star = rest.lastIndex(of: "*") {
            guard let times = Int(rest[rest.index(after: star)...]), times > 0 else { return nil }
            occurrence = .times(times)
            rest = rest[..<star]
        }
        var path: String?
        if let place = rest.firstRange(of: "@/") {
            path = String(rest[rest.index(after: place.lowerBound)...])
            rest = rest[..<place.lowerBound]
        }
        var exchange: String?
        if let place = rest.lastIndex(of: "@"), let found = SandboxExchange(rawValue: String(rest[rest.index(after: place)...])) {
            exchange = found.rawValue
            rest = rest[..<place]
        }
        return kind(rest).map { SandboxFault($0, path: path, exchange: exchange, occurrence: occurrence) }
    }

    private static func kind(_ text: Substring) -> SandboxFaultKind? {
        let colon = text.firstIndex(of: ":")
        let name = text[..<(colon ?? text.endIndex)]
        let value = colon.map { text[text.index(after: $0)...] }
        if value == nil, let stream = SandboxStreamFault.simple.first(where: { $0.key == name }) { return .stream(stream.value) }
        switch (name, value) {
        case ("cut-in-body", nil): return .cutInBody
        case ("cut-before-reply", nil): return .cutBeforeReply
        case ("invalid-utf8", nil): return .invalidUTF8
        case ("null-data", nil): return .nullContent
        case ("numbers-for-strings", nil): return .numbersForStrings
        case ("missing-optional-fields", nil): return .missingOptionalFields
        case ("three-hundred-currencies", nil): return .threeHundredCurrencies
        case ("hostile-text", nil): return .hostileText
        case ("rate-limited", nil): return .rateLimited
        case ("maintenance", nil): return .maintenance
        case ("gzip", nil): return .gzip
        case ("chunked", nil): return .chunked
        case ("cut-after-write", nil): return .cutAfterWrite
        case ("bare-row", nil): return .bareRow
        case ("code", let value?): return whole(value, 1...9_999_999).map { .code(String($0)) }
        case ("code-after-write", let value?): return whole(value, 1...9_999_999).map { .codeAfterWrite(String($0)) }
        case ("announcement", let value?): return SandboxMaintenanceState(rawValue: String(value)).map { .announcement($0) }
        case ("members-left-out", let value?): return names(value).map { .membersLeftOut($0) }
        case ("members-emptied", let value?): return names(value).map { .membersEmptied($0) }
        case ("gateway", let value?): return whole(value, 100...599).map { .gateway(status: $0) }
        case ("html", let value?): return whole(value, 100...599).map { .html(status: $0) }
        case ("silence", let value?): return whole(value, 0...86_400_000).map { .silence(milliseconds: $0) }
        case ("oversized", let value?): return whole(value, 0...(64 << 20)).map { .oversized(bytes: $0) }
        case ("stream-late-login", let value?): return whole(value, 0...86_400_000).map { .stream(.lateLogin(milliseconds: $0)) }
        case ("stream-close", let value?): return whole(value, SandboxStreamFault.closeCodes).map { .stream(.close(code: $0)) }
        case ("redirect", let value?): return .redirect(location: String(value))
        case ("refusal", let value?):
            let parts = value.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let status = whole(parts[0], 100...599) else { return nil }
            return .refusal(status: status, code: String(parts[1]), message: "Asked for by the sandbox's user")
        default: return nil
        }
    }

    private static func names(_ text: Substring) -> [String]? {
        let names = text.split(separator: ",").map(String.init)
        return names.isEmpty ? nil : names
    }

    private static func whole(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
}
