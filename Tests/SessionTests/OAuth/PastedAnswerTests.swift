import Domain
import TestSupport
import Testing

@testable import Session

/// What people paste when they are asked for the answer of the browser.
@Suite struct PastedAnswerTests {
    static let state = "k3j5h7g9f1d2s4a6p8o0i2u4y6"
    static let code = "Qx7-Zr_9~Lm2.Kp4"
    static let domain = "https%3A%2F%2Fwww.okx.com"
    static let address = "http://127.0.0.1:8787/callback?code=\(code)&domain=\(domain)&state=\(state)"

    private func judge(_ text: String) -> (code: String?, domain: String?, failure: Failure?, error: String?) {
        let verdict = Array(text.utf8).withUnsafeBytes { AuthorizationAnswer(state: Self.state, path: "/callback").judge(pasted: $0) }
        switch verdict {
        case .code(let code, let domain): return (code.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }, domain, nil, nil)
        case .denied(let error): return (nil, nil, nil, error)
        case .refused(let failure): return (nil, nil, failure, nil)
        }
    }

    @Test(arguments: [
        address, "\"\(address)\"", "'\(address)'", "`\(address)`", "<\(address)>", "(\(address))", "[\(address)]", "[link](\(address))",
        "**\(address)**",
        "curl '\(address)'", "curl \"\(address)\" -v", "curl -s \(address) | jq .", "wget \(address)", "\(address).", "\(address),",
        "\(address);", "\(address)!", "\(address)?",
        "It ended at \(address), what now?", "see \(address)\nthanks a lot for it", "Location: \(address)\r\n",
        "<a href=\"\(address)\">back</a>", "<\(address)|here>",
        "“\(address)”", "「\(address)」", "\(address)。", "地址是：\(address)，谢谢", "\(address)#", "\(address)#_=_",
        address.replacing("&", with: "&amp;"), address.replacing("&", with: "&#38;"), address.replacing("&", with: "\\u0026"),
        address.replacing("&", with: "\\&").replacing("?", with: "\\?"),
        address.replacing("http://127", with: "HTTP://127").replacing("/callback", with: "/CALLBACK"),
        address.replacing("http://127.0.0.1:8787", with: "HTTPS://LOCALHOST"),
        "http://127.0.0.1:8787/callback?state=\(state)&code=\(code)&domain=\(domain)",
        "http://127.0.0.1:8787/callback?domain=\(domain)&x=1&state=\(state)&code=\(code)",
        "http://127.0.0.1:8787/callback#code=\(code)&domain=\(domain)&state=\(state)",
        "http://127.0.0.1:8787/callback?&code=\(code)&state=\(state)&domain=\(domain)",
        "code=\(code)&domain=\(domain)&state=\(state)", "?code=\(code)&domain=\(domain)&state=\(state)",
        "127.0.0.1:8787/callback?code=\(code)&domain=\(domain)&state=\(state)",
        address.replacing("?", with: "？").replacing("=", with: "＝").replacing("&", with: "＆"),
        address.replacing("code", with: "ｃｏｄｅ").replacing(":", with: "："),
        address.replacing(code, with: "%51x7%2DZr%5f9%7ELm2%2EKp4").replacing("state=k", with: "state=%6B"),
        "http://other.example/?u=http%3A%2F%2F127.0.0.1%3A8787%2Fcallback%3Fcode%3D\(code)%26domain%3Dhttps%3A%2F%2Fwww.okx.com%26state%3D\(state)",
        "Open https://www.okx.com/account/oauth?response_type=code&state=\(state) first, then \(address).",
    ])
    func anAddressIsFoundHoweverItIsWrapped(text: String) {
        let (code, domain, failure, _) = judge(text)
        #expect(code == Self.code && domain == "https://www.okx.com", "\(failure?.message.english ?? "")")
    }

    /// Broken by a terminal, a mail, or a person: at every place.
    @Test func anAddressMayBeBrokenAnywhere() {
        for wrapped in [Self.address, "<\(Self.address)>", "\"\(Self.address)\"."] {
            for place in 1..<wrapped.count {
                for gap in ["\n", "\r\n", "\n    ", " \n", "\u{200B}"] {
                    let text = String(wrapped.prefix(place)) + gap + String(wrapped.dropFirst(place))
                    #expect(judge(text).code == Self.code, "\(text.debugDescription)")
                }
            }
        }
        let narrow = Self.address.enumerated().map { $0.offset % 20 == 19 ? "\($0.element)\n" : "\($0.element)" }.joined()
        #expect(judge(narrow + "\n\nThat was it, thank you.").code == Self.code)
        #expect(judge("It said:\n" + narrow).code == Self.code)
    }

    @Test(arguments: [
        code, " \(code)\n", "\"\(code)\"", "'\(code)'", "`\(code)`", "<\(code)>", "(\(code))", "code: \(code)", "Code: \(code)",
        "code：\(code)", "CODE = \(code)", "\"code\": \"\(code)\",",
        "code \(code)", "授权码：\(code)", "Authorization code: \(code).", "the code is \(code)", "\(code).", "\(code),", "Qx7-Zr_9~\nLm2.Kp4",
        "%51x7-Zr_9~Lm2.Kp4", "Ｑx7-Zr_9~Lm2.Kp4",
    ])
    func aCodeAloneIsFoundHoweverItIsWrapped(text: String) {
        let (code, domain, failure, _) = judge(text)
        #expect(code == Self.code && domain == nil, "\(failure?.message.english ?? "")")
    }

    @Test(arguments: [
        address.replacing(domain, with: "https%253A%252F%252Fwww.okx.com"), address.replacing("Qx7-Zr", with: "Qx7%252DZr"),
        address.replacing("state=k", with: "state=%256B"),
        "http%253A%252F%252F127.0.0.1%253A8787%252Fcallback%253Fcode%253D\(code)%2526state%253D\(state)", "Qx7%252DZr_9~Lm2.Kp4",
        "http://other.example/?u=http%3A%2F%2F127.0.0.1%3A8787%2Fcallback%3Fcode%3D\(code)%26domain%3Dhttps%25253A%25252F%25252Fwww.okx.com%26state%3D\(state)",
    ])
    func whatIsEncodedTwiceIsNamed(text: String) {
        let failure = judge(text).failure
        #expect(failure == AuthorizationAnswer.encodedTwice, "\(failure?.message.english ?? "taken")")
    }

    @Test(arguments: [
        (address.replacing("state=k", with: "state=x"), AuthorizationAnswer.notOurs), (address + "x", AuthorizationAnswer.notOurs),
        ("\(address)&state=\(state)", AuthorizationAnswer.notOurs),
        ("http://127.0.0.1:8787/callback?code=\(code)", AuthorizationAnswer.cut), ("code=\(code)", AuthorizationAnswer.cut),
        (address.replacing("state=", with: "stale="), AuthorizationAnswer.cut),
        ("https://www.okx.com/account/oauth?response_type=code&state=\(state)", AuthorizationAnswer.noCode),
        ("hello world, this is no code!", AuthorizationAnswer.noCode),
        ("I have not got one yet", AuthorizationAnswer.noCode), ("code:", AuthorizationAnswer.noCode),
        ("short", AuthorizationAnswer.noCode), ("\"\"", AuthorizationAnswer.noCode),
        (" \n\u{200B}", AuthorizationAnswer.empty), ("\(address)&code=other-code-1", AuthorizationAnswer.noCode),
    ])
    func whatIsNoAnswerIsExplained(text: String, wanted: Failure) {
        let (code, _, failure, _) = judge(text)
        #expect(code == nil && failure == wanted, "\(failure?.message.english ?? "taken")")
    }

    @Test func aRefusalIsFoundToo() {
        #expect(judge("<http://127.0.0.1:8787/callback?error=access_denied&state=\(Self.state)>").error == "access_denied")
    }

    /// Whatever is pasted, nothing traps, and only what holds our state or is a code alone is taken.
    @Test func anyBytesAreTaken() {
        let seed: UInt64 = 515_151
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "code=", "state=", Self.state, Self.code, "&", "?", "#", "%", "%2", "&amp;", "\\u0026", "\n", " ", "\"", "'", "<", ">", "：",
            "＆", "\u{200B}", "error=x", ".",
        ]
        for round in 0..<5_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                bytes +=
                    Int.random(in: 0..<8, using: &random) == 0
                    ? [UInt8.random(in: 0...255, using: &random)] : Array(pieces.randomElement(using: &random)!.utf8)
            }
            let verdict = bytes.withUnsafeBytes { AuthorizationAnswer(state: Self.state, path: "/callback").judge(pasted: $0) }
            if case .code(let code, _) = verdict { #expect((8...256).contains(code.count), "seed \(seed), round \(round)") }
        }
    }
}
