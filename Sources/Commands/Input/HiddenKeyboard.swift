import App
import Core
import Crypto
import Glibc
import Session
import Terminal

/// A terminal at which secrets are typed or pasted line by line without echo.
///
/// It keeps what was typed beyond a line for the next one, so that the lines of a paste answer one question after the other.
final class HiddenKeyboard {
    private static let pageBytes = 4_096

    private let descriptor: Int32
    private let signals: SignalWait
    private let typing: HiddenTyping
    private let distance = LineDistance(environment: ProgramFolders.variable)
    private let page: UnsafeMutableRawBufferPointer
    /// The part of the page that was read and is not used yet.
    private var unused = 0..<0
    private var decoder = InputDecoder()
    /// Whether the paste under way has had a line end.
    private var pasteExtent = TypedLine.PasteExtent.oneLine
    /// Whether the user ended the typing instead of a line.
    private(set) var hasEnded = false

    /// How pastes are told from typed text.
    enum Pastes: Hashable {
        /// Like typed text.
        case unmarked
        /// The terminal is asked to bracket them. The end of one with several lines ends its last line too.
        case bracketed
    }

    /// Throws `SecretReader.Problem`.
    init(_ descriptor: Int32, signals: SignalWait, pastes: Pastes = .unmarked) throws {
        do {
            typing = try HiddenTyping(on: descriptor, bracketingPastesOf: pastes == .bracketed ? ProgramFolders.variable("TERM") : nil)
        } catch .modesRefused(let number) {
            throw SecretReader.Problem.unreadable(errno: number)
        } catch {
            throw SecretReader.Problem.unreadable(errno: ENOTTY)
        }
        self.descriptor = descriptor
        self.signals = signals
        page = .allocate(byteCount: Self.pageBytes, alignment: 4_096)
        // Keeps it out of swap where that is allowed; it is wiped in any case.
        mlock(page.baseAddress, page.count)
    }

    deinit {
        page.wipe()
        munlock(page.baseAddress, page.count)
        page.deallocate()
        typing.end()
    }

    /// The next line without its end; empty when the typing was ended without one. Throws `SecretReader.Problem`, `CryptoError` or
    /// `Interrupted`.
    func line(limitBytes: Int) throws -> SecretBytes {
        let line = TypedLine(try SecretBytes(capacity: limitBytes), in: pasteExtent)
        defer { pasteExtent = line.pasteExtent }
        // Skips the rest of a line end of two characters, and blank lines in a paste.
        while let byte = unused.first.map({ page[$0] }), byte == 0x0A || byte == 0x0D { unused = unused.dropFirst() }
        while true {
            while let place = unused.first {
                unused = unused.dropFirst()
                // One byte at a time: the next ones belong to another line.
                decoder.feed(UnsafeRawBufferPointer(rebasing: page[place..<place + 1]), into: line)
                if try line.isWhole() {
                    hasEnded = line.endsInput
                    return line.bytes
                }
            }
            page.wipe()
            guard try signals.wait(for: descriptor, milliseconds: timeout) == .ready else {
                // A paste without an end is typed text; its lines have ends of their own.
                if !decoder.isInPaste { decoder.timeout(into: line) }
                continue
            }
            let count = read(descriptor, page.baseAddress, page.count)
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw SecretReader.Problem.unreadable(errno: errno)
            }
            guard count > 0 else {
                hasEnded = true
                return line.bytes
            }
            unused = 0..<count
        }
    }

    private var timeout: Int64 {
        switch decoder.wait {
        case .escape?: distance.escapeMilliseconds
        case .sequence?: distance.sequenceMilliseconds
        case .paste?, nil: Int64(Int32.max)
        }
    }
}

/// The line that keys and pastes make.
private final class TypedLine: InputSink {
    let bytes: SecretBytes
    private var end: End?

    private enum End {
        case line
        case input
        case interrupted
        case tooLong
    }

    /// How much of the paste under way has come.
    private(set) var pasteExtent: PasteExtent

    enum PasteExtent: Hashable {
        case oneLine
        case severalLines
    }

    init(_ bytes: SecretBytes, in pasteExtent: PasteExtent) {
        self.bytes = bytes
        self.pasteExtent = pasteExtent
    }

    /// Whether the typing was ended instead of the line.
    var endsInput: Bool { end == .input }

    /// Throws where the line was interrupted or is too long.
    func isWhole() throws -> Bool {
        switch end {
        case nil: return false
        case .line?, .input?: return true
        case .interrupted?: throw Interrupted(signal: SIGINT)
        case .tooLong?: throw SecretReader.Problem.tooLong
        }
    }

    func key(_ key: Key) {
        switch key {
        case .character(let scalar):
            withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { units in
                var count = 0
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    units[count] = unit
                    count += 1
                }
                append(UnsafeRawBufferPointer(rebasing: units[..<count]))
                units.wipe()
            }
        case .tab: self.key(.character("\t"))
        case .enter: end = .line
        case .backspace:
            bytes.removeLast(bytes.withUnsafeBytes { $0.isEmpty ? 0 : ScalarText($0).scalar(endingAt: $0.count, after: 0).byteCount })
        case .escape, .control("u"): bytes.wipe()
        case .control("d"): end = .input
        // Where the terminal makes no signal of it.
        case .control("c"): end = .interrupted
        case .control, .alt, .backTab, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .function: break
        }
    }

    func pasteBegan() { pasteExtent = .oneLine }

    func paste(_ pasted: UnsafeRawBufferPointer) {
        for place in pasted.indices where end == nil {
            if pasted[place] == 0x0A || pasted[place] == 0x0D {
                if !bytes.isEmpty {
                    end = .line
                    pasteExtent = .severalLines
                }
            } else {
                append(UnsafeRawBufferPointer(rebasing: pasted[place...place]))
            }
        }
    }

    /// A single value waits for Enter as if it had been typed; of several lines the last one is as good as the others.
    func pasteEnded() {
        if pasteExtent == .severalLines, !bytes.isEmpty, end == nil { end = .line }
        pasteExtent = .oneLine
    }

    private func append(_ units: UnsafeRawBufferPointer) {
        if (try? bytes.append(units)) == nil { end = .tooLong }
    }
}
