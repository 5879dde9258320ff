import Testing
@testable import Core

/// Every scene in every size that a terminal may be dragged to.
struct StormTests {
    @Test(arguments: Scene.all)
    func aStormOfSizesBreaksNothing(scene: Scene) throws {
        var random = SeededGenerator(seed: 400_100)
        let sizes = [Size(columns: 1, rows: 1), Size(columns: 400, rows: 100), Size(columns: 400, rows: 1), Size(columns: 1, rows: 100)]
            + (0..<12).map { _ in Size(columns: Int.random(in: 1...400, using: &random), rows: Int.random(in: 1...100, using: &random)) }
        for language in Language.allCases {
            var transcript = try scene.transcript(language)
            for size in sizes {
                transcript.send(.resized(size))
                let frame = Frame(transcript.view, size: size)
                #expect(FrameFlaws.found(in: frame) == [], "\(size)")
                for region in frame.regions {
                    #expect((0..<size.rows).contains(region.row) && region.columns.lowerBound >= 0 && region.columns.upperBound <= size.columns, "\(size)")
                }
                if !Frame.suffices(size) { #expect(frame.regions.isEmpty, "what cannot be seen cannot be pressed") }
            }
        }
    }

    /// Where some characters take two columns, none of them is ever written.
    @Test(arguments: Scene.all)
    func nothingAmbiguousIsWrittenWhereItWouldBeWide(scene: Scene) throws {
        for language in Language.allCases {
            var view = try scene.transcript(language).view
            view.glyphs = .unambiguous
            for size in [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)] {
                for cell in Frame(view, size: size).cells {
                    #expect(!cell.glyph.unicodeScalars.contains { !$0.isASCII && AmbiguousWidth.isAmbiguous($0.value) }, "\(cell.glyph)")
                }
            }
        }
    }
}
