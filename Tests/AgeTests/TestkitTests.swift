import Crypto
import Foundation
import Testing

@testable import Age

/// The public vectors, where they lie beside the checkout: the outcome, the layer that refuses, and every byte let through.
struct TestkitTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../shared/age-testkit").standardizedFileURL

    private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    /// As the test kit expects it: 22 is read, 23 refused.
    private static let limits = AgeLimits(greatestWorkFactor: 22, fileBytes: 64 << 20)

    @Test(.enabled(if: !names.isEmpty), arguments: names)
    func givesTheExpectedOutcome(name: String) throws {
        let vector = try TestkitVector(reading: [UInt8](Data(contentsOf: Self.folder.appending(path: name))))
        guard !vector.usesUnknownFeature else { return }
        let keys =
            try vector.passphrases.map { AgeKey.passphrase($0) }
            + vector.identities.map { .identity(try X25519Identity(text: SecretBytes($0.utf8))) }
        let encoding = vector.isArmored ? AgeEncoding.armored : .binary

        let refusal = AgeFile.refusal(of: vector.file, with: keys, as: encoding, limits: Self.limits)
        #expect(Self.outcome(refusal) == vector.expectation)

        if refusal == nil || refusal == .payload {
            let opened = try Self.everyByteOpened(vector.file, keys, encoding)
            let digest = SHA256.digest(of: opened).map { String(format: "%02x", $0) }.joined()
            #expect(digest == vector.payloadDigest)
            if refusal == nil {
                #expect(try AgeFile.open(vector.file, with: keys, as: encoding, limits: Self.limits) == opened)
            }
        }
    }

    /// Content that a reader in one pass would have let through before it met the fault.
    private static func everyByteOpened(_ file: [UInt8], _ keys: [AgeKey], _ encoding: AgeEncoding) throws -> [UInt8] {
        try file.withUnsafeBytes { bytes in
            try AgeFile.withBinary(bytes, encoding, limits) { (binary) throws(AgeError) -> [UInt8] in
                let (header, fileKey) = try AgeFile.unlock(binary, with: keys, limits: limits)
                let sealed = UnsafeRawBufferPointer(rebasing: binary[header.byteCount...])
                var room = [UInt8](repeating: 0, count: Payload.plainCount(ofSealed: sealed.count - Payload.nonceBytes))
                var openedBytes = 0
                room.withUnsafeMutableBytes { try? Payload.open(sealed, fileKey: fileKey, into: $0, openedBytes: &openedBytes) }
                return Array(room[..<openedBytes])
            }
        }
    }

    private static func outcome(_ refusal: AgeError?) -> String {
        switch refusal {
        case nil: "success"
        case .armor: "armor failure"
        case .header, .workFactorTooHigh: "header failure"
        case .noMatch: "no match"
        case .headerCode: "HMAC failure"
        case .payload: "payload failure"
        case .tooLarge, .malformedKey, .crypto: "\(refusal!)"
        }
    }
}
