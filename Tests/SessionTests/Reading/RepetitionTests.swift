import Domain
import Exchanges
import HTTP
import TestSupport
import Testing

@testable import Session

/// What is sent a second time, and what never is.
@Suite struct RepetitionTests {
    /// OKX API guide, error codes; a change is repeated only where the exchange says that it did nothing.
    @Test(arguments: [
        ("50001", true, false), ("50004", true, false), ("50011", true, true), ("50013", true, false), ("50026", true, false),
        ("50061", true, true), ("58102", true, true), ("51054", false, false), ("50119", false, false), ("50110", false, false),
        ("59000", false, false), ("51000", false, false), ("50102", false, false),
    ])
    func codes(code: String, read: Bool, change: Bool) throws {
        let failure = try #require(OKXAdapter().explain(code: code))
        #expect(RateLimitedClient.mayRepeat(.read, after: failure) == read)
        #expect(RateLimitedClient.mayRepeat(.change, after: failure) == change)
    }

    @Test func aChangeWithoutAReplyIsNeverRepeated() {
        let site = SandboxRequest.site("http://127.0.0.1:1")
        for failure in [HTTPFailure.timedOut, .cut, .cancelled] {
            #expect(!RateLimitedClient.mayRepeat(.change, after: OKXAdapter().failure(for: failure, origin: site.restOrigin)))
        }
        for status in [502, 503, 520] {
            let reply = HTTPReply(
                status: status, headers: [], body: Array("<html>".utf8), startedAtUnixMilliseconds: 0, finishedAtUnixMilliseconds: 0,
                protocolVersion: .http1_1)
            guard case .failure(let failure) = OKXAdapter().decodeIdentity(reply) else {
                Issue.record("\(status) was read")
                continue
            }
            #expect(RateLimitedClient.mayRepeat(.read, after: failure) && !RateLimitedClient.mayRepeat(.change, after: failure))
        }
    }
}
