extension LocalExchange {
    /// The answer to a request that meets a fault, or none.
    func answer(_ request: SeenRequest, meeting fault: SandboxFaultKind?) -> Answer {
        switch fault {
        case .html(let status): return .html(status: Self.sendable(status))
        case .gateway(let status): return gateway(status: Self.sendable(status))
        case .cutBeforeReply: return Answer(status: 0, headers: [], body: [], delivery: .nothing)
        case .oversized(let bytes):
            let (head, tail) = envelopeOfPadding
            return Answer(
                status: 200, headers: [("Content-Type", "application/json")],
                body: Array(head.utf8) + Distortion.padding(bytes: bytes) + Array(tail.utf8), code: "0")
        case .refusal(let status, let code, let message): return refused(status: Self.sendable(status), code: code, message: message)
        case .code(let code): return refused(listed: code, for: request)
        case .codeAfterWrite(let code):
            let answer = served(request, fault: nil)
            guard answer.code == "0" else { return answer }
            var refused = refused(listed: code, for: request)
            refused.account = answer.account
            return refused
        case .rateLimited: return tooFrequent()
        case .maintenance: return maintained()
        case .redirect(let location):
            return Answer(status: 302, headers: [("Location", Answer.headerText(location))], body: [])
        case .cutAfterWrite, .silence, .cutInBody, .invalidUTF8, .gzip, .chunked: return carried(served(request, fault: nil), by: fault)
        case .nullContent, .numbersForStrings, .missingOptionalFields, .threeHundredCurrencies, .hostileText, .bareRow,
            .membersLeftOut, .membersEmptied, .announcement, .stream, nil:
            return served(request, fault: fault)
        }
    }

    /// An ordinary answer that a fault carries to the client in another way.
    private func carried(_ answer: Answer, by fault: SandboxFaultKind?) -> Answer {
        var answer = answer
        switch fault {
        case .cutAfterWrite: if answer.code == "0" { answer.delivery = .nothing }
        case .silence(let milliseconds): answer.delayMilliseconds = max(0, milliseconds)
        case .cutInBody: answer.delivery = .cutInBody
        case .invalidUTF8: answer.body = Distortion.invalidUTF8(answer.body, in: messageMember)
        case .gzip:
            answer.body = Gzip.packed(answer.body)
            answer.headers.append(("Content-Encoding", "gzip"))
        case .chunked: answer.delivery = .chunked
        case .html, .cutBeforeReply, .oversized, .nullContent, .numbersForStrings, .missingOptionalFields, .membersLeftOut,
            .membersEmptied, .gateway, .threeHundredCurrencies, .hostileText, .refusal, .code, .codeAfterWrite, .bareRow, .rateLimited,
            .maintenance, .announcement, .redirect, .stream, nil:
            break
        }
        return answer
    }

    /// A status that can go out as the final one of a reply.
    private static func sendable(_ status: Int) -> Int {
        (200...599).contains(status) ? status : 500
    }
}
