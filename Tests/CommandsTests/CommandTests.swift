import Crypto
import Domain
import Exchanges
import Glibc
import Sandbox
import Session
import TestSupport
import Testing

@testable import App
@testable import Commands

@Suite struct CommandTests {
    @Test(arguments: [
        (["status", "--json"], ["status", "--json"]),
        (["--json", "status", "main"], ["status", "--json", "main"]),
        (["explain", "-30006"], ["explain", "--", "-30006"]),
        (["--json", "explain", "-30006", "--lang", "en"], ["explain", "--json", "--lang", "en", "--", "-30006"]),
        (["explain", "--", "-30006"], ["explain", "--", "-30006"]), (["explain", "-x"], ["explain", "-x"]),
        (["--home", "/h", "--lang=en", "--plain", "explain", "50119"], ["explain", "--home", "/h", "--lang=en", "--plain", "50119"]),
        (["explain", "okx", "50119"], ["explain", "--exchange", "okx", "50119"]),
        (["--json", "explain", "okx", "-30006"], ["explain", "--exchange", "okx", "--json", "--", "-30006"]),
        (["explain", "--host", "spot", "-2015"], ["explain", "--host", "spot", "--", "-2015"]),
        (["explain", "--exchange", "okx", "50119"], ["explain", "--exchange", "okx", "50119"]),
        (["explain", "a", "b", "c"], ["explain", "a", "b", "c"]),
        (["--json", "vault", "create"], ["vault", "create", "--json"]),
        (["vault", "--json", "--home", "/h", "path"], ["vault", "path", "--json", "--home", "/h"]),
        (["vault"], ["vault"]), (["vault", "--help"], ["vault", "--help"]), (["--json"], ["--json"]), (["--home"], ["--home"]),
        (["--home", "/h"], ["--home", "/h"]),
        (["--json", "--version"], ["--json", "--version"]), (["--frobnicate", "status"], ["--frobnicate", "status"]), ([], []),
    ])
    func optionsMayStandFirst(_ given: [String], _ wanted: [String]) {
        #expect(ArgumentOrder.commandFirst(given) == wanted)
    }

    @Test(arguments: [
        ("html:502", SandboxFault(.html(status: 502))),
        ("html:502@/api/v5/account/balance*1", SandboxFault(.html(status: 502), path: "/api/v5/account/balance", occurrence: .times(1))),
        ("gzip@okx*2", SandboxFault(.gzip, exchange: "okx", occurrence: .times(2))),
        ("code:3400045@okx@/v5/x", SandboxFault(.code("3400045"), path: "/v5/x", exchange: "okx")),
        ("silence:1000*3", SandboxFault(.silence(milliseconds: 1_000), occurrence: .times(3))),
        ("gzip", SandboxFault(.gzip)), ("redirect:https://my.okx.com/x", SandboxFault(.redirect(location: "https://my.okx.com/x"))),
        ("refusal:401:50110", SandboxFault(.refusal(status: 401, code: "50110", message: "Asked for by the sandbox's user"))),
    ])
    func readsFaults(_ argument: String, _ fault: SandboxFault) {
        #expect(FaultArgument.fault(argument) == fault)
    }

    @Test(arguments: ["", "html", "html:x", "gzip:1", "html:502*0", "html:502*", "refusal:401", "silence:-1", "nonsense", "gzip@nowhere"])
    func refusesWhatIsNoFault(_ argument: String) {
        #expect(FaultArgument.fault(argument) == nil)
    }

    /// Every form that the help names is one that is understood.
    @Test func helpNamesRealFaults() {
        for form in FaultArgument.forms {
            let example = form.replacing("STATUS", with: "500").replacing("MS", with: "1").replacing("BYTES", with: "1")
                .replacing("NAMES", with: "perm,ip").replacing("CODE", with: "50001").replacing("ADDRESS", with: "http://127.0.0.1/")
                .replacing("STATE", with: "scheduled").replacing("CLOSE", with: "4005")
            #expect(FaultArgument.fault(example) != nil, "\(form)")
        }
    }

    @Test func takesCredentialsFromAPipe() throws {
        let text = "\(SampleKey.apiKey)\n\(SampleKey.secretKey)\n\(SampleKey.passphrase)\n"
        let key = try read(Array(text.utf8))
        #expect(key.maskedKey == "37c…418")
        #expect(key.values[.passphrase]?.withUnsafeBytes { Array($0) } == Array(SampleKey.passphrase.utf8))
    }

    @Test(arguments: [
        "", "\n\n", "one line", "a\nb", "{\"apiKey\":\"a\",\"secretKey\":\"b\"}", "a\nb\npassword with \u{5BC6}",
        String(repeating: "x", count: 10_000),
    ])
    func refusesOtherInput(_ text: String) throws {
        let failure = try #require(throws: Failure.self) { _ = try read(Array(text.utf8)) }
        #expect(failure.cause == .credentialsMalformed)
    }

    private func read(_ bytes: [UInt8]) throws -> KeyHandle {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        // Less than a pipe holds, so that writing does not block.
        try #require(write(ends[1], bytes, bytes.count) == bytes.count)
        close(ends[1])
        let signals = try #require(SignalWait([]))
        return try CredentialInput(descriptor: ends[0], exchange: .okx, exchanges: [.okx], language: .english, signals: signals).read()
    }
}
