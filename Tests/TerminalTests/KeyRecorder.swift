import Core
import Terminal
import Themes

/// Writes down what the decoder says.
final class KeyRecorder: InputSink {
    enum Happening: Hashable {
        case key(Key)
        case pasteBegan
        case pasted([UInt8])
        case pasteEnded
        case pasteLeftOpen
        case mouse(MouseReport)
        case background(RGB)
    }

    /// In order; the pieces of a paste are joined.
    private(set) var happenings: [Happening] = []

    func key(_ key: Key) { happenings.append(.key(key)) }
    func pasteBegan() { happenings.append(.pasteBegan) }
    func mouse(_ report: MouseReport) { happenings.append(.mouse(report)) }
    func background(_ colour: RGB) { happenings.append(.background(colour)) }
    func pasteEnded() { happenings.append(.pasteEnded) }
    func pasteLeftOpen() { happenings.append(.pasteLeftOpen) }

    func paste(_ bytes: UnsafeRawBufferPointer) {
        if case .pasted(let before) = happenings.last {
            happenings[happenings.count - 1] = .pasted(before + bytes)
        } else {
            happenings.append(.pasted(Array(bytes)))
        }
    }
}
