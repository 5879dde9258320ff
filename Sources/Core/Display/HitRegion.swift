/// A part of a frame that does something when it is pressed with the mouse.
public struct HitRegion: Hashable, Sendable {
    public let row: Int
    public let columns: Range<Int>
    public let target: HitTarget
}
