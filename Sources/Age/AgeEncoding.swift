/// How a file is written down.
public enum AgeEncoding: Hashable, Sendable {
    case binary
    /// Base64 between two marker lines, for channels that only take text.
    case armored

    /// What a file looks like from its beginning. Says nothing about whether it is well formed.
    public init(detectedIn file: UnsafeRawBufferPointer) {
        let start = file.prefix(1_024).drop { Armor.isBlank($0) }
        self = start.starts(with: "-----BEGIN".utf8) ? .armored : .binary
    }
}
