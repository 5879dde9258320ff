import Domain
import Testing

@testable import Exchanges

@Suite struct ErrorTableTests {
    /// Every code that has to have a row.
    static let documented: [String] = [
        "0", "1", "2", "1009", "4001", "4002", "4003", "4004", "4005", "4006", "4007", "4008", "4009", "50000",
        "50001", "50002", "50004", "50005", "50006", "50007", "50008", "50009", "50010", "50011", "50012", "50013",
        "50014", "50015", "50016", "50017", "50018", "50019", "50020", "50021", "50022", "50023", "50024", "50025",
        "50026", "50027", "50028", "50029", "50030", "50032", "50033", "50035", "50036", "50037", "50038", "50040",
        "50041", "50042", "50044", "50046", "50051", "50052", "50053", "50059", "50060", "50061", "50062", "50067",
        "50072", "50100", "50101", "50102", "50103", "50104", "50105", "50106", "50107", "50108", "50109", "50110",
        "50111", "50112", "50113", "50114", "50115", "50116", "50117", "50118", "50119", "50120", "50121", "50122",
        "51000", "51001", "51008", "51009", "51010", "51012", "51014", "51015", "51021", "51022", "51023", "51024",
        "51027", "51028", "51029", "51030", "51037", "51039", "51041", "51043", "51054", "51057", "51070", "51127",
        "51131", "51155", "51164", "51179", "51186", "51187", "51732", "51733", "51734", "51735", "51736", "51737",
        "53000", "53001", "53002", "53003", "53004", "53005", "53006", "53009", "53010", "53011", "53012", "53013",
        "53014", "53015", "53016", "53017", "53018", "54000", "54001", "54005", "54012", "54024", "54025", "54026",
        "54027", "54028", "54072", "54075", "54092", "58002", "58003", "58004", "58006", "58007", "58008", "58009",
        "58010", "58011", "58012", "58016", "58101", "58102", "58103", "58110", "58111", "58114", "58116", "58117",
        "58120", "58121", "58123", "58124", "58125", "58126", "58127", "58128", "58129", "58131", "58132", "58233",
        "58235", "58240", "58350", "59000", "59001", "59002", "59004", "59005", "59006", "59101", "59102", "59103",
        "59104", "59105", "59106", "59107", "59108", "59109", "59110", "59111", "59112", "59113", "59114", "59117",
        "59118", "59119", "59120", "59121", "59122", "59123", "59124", "59125", "59128", "59132", "59133", "59134",
        "59135", "59136", "59137", "59138", "59139", "59140", "59141", "59142", "59200", "59201", "59202", "59256",
        "59283", "59286", "59288", "59300", "59301", "59302", "59303", "59500", "59501", "59502", "59503", "59505",
        "59506", "59510", "59515", "59516", "59517", "59520", "59521", "59522", "59523", "59524", "59525", "59526",
        "59527", "59528", "59529", "59550", "59604", "59641", "59642", "59643", "59658", "59659", "59660", "59661",
        "59662", "59663", "59664", "59665", "59666", "59668", "59669", "59670", "59683", "59684", "59686", "60004",
        "60005", "60006", "60007", "60008", "60009", "60011", "60012", "60013", "60014", "60018", "60019", "60023",
        "60024", "60026", "60027", "60028", "60031", "60032", "60033", "63999", "64000", "64001", "64002", "64003",
        "64004", "64007", "64008",
        // Newer than the rest, and what stands in front of the exchange.
        "51738", "51739", "51763", "51764", "51765", "51766", "51767", "51768", "51769", "51770", "51771", "51772", "51773", "51774",
        "51784",
        "51785", "52000", "54039", "54040", "54041", "54042", "54043", "54044", "54045", "54046", "54047", "54048", "54049", "54051",
        "54074",
        "54094", "59504", "59508", "59678", "4013", "404", "500", "-30001", "-30002", "-30006",
    ]

    @Test func holdsExactlyTheDocumentedCodes() {
        let codes = OKXErrorTable.table.rows.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(Set(codes) == Set(Self.documented))
        #expect(codes.count == 345)
    }

    @Test(arguments: documented)
    func everyCodeIsExplainedInBothLanguages(code: String) throws {
        let failure = try #require(Sample.okx.explain(code: code))
        #expect(failure.code == code)
        for phrase in [failure.message] + failure.remedy {
            #expect(!phrase.english.isEmpty && !phrase.simplifiedChinese.isEmpty)
            #expect(phrase.english != phrase.simplifiedChinese)
            #expect(phrase.english.unicodeScalars.allSatisfy { $0.value < 0x2E80 })
            #expect(phrase.simplifiedChinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
            #expect(phrase.english.last == "." && phrase.simplifiedChinese.last == "。")
        }
        #expect(failure.remedy.isEmpty == (code == "0"))
    }

    @Test(arguments: [
        ("50119", Cause.keyUnknown), ("50111", .keyUnknown), ("50113", .secretWrong), ("50105", .passphraseWrong),
        ("50101", .wrongEnvironment), ("50102", .clockSkew), ("50110", .ipNotAllowed), ("50120", .permissionMissing),
        ("50103", .credentialsMalformed), ("50104", .credentialsMalformed), ("50011", .rateLimited), ("50061", .rateLimited),
        ("58102", .rateLimited), ("50001", .exchangeUnavailable), ("50013", .exchangeUnavailable),
        ("50026", .exchangeUnavailable), ("50004", .exchangeUnavailable), ("51070", .modeNeedsWebsite),
        ("59000", .settingsBlocked), ("59132", .settingsBlocked), ("51010", .settingsDiffer), ("50051", .regionRestricted),
        ("51155", .regionRestricted), ("51024", .accountRestricted), ("50116", .keyExists), ("50117", .clientNotApproved),
        ("53014", .ipNotAllowed), ("53001", .authorizationDenied), ("53012", .authorizationExpired),
        ("50038", .wrongEnvironment), ("50067", .wrongSite), ("51000", .exchangeRefused),
        ("51773", .regionRestricted), ("51774", .maintenance), ("54094", .featureUnavailable), ("404", .wrongSite),
        ("500", .exchangeUnavailable),
        ("-30006", .exchangeUnavailable), ("60032", .keyUnknown), ("60018", .exchangeRefused), ("64003", .accountRestricted),
        ("4013", .accountRestricted),
    ])
    func causesFollowTheSense(code: String, cause: Cause) {
        #expect(Sample.okx.explain(code: code)?.cause == cause)
    }

    /// Refusals of keys, orders and settings never repeat themselves (50101 to 50121, 51xxx, 59xxx).
    @Test func onlyWhatMayPassIsRetried() {
        let later = Set(OKXErrorTable.table.rows.filter { $0.retry == .later }.map(\.code))
        #expect(
            later == [
                "50001", "50011", "50013", "50040", "50061", "58006", "58007", "58102", "60014", "60023", "63999", "64007",
            ])
        #expect(
            OKXErrorTable.table.rows.filter { $0.retry == .readsOnly }.map(\.code) == [
                "50004", "50026", "500", "-30001", "-30002", "-30006",
            ])
    }

    @Test func subCodesHaveTheMeaningOfTheirCode() {
        #expect(Sample.okx.explain(code: "51008_1000")?.code == "51008")
    }

    @Test(arguments: ["99999", "", "_", "50119x", "０"])
    func unknownCodesHaveNoRow(code: String) {
        #expect(Sample.okx.explain(code: code) == nil)
    }

    @Test func aMissingKeySuspectsTheSiteFirst() throws {
        let failure = try #require(Sample.okx.explain(code: "50119"))
        #expect(failure.remedy.first?.english.contains("wrong site") == true)
    }

    @Test func registryKnowsTheExchange() {
        #expect(ExchangeRegistry.all.adapter(id: "okx")?.id == "okx")
        #expect(ExchangeRegistry.all.adapter(id: "OKX ") == nil)
    }
}
