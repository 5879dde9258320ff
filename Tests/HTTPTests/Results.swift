import HTTP

extension Result where Success == HTTPReply, Failure == HTTPFailure {
    var reply: HTTPReply? { try? get() }

    var failure: HTTPFailure? {
        switch self {
        case .success: nil
        case .failure(let failure): failure
        }
    }
}

extension HTTPReply {
    var text: String { String(decoding: body, as: UTF8.self) }
}
