import Domain
import HTTP
import Testing

@testable import Exchanges

@Suite struct MaintenanceReplyTests {
    /// OKX API guide, "GET / Status".
    private static let row = #"""
        {"begin":"1767229200000","end":"1767230400000","env":"1","href":"","maintType":"1","preOpenBegin":"","scheDesc":"",
         "serviceType":"8","state":"STATE","system":"unified","title":"Trading account system upgrade"}
        """#

    private func decoded(_ rows: String) -> [Maintenance]? { Sample.okx.decodeMaintenance(Sample.rows(rows)).success }

    @Test(
        arguments: [
            ("scheduled", Maintenance.State.scheduled), ("ongoing", .underWay), ("pre_open", .underWay), ("completed", nil),
            ("canceled", nil),
            ("new_word", nil),
        ] as [(String, Maintenance.State?)])
    func states(state: String, meaning: Maintenance.State?) {
        let found = decoded(Self.row.replacing("STATE", with: state))
        #expect(found?.map(\.state) == (meaning.map { [$0] } ?? []))
        if meaning != nil {
            #expect(
                found?.first
                    == Maintenance(
                        title: "Trading account system upgrade", state: meaning ?? .scheduled, beginUnixMilliseconds: 1_767_229_200_000,
                        endUnixMilliseconds: 1_767_230_400_000, environment: .live
                    ))
        }
    }

    @Test(arguments: [("0", 0), ("5", 1), ("6", 0), ("7", 0), ("8", 1), ("9", 1), ("10", 0), ("11", 0), ("99", 1)])
    func servicesThatAreNotUsedHereAreLeftOut(service: String, count: Int) {
        let row = Self.row.replacing("STATE", with: "ongoing").replacing("\"serviceType\":\"8\"", with: "\"serviceType\":\"\(service)\"")
        #expect(decoded(row)?.count == count)
    }

    @Test func nothingAnnouncedAndOddMembers() {
        #expect(decoded("") == [])
        let odd = decoded(#"{"state":"ongoing","begin":"","end":"soon","env":"7","title":"\u001b[31mred\u202e"},7,null"#)
        #expect(odd?.count == 1)
        #expect(odd?.first?.beginUnixMilliseconds == nil && odd?.first?.endUnixMilliseconds == nil && odd?.first?.environment == nil)
        #expect(odd?.first?.title.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E } == false)
        #expect(Sample.okx.decodeMaintenance(Sample.reply("<html>", status: 502)).failure?.cause == .exchangeUnavailable)
    }

    @Test func everyRequestHasItsDocumentedLimit() {
        for part in OKXPart.allCases {
            #expect(!Sample.okx.costs(of: Sample.okx.accountRequest(part, access: Sample.access()).known).isEmpty, "\(part)")
        }
        #expect(
            Sample.okx.costs(of: Sample.okx.clockRequest(at: Sample.place))
                == [RequestCost(RequestAllowance("GET /api/v5/public/time", 10, perMilliseconds: 2_000, by: .address))])
        #expect(Sample.okx.costs(of: Sample.okx.maintenanceRequest(at: Sample.place)).first?.allowance.windowMilliseconds == 5_000)
        #expect(
            Sample.okx.costs(of: Sample.okx.accountRequest(.valuation, access: Sample.access()).known)
                == [RequestCost(RequestAllowance("GET /api/v5/asset/asset-valuation", 1, perMilliseconds: 1_000, by: .account))])
        #expect(Sample.okx.costs(of: HTTPRequest(origin: "https://www.okx.com", target: "/elsewhere")).isEmpty)
    }
}
