import Testing

@testable import Commands

@Suite struct NearestNameTests {
    private static let names = [["status"], ["settings"], ["list"], ["replace"], ["rename"], ["remove"], ["vault"], ["vault", "create"]]

    @Test(arguments: [
        ("status", ["status"]), ("stauts", ["status"]), ("STATUS", ["status"]), ("sattus", ["status"]), ("stat", ["status"]),
        ("setings", ["settings"]), ("lst", ["list"]), ("create", ["vault create"]), ("vaultcreate", ["vault create"]),
        ("vault-create", ["vault create"]), ("re", ["replace", "rename", "remove"]), ("renme", ["rename"]),
    ])
    func findsWhatWasMeant(_ word: String, _ meant: [String]) {
        #expect(NearestName.names(to: word, among: Self.names) == meant)
    }

    @Test(arguments: ["", "s", "x", "balance", "frobnicate", String(repeating: "status", count: 10_000)])
    func offersNothingThatIsFar(_ word: String) {
        #expect(NearestName.names(to: word, among: Self.names).isEmpty)
    }

    @Test(arguments: [("", "", 0), ("a", "", 1), ("", "ab", 2), ("ab", "ba", 1), ("abc", "axc", 1), ("kitten", "sitting", 3)])
    func countsChanges(_ word: String, _ other: String, _ count: Int) {
        #expect(NearestName.distance(Array(word), Array(other)) == count)
    }
}
