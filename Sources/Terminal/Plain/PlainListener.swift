public import Core
import Domain

/// Takes what is entered in the plain mode, and tells what there is to answer to.
public protocol PlainListener: InputSink {
    var view: View { get }
    var commands: [OfferedCommand] { get }
    var language: Language { get }
    /// How many values make up a key of the exchange that is being connected.
    var keyValues: Int { get }
}
