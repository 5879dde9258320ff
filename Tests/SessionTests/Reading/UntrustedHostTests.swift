import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Session

/// Hosts that cannot prove who they are, from the certificate to what the user is told. No credential is sent to any of them.
@Suite(.enabled(if: Tool.canRun("openssl"))) struct UntrustedHostTests {
    private static let canaries = ["canary-key-1111", "canary-secret-2222", "canary-phrase-3333"]

    private func target(_ origin: String, trusting file: String?) async -> (
        result: Result<AccountSnapshot, Failure>, rows: [VerificationRow: VerificationResult]
    ) {
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        defer { transport.shutDown() }
        let site = Site(
            id: "lab", name: Phrase(verbatim: "lab"), restOrigin: origin, webOrigin: origin, origin: .configured, certificateFile: file)
        let key = KeyHandle(
            apiKey: SecretBytes(Self.canaries[0].utf8), secretKey: SecretBytes(Self.canaries[1].utf8),
            passphrase: SecretBytes(Self.canaries[2].utf8))
        let collector = RowCollector()
        let result = await AccountReader(transport: transport, limits: SandboxRequest.quickLimits, budget: RateBudget()).verify(
            AccountRequest(exchange: "okx", site: site, environment: .live, key: key)
        ) { collector.add($0, $1) }
        return (result, Dictionary(collector.rows.map { ($0.row, $0.result) }, uniquingKeysWith: { _, last in last }))
    }

    private func check(
        _ host: TLSServer, trusting file: String?, cause: Cause, says words: Phrase, at location: SourceLocation = #_sourceLocation
    ) async {
        let (result, rows) = await target(host.origin, trusting: file)
        guard case .failure(let failure) = result, case .failed(let shown)? = rows[.reach] else {
            Issue.record("\(result)", sourceLocation: location)
            return
        }
        #expect(shown == failure, sourceLocation: location)
        #expect(failure.cause == cause && failure.cause.exitCode == 20, sourceLocation: location)
        #expect(failure.message.english.contains(words.english), "\(failure.message.english)", sourceLocation: location)
        #expect(failure.message.simplifiedChinese.contains(words.simplifiedChinese), sourceLocation: location)
        #expect(!failure.remedy.isEmpty && failure.retry != .later || cause == .networkUnreachable, sourceLocation: location)
        for row in VerificationRow.allCases.dropFirst() { #expect(rows[row] == .skipped, sourceLocation: location) }
        for canary in Self.canaries + ["OK-ACCESS"] { #expect(!host.process.output.contains(canary), sourceLocation: location) }
    }

    @Test func badCertificates() async throws {
        let certificates = try TestCertificates.shared()
        for (name, words) in [
            ("wrongHost", Phrase(en: "belongs to another host", zh: "属于其他主机")),
            ("expired", Phrase(en: "not valid at this time", zh: "不在有效期内")),
            ("selfSigned", Phrase(en: "issued by itself", zh: "自签名证书")),
            ("unknownIssuer", Phrase(en: "does not trust", zh: "不信任的机构")),
        ] {
            let host = try await TLSServer(certificates, name)
            await check(host, trusting: certificates.authority, cause: .tlsUntrusted, says: words)
        }
    }

    @Test func anOldProtocol() async throws {
        let certificates = try TestCertificates.shared()
        let host = try await TLSServer(certificates, "good", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
        await check(host, trusting: certificates.authority, cause: .tlsUntrusted, says: Phrase(en: "outdated encryption", zh: "过时的加密协议"))
    }

    @Test func aMissingCertificateFile() async throws {
        let certificates = try TestCertificates.shared()
        let host = try await TLSServer(certificates, "good")
        await check(
            host, trusting: certificates.folder + "/absent.pem", cause: .tlsUntrusted, says: Phrase(en: "file of certificates", zh: "证书文件"))
    }

    /// A host whose certificate is good, and which is no exchange: it sees the request for its time and nothing else.
    @Test func aHostThatIsTrustedAndNoExchange() async throws {
        let certificates = try TestCertificates.shared()
        let host = try await TLSServer(certificates, "good", "-www")
        let (result, rows) = await target(host.origin, trusting: certificates.authority)
        guard case .failure(let failure) = result, case .failed? = rows[.reach] else {
            Issue.record("\(result)")
            return
        }
        #expect(failure.cause == .replyNotUnderstood)
    }

    /// Names that do not resolve, doors that are shut, and a handshake that is cut are told apart.
    @Test func nameConnectionAndHandshakeAreToldApart() async throws {
        let name = await target("https://exchange.invalid", trusting: nil).rows[.reach]
        let door = await target("https://127.0.0.1:1", trusting: nil).rows[.reach]
        let cut = try RawServer { _ in }
        let handshake = await target("https://127.0.0.1:\(cut.port)", trusting: nil).rows[.reach]
        cut.close()
        let failures = [name, door, handshake].map { row -> Failure? in
            if case .failed(let failure)? = row { failure } else { nil }
        }
        #expect(failures.map { $0?.cause } == [.networkUnreachable, .networkUnreachable, .tlsUntrusted])
        #expect(failures[0]?.message.english.contains("cannot be resolved") == true)
        #expect(failures[1]?.message.english.contains("cannot be reached") == true)
        #expect(failures[2]?.message.english.contains("No encrypted connection") == true)
    }
}
