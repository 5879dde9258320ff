internal import COpenSSL

/// Named parameters in the form that libcrypto takes; they point at memory that stays the caller's.
enum LibraryParameters {
    enum Parameter {
        case text(name: StaticString, value: StaticString)
        case bytes(name: StaticString, value: UnsafeRawBufferPointer)
    }

    static func with<R>(_ parameters: [Parameter], _ body: (UnsafePointer<OSSL_PARAM>) -> R) -> R {
        var list = parameters.map { parameter in
            switch parameter {
            case .text(let name, let value):
                OSSL_PARAM_construct_utf8_string(
                    characters(name), UnsafeMutablePointer(mutating: characters(value)), value.utf8CodeUnitCount)
            case .bytes(let name, let value):
                OSSL_PARAM_construct_octet_string(characters(name), UnsafeMutableRawPointer(mutating: value.baseAddress), value.count)
            }
        }
        list.append(OSSL_PARAM_construct_end())
        return list.withUnsafeBufferPointer { body($0.baseAddress!) }
    }

    private static func characters(_ text: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
