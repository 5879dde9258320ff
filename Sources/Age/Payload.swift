import Crypto

/// The content in encrypted chunks (C2SP age.md, "Payload"; the STREAM construction): none can be changed, cut off, moved or added.
enum Payload {
    static let nonceBytes = 16
    static let chunkBytes = 64 * 1024
    private static let sealedChunkBytes = chunkBytes + ChaCha20Poly1305.tagBytes

    private enum Position: UInt8 {
        case inside = 0
        case last = 1
    }

    /// Nonce and chunks. Throws `crypto`.
    static func seal(_ plain: UnsafeRawBufferPointer, fileKey: SecretBytes) throws(AgeError) -> [UInt8] {
        do throws(CryptoError) {
            let nonce = SecureRandom.bytes(nonceBytes)
            let key = try payloadKey(fileKey, nonce: nonce[...])
            var sealed = nonce
            sealed.reserveCapacity(nonceBytes + plain.count + (plain.count / chunkBytes + 1) * ChaCha20Poly1305.tagBytes)
            var start = 0
            var number = 0
            repeat {
                let end = min(start + chunkBytes, plain.count)
                let position = end == plain.count ? Position.last : .inside
                sealed += try ChaCha20Poly1305.seal(
                    UnsafeRawBufferPointer(rebasing: plain[start..<end]), key: key, nonce: chunkNonce(number, position))
                start = end
                number += 1
            } while start < plain.count
            return sealed
        } catch {
            throw .crypto(error)
        }
    }

    /// The most plain bytes that the bytes after the nonce can hold.
    static func plainCount(ofSealed count: Int) -> Int {
        count / sealedChunkBytes * chunkBytes + max(0, count % sealedChunkBytes - ChaCha20Poly1305.tagBytes)
    }

    /// Writes the plain bytes to `room`, which has `plainCount` of them; `openedBytes` says how far it came, after a failure
    /// too. Throws `header` when the nonce is missing, `payload` or `crypto`.
    static func open(
        _ sealed: UnsafeRawBufferPointer, fileKey: SecretBytes, into room: UnsafeMutableRawBufferPointer, openedBytes: inout Int
    ) throws(AgeError) {
        guard sealed.count >= nonceBytes else { throw .header }
        let key: SecretBytes
        do throws(CryptoError) {
            key = try payloadKey(fileKey, nonce: Array(sealed.prefix(nonceBytes))[...])
        } catch {
            throw .crypto(error)
        }
        var rest = sealed[nonceBytes...]
        var number = 0
        while true {
            let chunk = UnsafeRawBufferPointer(rebasing: rest.prefix(sealedChunkBytes))
            rest = rest.dropFirst(chunk.count)
            let target = UnsafeMutableRawBufferPointer(rebasing: room[openedBytes...])
            let plainCount = chunk.count - ChaCha20Poly1305.tagBytes
            // Only the very first chunk may have nothing in it.
            guard plainCount > 0 || plainCount == 0 && number == 0 else { throw .payload }
            if !rest.isEmpty, try opens(chunk, key, chunkNonce(number, .inside), into: target) {
                openedBytes += plainCount
                number += 1
                continue
            }
            guard try opens(chunk, key, chunkNonce(number, .last), into: target) else { throw .payload }
            openedBytes += plainCount
            guard rest.isEmpty else { throw .payload }
            return
        }
    }

    private static func opens(
        _ chunk: UnsafeRawBufferPointer, _ key: SecretBytes, _ nonce: [UInt8], into room: UnsafeMutableRawBufferPointer
    ) throws(AgeError) -> Bool {
        do throws(CryptoError) {
            try ChaCha20Poly1305.open(chunk, key: key, nonce: nonce, into: room)
            return true
        } catch {
            guard error == .authenticationFailed else { throw .crypto(error) }
            return false
        }
    }

    private static func payloadKey(_ fileKey: SecretBytes, nonce: ArraySlice<UInt8>) throws(CryptoError) -> SecretBytes {
        try HKDFSHA256.derive(from: fileKey, salt: Array(nonce), context: Array("payload".utf8), count: ChaCha20Poly1305.keyBytes)
    }

    private static func chunkNonce(_ number: Int, _ position: Position) -> [UInt8] {
        [0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } + [position.rawValue]
    }
}
