import JSON

/// Faults as JSON: `{"kind":"html","status":502,"path":"/api/v5/account/balance","times":1}`; without `path` everywhere, without `times` always.
enum FaultText {
    private static let simpleKinds: KeyValuePairs<String, SandboxFaultKind> = [
        "cut-in-body": .cutInBody, "cut-before-reply": .cutBeforeReply, "invalid-utf8": .invalidUTF8,
        "null-data": .nullContent, "numbers-for-strings": .numbersForStrings,
        "missing-optional-fields": .missingOptionalFields, "three-hundred-currencies": .threeHundredCurrencies,
        "hostile-text": .hostileText, "rate-limited": .rateLimited, "maintenance": .maintenance, "gzip": .gzip,
        "chunked": .chunked, "cut-after-write": .cutAfterWrite, "bare-row": .bareRow,
    ]

    /// Reads a fault; `nil` for anything else.
    static func fault(_ view: JSONView) -> SandboxFault? {
        guard let name = view["kind"]?.string, let kind = kind(name, view) else { return nil }
        var fault = SandboxFault(kind)
        if let path = view["path"], !path.isNull {
            guard let text = path.string else { return nil }
            fault.path = text
        }
        if let times = view["times"], !times.isNull {
            guard let count = whole(times), count > 0 else { return nil }
            fault.occurrence = .times(count)
        }
        return fault
    }

    private static func kind(_ name: String, _ view: JSONView) -> SandboxFaultKind? {
        if let simple = simpleKinds.first(where: { $0.key == name }) { return simple.value }
        if let simple = SandboxStreamFault.simple.first(where: { $0.key == name }) { return .stream(simple.value) }
        switch name {
        case "members-left-out": return names(view).map { .membersLeftOut($0) }
        case "members-emptied": return names(view).map { .membersEmptied($0) }
        case "gateway": return whole(view["status"], 100...599).map { .gateway(status: $0) }
        case "html": return whole(view["status"], 100...599).map { .html(status: $0) }
        case "silence": return whole(view["milliseconds"]).map { .silence(milliseconds: $0) }
        case "oversized": return whole(view["bytes"], 0...(64 << 20)).map { .oversized(bytes: $0) }
        case "redirect": return view["location"]?.string.map { .redirect(location: $0) }
        case "stream-late-login": return whole(view["milliseconds"]).map { .stream(.lateLogin(milliseconds: $0)) }
        case "stream-close": return whole(view["code"], SandboxStreamFault.closeCodes).map { .stream(.close(code: $0)) }
        case "code": return code(view).map { .code($0) }
        case "code-after-write": return code(view).map { .codeAfterWrite($0) }
        case "announcement":
            return view["state"]?.string.flatMap { SandboxMaintenanceState(rawValue: $0) }.map { .announcement($0) }
        case "refusal":
            guard let status = whole(view["status"], 100...599), let code = view["code"]?.scalarText else { return nil }
            return .refusal(status: status, code: code, message: view["message"]?.string ?? "")
        default: return nil
        }
    }

    private static func names(_ view: JSONView) -> [String]? {
        guard let names = view["names"], names.kind == .array else { return nil }
        let texts = names.elements.compactMap(\.string)
        return texts.isEmpty ? nil : texts
    }

    /// A code of an exchange, one to seven digits; `0` is refused, because it means success.
    private static func code(_ view: JSONView) -> String? {
        view["code"]?.scalarText.flatMap { (1...7).contains($0.utf8.count) && Int($0).map { $0 > 0 } == true ? $0 : nil }
    }

    /// A whole number in a range, up to a thousand million unless said otherwise; `nil` for anything else.
    private static func whole(_ view: JSONView?, _ range: ClosedRange<Int> = 0...1_000_000_000) -> Int? {
        view?.scalarText.flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil }
    }

    static func described(_ fault: SandboxFault) -> JSONValue {
        var times = JSONValue.null
        switch fault.occurrence {
        case .always: break
        case .times(let count): times = .number(text: String(count))
        }
        return described(fault.kind).with(["path": .optional(fault.path), "times": times])
    }

    private static func described(_ kind: SandboxFaultKind) -> JSONValue {
        switch kind {
        case .html(let status): .members(["kind": "html", "status": .number(text: String(status))])
        case .silence(let milliseconds):
            .members(["kind": "silence", "milliseconds": .number(text: String(milliseconds))])
        case .oversized(let bytes): .members(["kind": "oversized", "bytes": .number(text: String(bytes))])
        case .redirect(let location): .members(["kind": "redirect", "location": .string(location)])
        case .refusal(let status, let code, let message):
            .members([
                "kind": "refusal", "status": .number(text: String(status)), "code": .string(code),
                "message": .string(message),
            ])
        case .membersLeftOut(let names): .members(["kind": "members-left-out", "names": .array(names.map { .string($0) })])
        case .membersEmptied(let names): .members(["kind": "members-emptied", "names": .array(names.map { .string($0) })])
        case .gateway(let status): .members(["kind": "gateway", "status": .number(text: String(status))])
        case .stream(.lateLogin(let milliseconds)):
            .members(["kind": "stream-late-login", "milliseconds": .number(text: String(milliseconds))])
        case .stream(.close(let code)): .members(["kind": "stream-close", "code": .number(text: String(code))])
        case .stream(let fault): .members(["kind": .string(SandboxStreamFault.simple.first { $0.value == fault }?.key ?? "")])
        case .code(let code): .members(["kind": "code", "code": .string(code)])
        case .codeAfterWrite(let code): .members(["kind": "code-after-write", "code": .string(code)])
        case .announcement(let state): .members(["kind": "announcement", "state": .string(state.rawValue)])
        case .cutInBody, .cutBeforeReply, .invalidUTF8, .nullContent, .numbersForStrings, .missingOptionalFields,
            .threeHundredCurrencies, .hostileText, .rateLimited, .maintenance, .gzip, .chunked, .cutAfterWrite, .bareRow:
            .members(["kind": .string(simpleKinds.first { $0.value == kind }?.key ?? "")])
        }
    }
}
