import TestSupport
import Testing

@testable import Core
@testable import Domain

/// Every scene in every size that a terminal may be dragged to.
struct StormTests {
    @Test(arguments: Scene.all)
    func aStormOfSizesBreaksNothing(scene: Scene) throws {
        var random = SeededGenerator(seed: 400_100)
        let sizes =
            [Size(columns: 1, rows: 1), Size(columns: 400, rows: 100), Size(columns: 400, rows: 1), Size(columns: 1, rows: 100)]
            + (0..<12).map { _ in Size(columns: Int.random(in: 1...400, using: &random), rows: Int.random(in: 1...100, using: &random)) }
        for language in Language.allCases {
            var transcript = try scene.transcript(language)
            for size in sizes {
                transcript.send(.resized(size))
                let frame = Frame(transcript.view, size: size)
                #expect(FrameFlaws.found(in: frame) == [], "\(size)")
                for region in frame.regions {
                    #expect(
                        (0..<size.rows).contains(region.row) && region.columns.lowerBound >= 0 && region.columns.upperBound <= size.columns,
                        "\(size)")
                }
                if !Frame.suffices(size) { #expect(frame.regions.isEmpty, "what cannot be seen cannot be pressed") }
            }
        }
    }

    /// Where there is nothing but ASCII, every sign of ours has one that stands for it.
    @Test(arguments: Scene.all)
    func everySignHasOneInASCII(scene: Scene) throws {
        var view = try scene.transcript(.english).view
        view.glyphs = .ascii
        // Names of things that are not ours, such as that of the other language, have none.
        view.corner = ""
        for cell in Frame(view, size: Size(columns: 80, rows: 24)).cells {
            // Bars and charts are made of the signs that a scene was made for, and pictures come from the names of others.
            #expect(
                cell.glyph.unicodeScalars.allSatisfy {
                    $0.isASCII || $0.properties.isAlphabetic || (0x2580...0x259F).contains($0.value) || (0x2800...0x28FF).contains($0.value)
                        || $0.value >= 0x1F000
                }, "\(cell.glyph)")
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
