import Foundation
import JSON
import Testing

@testable import Sandbox

@Suite("The sandbox answers with any code of the exchange")
struct CodeTests {
    /// The codes that come with another status than 200 (OKX API guide, error codes).
    static let statuses: [(code: Int, status: Int)] = [
        (50000, 400), (50001, 503), (50002, 400), (50004, 400), (50005, 410), (50006, 400), (50011, 429), (50013, 429),
        (50014, 400), (50015, 400), (50016, 400), (50026, 500), (50035, 403), (50100, 400), (50101, 401), (50102, 401),
        (50103, 401), (50104, 401), (50105, 401), (50106, 401), (50107, 401), (50108, 401), (50109, 401), (50110, 401),
        (50111, 401), (50112, 401), (50113, 401), (50114, 401), (50115, 405), (50119, 401), (51000, 400), (51054, 500),
        (58102, 429), (58114, 400), (59105, 400), (53000, 400), (53006, 401), (53012, 400), (53014, 401),
    ]

    @Test func everyCodeGoesOutWithItsStatusAndEnvelope() async throws {
        try await withSandbox({ $0.rateLimits = .off }) { server, client in
            for row in CodeTable.rows {
                for code in row.codes {
                    server.faults = [SandboxFault(.code(String(code)), occurrence: .once)]
                    let reply = try #require(client.send("GET", "/api/v5/account/balance"))
                    let wanted = Self.statuses.first { $0.code == code }?.status
                    let isOAuth = (53000..<54000).contains(code)
                    if !isOAuth || wanted != nil { #expect(reply.status == wanted ?? 200, "\(code)") }
                    #expect(reply.code == String(code))
                    #expect(reply.json?["msg"]?.string?.isEmpty == false)
                    let isBare = reply.status == 401 || reply.status == 429 || isOAuth
                    #expect((reply.json?["data"] == nil) == isBare, "\(code)")
                    #expect(server.faults.isEmpty)
                }
            }
        }
    }

    @Test func tableIsInOrderAndHasNoCodeTwice() {
        for (row, next) in zip(CodeTable.rows, CodeTable.rows.dropFirst()) {
            #expect(row.codes.upperBound < next.codes.lowerBound)
        }
        #expect(CodeTable.row(50123) == nil)
        #expect(Refusal.listed(50123).status == 200)
    }

    @Test func batchesCarryTheirElements() async throws {
        try await withSandbox { server, client in
            server.faults = [SandboxFault(.code("1"), occurrence: .once), SandboxFault(.code("2"), occurrence: .once)]
            #expect(client.send("GET", "/api/v5/public/time")?.rows.map { $0["sCode"]?.string } == ["51008"])
            #expect(client.send("GET", "/api/v5/public/time")?.rows.map { $0["sCode"]?.string } == ["0", "51008"])
        }
    }

    @Test func theRefusedAddressIsNamed() async throws {
        try await withSandbox({
            $0.faults = [SandboxFault(.code("50110"))]
            $0.callerAddress = "198.51.100.7"
        }) { _, client in
            let reply = client.get("/api/v5/account/config", as: SandboxAccount.example("main").key)
            #expect(reply?.json?["msg"]?.string?.contains("198.51.100.7") == true)
        }
    }

    /// The collected facts, where they lie beside the checkout.
    @Test func tableAgreesWithTheFacts() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../..").standardizedFileURL
        let place = root.deletingLastPathComponent().appendingPathComponent("shared/facts/okx-api.md")
        guard let text = try? String(contentsOf: place, encoding: .utf8) else { return }
        let lines = text.components(separatedBy: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("### 3.2") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("### 3.5") })
        var seen = 0
        for line in lines[start..<end] {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count > 2, cells[0].first?.isNumber == true else { continue }
            let numbers = cells[0].replacingOccurrences(of: #"\(.*?\)"#, with: "", options: .regularExpression)
            for part in numbers.components(separatedBy: "/") {
                let ends = part.components(separatedBy: "–").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
                guard let first = ends.first, let last = ends.last, first > 0 else { continue }
                for code in first...last {
                    let row = try #require(CodeTable.row(code), "\(code)")
                    let documented = Int(cells[1].prefix { $0.isNumber }) ?? 200
                    #expect(row.status == (code == 50119 ? 401 : documented), "\(code)")
                    seen += 1
                }
            }
        }
        #expect(seen > 200)
    }
}
