import Domain
import Exchanges
import Sandbox
import TestSupport
import Testing

@testable import Session

/// Every code of the exchange from the sandbox to what the user is told.
@Suite struct CodeTableTests {
    /// OKX API guide, error codes of the general, API, trade, account and funding classes.
    static let codes: [String] = {
        let ranges: [ClosedRange<Int>] = [
            50_000...50_002, 50_004...50_030, 50_032...50_033, 50_035...50_038, 50_040...50_042, 50_044...50_044, 50_046...50_046,
            50_051...50_053, 50_059...50_062, 50_067...50_067, 50_072...50_072, 50_100...50_122, 51_000...51_001, 51_008...51_010,
            51_012...51_012, 51_014...51_015, 51_021...51_024, 51_027...51_030, 51_037...51_037, 51_039...51_039, 51_041...51_041,
            51_043...51_043, 51_054...51_054, 51_057...51_057, 51_070...51_070, 51_127...51_127, 51_131...51_131, 51_155...51_155,
            51_164...51_164, 51_179...51_179, 51_186...51_187, 51_732...51_736, 51_738...51_739, 51_763...51_774, 51_784...51_785,
            52_000...52_000, 54_039...54_049,
            54_051...54_051, 54_074...54_074, 54_094...54_094, 59_504...59_504, 59_508...59_508, 59_678...59_678, 54_000...54_001,
            54_005...54_005, 54_012...54_012,
            54_024...54_028, 54_072...54_072, 54_075...54_075, 54_092...54_092, 59_000...59_002, 59_004...59_006, 59_101...59_114,
            59_117...59_125, 59_128...59_128, 59_132...59_142, 59_200...59_202, 59_256...59_256, 59_283...59_283, 59_286...59_286,
            59_288...59_288, 59_300...59_303, 59_500...59_503, 59_505...59_506, 59_510...59_510, 59_515...59_517, 59_520...59_529,
            59_550...59_550, 59_604...59_604, 59_641...59_643, 59_658...59_666, 59_668...59_670, 59_683...59_684, 59_686...59_686,
            58_002...58_004, 58_006...58_012, 58_016...58_016, 58_101...58_103, 58_110...58_111, 58_114...58_114, 58_116...58_117,
            58_120...58_121, 58_123...58_129, 58_131...58_132, 58_233...58_233, 58_235...58_235, 58_240...58_240, 58_350...58_350,
        ]
        return ranges.flatMap { $0.map(String.init) }
    }()

    /// Causes and exit codes that people and scripts lean on most.
    static let known: [String: (cause: Cause, exitCode: Int32, row: VerificationRow)] = [
        "50119": (.keyUnknown, 10, .key), "50111": (.keyUnknown, 10, .key), "50113": (.secretWrong, 10, .secret),
        "50105": (.passphraseWrong, 10, .secret), "50103": (.credentialsMalformed, 10, .key), "50104": (.credentialsMalformed, 10, .key),
        "50110": (.ipNotAllowed, 11, .address), "50035": (.ipNotAllowed, 11, .address), "50102": (.clockSkew, 12, .clock),
        "50101": (.wrongEnvironment, 13, .environment), "50038": (.wrongEnvironment, 13, .environment),
        "50108": (.wrongSite, 13, .key), "50120": (.permissionMissing, 14, .permissions), "51010": (.settingsDiffer, 15, .settings),
        "59000": (.settingsBlocked, 15, .settings), "51070": (.modeNeedsWebsite, 15, .settings), "50051": (.regionRestricted, 15, .reach),
        "50121": (.regionRestricted, 15, .reach), "50007": (.accountRestricted, 15, .key), "50030": (.featureUnavailable, 15, .settings),
        "50116": (.keyExists, 16, .key), "50117": (.clientNotApproved, 16, .key), "50001": (.exchangeUnavailable, 21, .reach),
        "50004": (.exchangeUnavailable, 21, .reach), "50013": (.exchangeUnavailable, 21, .reach),
        "50026": (.exchangeUnavailable, 21, .reach),
        "50046": (.maintenance, 21, .reach), "50011": (.rateLimited, 22, .reach), "50061": (.rateLimited, 22, .reach),
        "58102": (.rateLimited, 22, .reach), "51000": (.exchangeRefused, 23, .key), "58350": (.exchangeRefused, 23, .key),
    ]

    /// One sandbox plays them all, one after the other; repetition has a test of its own.
    @Test func everyCodeArrivesWithCauseSentenceAndRemedy() async throws {
        let bench = try await SandboxBench()
        var limits = SandboxRequest.quickLimits
        limits.repetitions = 0
        for code in Self.codes {
            let outcome = await bench.verify("main", faults: [SandboxFault(.code(code), path: "/api/v5/account/config")], limits: limits)
            let failure = try #require(outcome.failure, "\(code)")
            let explained = try #require(OKXAdapter().explain(code: code), "\(code)")
            #expect(failure.code == code)
            #expect(failure.cause == explained.cause && failure.retry == explained.retry, "\(code)")
            #expect(failure.message.english.hasPrefix(explained.message.english.dropLast()), "\(code)")
            #expect(failure.message.simplifiedChinese.hasPrefix(explained.message.simplifiedChinese.dropLast()), "\(code)")
            #expect(!failure.remedy.isEmpty, "\(code)")
            #expect(outcome.failedRow == failure.cause.traits.row, "\(code)")
            #expect(Set(outcome.rows.map(\.row)) == Set(VerificationRow.allCases), "\(code)")
            if let known = Self.known[code] {
                #expect(
                    failure.cause == known.cause && failure.cause.exitCode == known.exitCode && outcome.failedRow == known.row, "\(code)")
            }
            if code == "50110" { #expect(failure.seenAddress == "127.0.0.1") }
        }
        #expect(Set(Self.known.keys).subtracting(Self.codes).isEmpty)
        await bench.close()
    }

    /// A refused row says what it presupposes and nothing more.
    @Test(arguments: [
        ("50119", [VerificationRow.reach, .clock]), ("50101", [.reach, .clock, .key]), ("50110", [.reach, .clock, .key]),
        ("50105", [.reach, .clock, .key]), ("50113", [.reach, .clock, .key]),
        ("50120", [.reach, .clock, .key, .secret, .address, .environment]), ("50102", [.reach]),
    ])
    func rowsThatAreProved(code: String, rows: [VerificationRow]) async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(.code(code), path: "/api/v5/account/config")])
        let proved = VerificationRow.allCases.filter { if case .ok = outcome.settled($0) { true } else { false } }
        #expect(proved == rows)
    }

    /// Where the whole failed, or a part, the code of the element counts.
    @Test(arguments: ["1", "2"]) func outerCodesPointToTheInnerOne(code: String) async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(.code(code), path: "/api/v5/account/config")])
        #expect(outcome.failure?.code == "51008" && outcome.failure?.cause == .exchangeRefused)
    }

    @Test(arguments: ["50001", "50004", "50011", "50013", "50026", "50061"])
    func whatMayPassIsReadAgain(code: String) async throws {
        let outcome = try await SandboxRequest.verify(
            faults: [SandboxFault(.code(code), path: "/api/v5/account/config", occurrence: .times(2))])
        #expect(outcome.snapshot != nil)
        #expect(outcome.paths.count { $0 == "/api/v5/account/config" } == 3)
    }
}
