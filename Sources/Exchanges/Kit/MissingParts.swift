import Domain

/// The parts that a reading lacks although they were asked for, and the values that could not be understood.
public struct MissingParts: Sendable {
    private let gaps: [(name: Phrase, failure: Failure)]
    private let unreadable: [String]

    /// Parts by what they are called in the middle of a sentence; values as the user reads them.
    public init(_ gaps: [(name: Phrase, failure: Failure)], unreadable: [String] = []) {
        self.gaps = gaps
        self.unreadable = unreadable
    }

    /// What is to be said about it; `nil` where nothing is missing.
    public var notice: Notice? {
        guard !gaps.isEmpty || !unreadable.isEmpty else { return nil }
        var english: [String] = []
        var chinese: [String] = []
        for gap in gaps {
            english.append("\(gap.name.english) could not be had (\(Self.amid(gap.failure.message.english)))")
            chinese.append("未能获取\(gap.name.simplifiedChinese)（\(Self.amid(gap.failure.message.simplifiedChinese))）")
        }
        if !unreadable.isEmpty {
            let named = unreadable.prefix(12).joined(separator: ", ") + (unreadable.count > 12 ? ", …" : "")
            english.append("not understood: \(named)")
            chinese.append("无法识别：\(named)")
        }
        var remedy: [Phrase] = []
        for step in gaps.flatMap(\.failure.remedy) where !remedy.contains(step) && remedy.count < 4 {
            remedy.append(step)
        }
        return Notice(
            .partial,
            message: Phrase(
                en: "Some data is missing: \(english.joined(separator: "; ")).", zh: "部分数据缺失：\(chinese.joined(separator: "；"))。"),
            remedy: remedy.isEmpty ? [Phrase(en: "Refresh later.", zh: "请稍后刷新。")] : remedy
        )
    }

    /// A sentence inside another one.
    static func amid(_ sentence: String) -> Substring {
        sentence.hasSuffix(".") || sentence.hasSuffix("。") ? sentence.dropLast() : sentence[...]
    }
}
