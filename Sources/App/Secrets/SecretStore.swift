import Core
import Crypto
import Domain
import Exchanges
import Session

/// The only owner of secrets while they are typed, pasted and used: slots and pastes in locked memory, reached by number.
///
/// Belongs to the thread of the driver's loop. What it answers may be kept and printed by anyone. Where locked memory is exhausted,
/// or a field is as long as it may be, characters are not taken, and the lengths in the answers show it.
public final class SecretStore {
    /// The longest paste that is kept, in bytes; the rest is dropped and the findings say so.
    public static let longestPasteBytes = 8_192
    /// The longest value of a slot, in bytes.
    public static let longestValueBytes = 4_096
    /// Pastes that wait for a decision; older ones are wiped.
    static let waitingPastes = 2
    /// Room for the keys of a full vault at three values each, and for the forms.
    static let slotLimit = 3_072

    private var values: [Slot: SecretBytes] = [:]
    /// Slots for which there was no more locked memory.
    private var starved: Set<Slot> = []
    private var pastes: [(paste: PasteFindings.Paste, bytes: SecretBytes, parsed: ParsedPaste)] = []
    private var incoming: (bytes: SecretBytes, extent: PasteFindings.Extent)?
    private var lastPasteNumber = 0
    /// The fields of all exchanges' keys, by whose shapes values are judged.
    private let fields: [KeyField]

    /// An empty store, for keys of these exchanges.
    public init(exchanges: [ExchangeProfile]) {
        fields = exchanges.flatMap(\.keyFields)
    }

    // MARK: Typing

    /// Appends a character to a slot.
    public func type(_ scalar: Unicode.Scalar, into slot: Slot) -> SecretSummary {
        withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { buffer in
            var byteCount = 0
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                buffer[byteCount] = unit
                byteCount += 1
            }
            append(UnsafeRawBufferPointer(rebasing: buffer[..<byteCount]), to: slot)
            buffer.wipe()
        }
        return summary(slot)
    }

    /// Deletes the last character, begins a new line, or clears the slot.
    public func edit(_ slot: Slot, _ edit: SecretEdit) -> SecretSummary {
        switch edit {
        case .removeLast:
            if let value = values[slot] {
                let lastByteCount = value.withUnsafeBytes { bytes in
                    bytes.isEmpty ? 0 : ScalarText(bytes).scalar(endingAt: bytes.count, after: 0).byteCount
                }
                value.removeLast(lastByteCount)
            }
        case .breakLine:
            withUnsafeBytes(of: UInt8(ascii: "\n")) { append($0, to: slot) }
        case .clear: wipe(slot)
        }
        return summary(slot)
    }

    /// Puts bytes that are no secret, such as the sandbox's sample keys, into a slot in place of what is there.
    public func fill(_ slot: Slot, with bytes: [UInt8]) -> SecretSummary {
        wipe(slot)
        bytes.withUnsafeBytes { append($0, to: slot) }
        return summary(slot)
    }

    // MARK: Pasting

    /// The terminal announced a paste.
    public func pasteBegan() {
        incoming?.bytes.wipe()
        incoming = (try? SecretBytes(capacity: Self.longestPasteBytes)).map { ($0, .whole) }
    }

    /// The next bytes of the paste.
    public func paste(_ bytes: UnsafeRawBufferPointer) {
        guard let (kept, _) = incoming else { return }
        let room = kept.capacity - kept.count
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(room))
        guard (try? kept.append(part)) != nil, part.count == bytes.count else {
            incoming?.extent = .cut
            return
        }
    }

    /// The paste is complete; says what was found in it of a key of the exchange. The bytes stay here until the paste is taken from or
    /// discarded.
    package func pasteEnded(_ words: PasteVocabulary) -> PasteFindings {
        lastPasteNumber += 1
        let paste = PasteFindings.Paste(lastPasteNumber)
        guard let (staging, extent) = incoming else {
            return PasteFindings(
                paste: paste, length: 0, lines: 0, layout: .empty, credentials: [:], secrecy: .mayBeSecret, trimmedCharacters: 0,
                extent: .cut)
        }
        incoming = nil
        // The staging area has the size of the longest paste; what is kept needs only the paste's own size.
        let bytes = staging.withUnsafeBytes { try? SecretBytes(copying: $0) } ?? staging
        if bytes !== staging { staging.wipe() }
        return bytes.withUnsafeBytes { borrowed in
            let parsed = PasteParser.parse(borrowed, words)
            var credentials: [KeyField.ID: SecretSummary] = [:]
            for (field, value) in parsed.values {
                credentials[field] = value.withBytes(of: borrowed) { SecretInspection.summary(of: $0, among: fields) }
            }
            while pastes.count >= Self.waitingPastes { pastes.removeFirst().bytes.wipe() }
            pastes.append((paste, bytes, parsed))
            return PasteFindings(
                paste: paste, length: ScalarText(borrowed).count(in: parsed.whole), lines: parsed.lineCount, layout: parsed.layout,
                credentials: credentials, secrecy: extent == .cut ? .mayBeSecret : parsed.secrecy,
                trimmedCharacters: parsed.trimmedCharacters, extent: extent)
        }
    }

    /// Puts a recognised value of a paste into a slot in place of what is there; without such a value the slot stays as it is.
    public func take(_ field: KeyField.ID, from paste: PasteFindings.Paste, into slot: Slot) -> SecretSummary {
        if let held = held(paste), let value = held.parsed.values[field] {
            wipe(slot)
            held.bytes.withUnsafeBytes { borrowed in
                value.withBytes(of: borrowed) { append($0, to: slot) }
            }
        }
        return summary(slot)
    }

    /// Appends a whole paste, its edges trimmed, to a slot.
    public func append(_ paste: PasteFindings.Paste, to slot: Slot) -> SecretSummary {
        if let held = held(paste) {
            held.bytes.withUnsafeBytes { append(UnsafeRawBufferPointer(rebasing: $0[held.parsed.whole]), to: slot) }
        }
        return summary(slot)
    }

    /// The text of a paste that cannot be a secret, cleaned; `nil` for any other. The paste stays until it is discarded.
    public func release(_ paste: PasteFindings.Paste) -> String? {
        guard let held = held(paste), held.parsed.layout == .singleValue, held.parsed.secrecy == .plainText else { return nil }
        return held.bytes.withUnsafeBytes { CleanText.line(String(decoding: $0[held.parsed.whole], as: UTF8.self)) }
    }

    /// Wipes a paste; does nothing where it is gone already.
    public func discard(_ paste: PasteFindings.Paste) {
        guard let index = pastes.firstIndex(where: { $0.paste == paste }) else { return }
        pastes.remove(at: index).bytes.wipe()
    }

    // MARK: Using

    /// What may be known of a slot's value; that of an empty slot where there is none.
    public func summary(_ slot: Slot) -> SecretSummary {
        values[slot]?.withUnsafeBytes { SecretInspection.summary(of: $0, among: fields) } ?? .empty
    }

    /// A handle on copies of a key's slots for a job, which outlive a wipe of the slots; `nil` where one of the fields has to have a value and has
    /// none, or locked memory is exhausted.
    public func key(_ slots: CredentialSlots, _ fields: [KeyField]) -> KeyHandle? {
        guard slots.all.allSatisfy({ !starved.contains($0) }), isWhole(slots, fields), let apiKey = copy(slots.apiKey) else { return nil }
        var others: [(KeyField.ID, SecretBytes)] = []
        for entry in slots.others where isFilled(entry.value) {
            guard let secret = copy(entry.value) else {
                for value in [apiKey] + others.map(\.1) { value.wipe() }
                return nil
            }
            others.append((entry.id, secret))
        }
        return KeyHandle(KeyValues(apiKey: apiKey, others))
    }

    /// A handle on copies of a key's slots for a job, or why there is none.
    func keyHandle(of slots: CredentialSlots, at exchange: ExchangeProfile?) -> Result<KeyHandle, Failure> {
        let fields = exchange?.keyFields ?? []
        if let key = key(slots, fields) { return .success(key) }
        let isThere = isWhole(slots, fields) && isFilled(slots.apiKey)
        return .failure(isThere || slots.all.contains(where: starved.contains) ? SigningProblem.exhausted : Self.incomplete(fields))
    }

    private func isFilled(_ slot: Slot) -> Bool { values[slot]?.isEmpty == false }

    private func isWhole(_ slots: CredentialSlots, _ fields: [KeyField]) -> Bool {
        fields.missing { slots[$0].map(isFilled) ?? false }.isEmpty
    }

    private static func incomplete(_ fields: [KeyField]) -> Failure {
        let needed = fields.needed
        let names = needed.names()
        return Failure(
            .credentialsMalformed,
            message: Phrase(en: "A value of the key is missing.", zh: "Key 的\(needed.number.simplifiedChinese)项内容不完整。"),
            remedy: [Phrase(en: "Enter \(names.english) again.", zh: "请重新填写 \(names.simplifiedChinese)。")])
    }

    /// A copy of one slot; `nil` where it is empty or locked memory is exhausted.
    func copy(_ slot: Slot) -> SecretBytes? {
        guard let value = values[slot], !value.isEmpty else { return nil }
        return value.withUnsafeBytes { try? SecretBytes(copying: $0) }
    }

    /// A copy of a whole paste; `nil` where it is gone or locked memory is exhausted.
    func copy(_ paste: PasteFindings.Paste) -> SecretBytes? {
        held(paste).flatMap { held in held.bytes.withUnsafeBytes { try? SecretBytes(copying: $0) } }
    }

    /// Whether two slots hold the same value, compared in constant time; empty ones do not.
    public func compare(_ first: Slot, _ second: Slot) -> SecretComparison {
        guard let first = values[first], let second = values[second], !first.isEmpty else { return .different }
        return first.isEqual(to: second) ? .same : .different
    }

    /// Copies credentials into the slots of their fields, in place of what is there.
    func put(_ credentials: KeyValues<SecretBytes>, into slots: CredentialSlots) {
        for entry in slots.entries {
            wipe(entry.value)
            credentials[entry.id]?.withUnsafeBytes { append($0, to: entry.value) }
        }
    }

    /// Moves a secret into a slot, in place of what is there.
    func move(_ secret: SecretBytes, into slot: Slot) -> SecretSummary {
        wipe(slot)
        secret.withUnsafeBytes { append($0, to: slot) }
        secret.wipe()
        return summary(slot)
    }

    /// Whether the slots hold exactly these credentials.
    func holds(_ credentials: KeyValues<SecretBytes>, in slots: CredentialSlots) -> Bool {
        guard credentials.ids.allSatisfy({ slots[$0] != nil }) else { return false }
        return slots.entries.allSatisfy { entry in
            guard let secret = credentials[entry.id] else { return !isFilled(entry.value) }
            return values[entry.value]?.isEqual(to: secret) ?? false
        }
    }

    // MARK: Wiping

    /// Wipes the value of a slot and forgets it.
    public func wipe(_ slot: Slot) {
        starved.remove(slot)
        values.removeValue(forKey: slot)?.wipe()
    }

    /// Wipes every slot and every paste, one that is still arriving included.
    public func wipeAll() {
        for value in values.values { value.wipe() }
        values = [:]
        starved = []
        for held in pastes { held.bytes.wipe() }
        pastes = []
        incoming?.bytes.wipe()
        incoming = nil
    }

    /// Whether nothing is kept.
    public var isEmpty: Bool { values.isEmpty && pastes.isEmpty && incoming == nil }

    private func held(_ paste: PasteFindings.Paste) -> (bytes: SecretBytes, parsed: ParsedPaste)? {
        pastes.first { $0.paste == paste }.map { ($0.bytes, $0.parsed) }
    }

    /// Appends as much as fits, whole characters only.
    private func append(_ bytes: UnsafeRawBufferPointer, to slot: Slot) {
        let used = values[slot]?.count ?? 0
        let room = Self.longestValueBytes - used
        var end = bytes.count
        if end > room {
            ScalarText(bytes).forEach(in: 0..<bytes.count) { _, offset in
                if offset <= room { end = offset }
                return offset <= room
            }
        }
        guard end > 0 else { return }
        guard let value = storage(forBytes: used + end, in: slot) else {
            starved.insert(slot)
            return
        }
        try? value.append(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    }

    /// The slot's bytes with a capacity of at least `byteCount`. What is put in whole takes no more than it needs, because locked memory is
    /// scarce; what is typed grows by doubling.
    private func storage(forBytes byteCount: Int, in slot: Slot) -> SecretBytes? {
        if let value = values[slot], value.capacity >= byteCount { return value }
        guard values[slot] != nil || values.count < Self.slotLimit else { return nil }
        var capacity = max(64, (byteCount + 31) / 32 * 32)
        if let value = values[slot] { capacity = max(capacity, value.capacity * 2) }
        guard let grown = try? SecretBytes(capacity: capacity) else { return nil }
        if let value = values[slot] {
            guard (try? grown.append(value)) != nil else { return nil }
            value.wipe()
        }
        values[slot] = grown
        return grown
    }
}
