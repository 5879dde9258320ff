import Domain
import HTTP
import Testing

@testable import Exchanges

@Suite struct ReviewTests {
    private func identity(_ permissions: [Permission]?, addresses: [String]? = ["203.0.113.7"]) -> Identity {
        Identity(
            accountID: "1", kind: .main, label: "", permissions: permissions, addresses: AddressBinding(addresses), expiry: .never)
    }

    @Test func aKeyThatCanWithdrawIsRefusedUnlessTheUserInsists() {
        let key = identity([.read, .trade, .withdraw])
        #expect(AccountReview.refusal(of: key, withdrawal: .refused, exchangeTime: 0)?.cause == .withdrawalEnabled)
        #expect(AccountReview.refusal(of: key, withdrawal: .insisted, exchangeTime: 0) == nil)
        guard case .failed(let failure) = AccountReview.withdrawal(of: key, rule: .refused),
            case .warning(let notice) = AccountReview.withdrawal(of: key, rule: .insisted)
        else {
            Issue.record("neither refused nor warned of")
            return
        }
        #expect(failure.cause == .withdrawalEnabled)
        #expect(notice.warning == .withdrawalAllowed)
    }

    @Test func aKeyThatCannotReadIsRefused() {
        let key = identity([.trade])
        #expect(AccountReview.refusal(of: key, withdrawal: .insisted, exchangeTime: 0)?.cause == .permissionMissing)
        guard case .failed(let failure) = AccountReview.permissions(of: key) else {
            Issue.record("not refused")
            return
        }
        #expect(failure.cause == .permissionMissing)
    }

    @Test(arguments: [[Permission.read], [.read, .trade]])
    func readingAloneIsEnoughForWatching(permissions: [Permission]) {
        #expect(AccountReview.refusal(of: identity(permissions), withdrawal: .refused, exchangeTime: 0) == nil)
        guard case .ok = AccountReview.permissions(of: identity(permissions)),
            case .ok = AccountReview.withdrawal(of: identity(permissions), rule: .refused)
        else {
            Issue.record("not ok")
            return
        }
    }

    @Test func addresses() {
        guard case .ok(let phrase) = AccountReview.address(of: identity([.trade])),
            case .warning(let notice) = AccountReview.address(of: identity([.read, .trade], addresses: []))
        else {
            Issue.record("neither bound nor warned of")
            return
        }
        #expect(phrase.english.contains("203.0.113.7"))
        #expect(notice.warning == .addressUnbound)
    }

    @Test func failuresOfTheFirstRequestsHaveTheirRow() {
        let rows = ["50119", "50113", "50105", "50110", "50102", "50101", "50120", "50001", "50011"].map {
            (Sample.okx.explain(code: $0)?.cause ?? .portTaken).traits.row
        }
        #expect(rows == [.key, .secret, .secret, .address, .clock, .environment, .permissions, .reach, .reach])
    }

    @Test(arguments: [
        (HTTPFailure.nameNotResolved, Cause.networkUnreachable), (.connectionFailed, .networkUnreachable),
        (.proxyFailed(.unreachable), .networkUnreachable), (.connectTimedOut, .timeout), (.timedOut, .timeout), (.cut, .networkUnreachable),
        (.replyTooLarge, .replyNotUnderstood), (.protocolError, .replyNotUnderstood), (.cancelled, .timeout),
        (.other(curlCode: 43), .networkUnreachable), (.notAllowed(.plainTextBeyondLoopback), .configurationInvalid),
        (.notAllowed(.originMalformed), .configurationInvalid), (.notAllowed(.headerMalformed), .credentialsMalformed),
        (.tls(.untrustedIssuer), .tlsUntrusted), (.tls(.selfSigned), .tlsUntrusted), (.tls(.expired), .tlsUntrusted),
        (.tls(.wrongHost), .tlsUntrusted), (.tls(.oldProtocol), .tlsUntrusted), (.tls(.handshakeFailed), .tlsUntrusted),
        (.tls(.certificateFileUnreadable), .tlsUntrusted), (.tls(.other), .tlsUntrusted),
    ])
    func requestsWithoutAReply(failure: HTTPFailure, cause: Cause) {
        let failure = Sample.okx.failure(for: failure, origin: Sample.site.restOrigin)
        #expect(failure.cause == cause)
        #expect(!failure.remedy.isEmpty)
        for phrase in [failure.message] + failure.remedy {
            #expect(!phrase.english.isEmpty && !phrase.simplifiedChinese.isEmpty && phrase.english != phrase.simplifiedChinese)
        }
        #expect(
            (failure.retry == .never) == [.tlsUntrusted, .configurationInvalid, .credentialsMalformed, .replyNotUnderstood].contains(cause))
    }
}
