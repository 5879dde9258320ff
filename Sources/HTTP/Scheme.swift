/// The two ways to speak HTTP.
enum Scheme: String {
    case http
    case https

    var port: UInt16 {
        switch self {
        case .http: 80
        case .https: 443
        }
    }
}
