/// Which version of the program this is.
public enum ProgramVersion {
    public static let text = "0.1.0"

    /// What the program calls itself towards exchanges.
    public static let userAgent = "tidegate/\(text) (linux)"
}
