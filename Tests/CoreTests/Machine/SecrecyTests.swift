import TestSupport
import Testing

@testable import Core
@testable import Domain

/// The whole state can be printed: it holds no secret.
struct SecrecyTests {
    private static let canaries = ["Qz7#Jx9!Vk2$Wp5&Yg", "5B7E98C0A65F62BE", "vwzq-jxkq-zzvw-qqjk"]

    private func printed(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    /// A driver that keeps the characters of secret fields to itself, as the contract has it.
    private func type(_ text: String, into transcript: inout MachineTranscript) throws {
        var length = 0
        for scalar in text.unicodeScalars {
            guard transcript.view.secretFocus != nil else {
                transcript.press(.character(scalar))
                continue
            }
            length += 1
            try transcript.typeSecret(SecretSummary(length: length, shape: .other, masked: nil, troubles: []))
        }
    }

    @Test func nothingThatWasTypedIntoASecretFieldIsInTheState() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        transcript.press(.control("u"))
        try type("visible", into: &transcript)
        var seen = ""
        for (credential, canary) in zip(Credential.allCases, Self.canaries) {
            transcript.goTo(.credential(credential))
            try type(canary, into: &transcript)
            seen += printed(transcript.machine) + printed(transcript.view)
        }
        transcript.press(.enter)
        seen += printed(try transcript.runningJob().job)
        try transcript.finishJob(.read(Sample.snapshot()))
        seen += printed(transcript.machine) + printed(Frame(transcript.view, size: Size(columns: 120, rows: 40)))
        #expect(seen.contains("visible"), "what is no secret is kept")
        for canary in Self.canaries {
            for length in 4...6 {
                for start in 0...canary.count - length {
                    let part = String(canary.dropFirst(start).prefix(length))
                    let isSeen = seen.contains(part)
                    #expect(!isSeen, "\(part)")
                }
            }
        }
        transcript.end()
    }

    @Test func charactersThatReachTheMachineAllTheSameGoNowhere() {
        var machine = AppMachine(Sample.live())
        for key in [Key.character("a"), .enter, .enter, .enter, .enter] { _ = machine.handle(.keyPressed(key)) }
        #expect(machine.view.secretFocus == Slot(1))
        let before = machine
        for scalar in Self.canaries.joined().unicodeScalars {
            #expect(machine.handle(.keyPressed(.character(scalar))) == [])
        }
        #expect(machine == before)
    }

    @Test func everySceneCanBePrinted() throws {
        for scene in Scene.all {
            let transcript = try scene.transcript(.english)
            let printed = printed(transcript.machine)
            let hasSlots = printed.contains("Slot")
            #expect(hasSlots, "\(scene.name): secrets are named by slot")
            for sample in [Sample.summary(.apiKey).masked, "terminal01"].compactMap(\.self)
            where transcript.machine.connections.isEmpty && transcript.driver.secrets.isEmpty {
                #expect(!printed.contains(sample), "\(scene.name)")
            }
        }
    }

    @Test func aSecretIsShownAsMarksOnly() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        try transcript.typeSecret(SecretSummary(length: 5_000, shape: .other, masked: nil, troubles: []))
        let frame = Frame(transcript.view, size: Size(columns: 80, rows: 24))
        let rows = (0..<24).map { frame.row($0).map(\.glyph).joined() }
        let row = try #require(rows.first { $0.contains("5000 characters") })
        #expect(row.contains("•••") && row.contains("5000 characters"), "\(row)")
        #expect(FrameFlaws.found(in: frame) == [])
        transcript.end()
    }
}
