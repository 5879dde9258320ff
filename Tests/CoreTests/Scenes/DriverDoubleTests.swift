import TestSupport
import Testing

@testable import Core
@testable import Domain

/// A double that accepts anything would prove nothing.
struct DriverDoubleTests {
    private static let slots = CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3))
    private static let job = Operation.refresh(
        AccessTarget(exchange: "okx", site: ExchangeProfile.okx.sites[0], environment: .live, slots: slots))

    private func filled() -> DriverDouble {
        var driver = DriverDouble(sampleIDs: ["main"])
        #expect(driver.carryOut(.fillSample("main", Self.slots)) == nil)
        return driver
    }

    @Test func refusesJobsThatCannotBe() {
        var driver = filled()
        #expect(driver.carryOut(.cancel(Ticket(1))) != nil)
        #expect(driver.carryOut(.start(Ticket(1), Self.job)) == nil)
        #expect(driver.carryOut(.start(Ticket(1), Self.job)) != nil)
        #expect(driver.carryOut(.cancel(Ticket(1))) == nil)
        #expect(driver.carryOut(.cancel(Ticket(1))) != nil)
        #expect(driver.carryOut(.start(Ticket(1), Self.job)) != nil)
        #expect(driver.carryOut(.wipe(Slot(2))) == nil)
        #expect(driver.carryOut(.start(Ticket(2), Self.job)) != nil)
    }

    @Test func refusesPastesThatAreGone() {
        var driver = filled()
        let paste = PasteFindings.Paste(1)
        #expect(driver.carryOut(.takeFromPaste(paste, .apiKey, Slot(1))) != nil)
        #expect(driver.carryOut(.discardPaste(paste)) != nil)
        driver.note(.pasted(Sample.PasteContent.keyAndSecret.findings(paste)))
        #expect(driver.carryOut(.takeFromPaste(paste, .apiKey, Slot(1))) == nil)
        #expect(driver.carryOut(.takeFromPaste(paste, .passphrase, Slot(3))) != nil)
        #expect(driver.carryOut(.releasePaste(paste)) != nil)
        #expect(driver.carryOut(.discardPaste(paste)) == nil)
        #expect(driver.carryOut(.appendPaste(paste, Slot(1))) != nil)
    }

    @Test func refusesUnknownSamplesAndAnythingAfterQuitting() {
        var driver = filled()
        #expect(driver.carryOut(.fillSample("other", Self.slots)) != nil)
        #expect(driver.carryOut(.startTimer(.refresh, milliseconds: 0)) != nil)
        #expect(driver.carryOut(.quit) == nil)
        #expect(driver.carryOut(.wipe(Slot(1))) != nil)
    }

    @Test func namesWhatIsLeft() {
        var driver = filled()
        _ = driver.carryOut(.start(Ticket(7), Self.job))
        _ = driver.carryOut(.startTimer(.notice, milliseconds: 1))
        driver.note(.pasted(Sample.PasteContent.plainWord.findings(PasteFindings.Paste(4))))
        #expect(
            driver.leftovers == [
                "held paste 4", "it has not quit", "open ticket 7", "running timer notice", "unwiped slot 1", "unwiped slot 2",
                "unwiped slot 3",
            ])
        _ = driver.carryOut(.editSecret(Slot(2), .clear))
        #expect(!driver.leftovers.contains("unwiped slot 2"))
    }
}
