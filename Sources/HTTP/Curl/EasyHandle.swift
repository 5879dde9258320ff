internal import CCurl

/// One libcurl easy handle and the memory it borrows. An option that cannot be set is remembered, so that a transfer with a
/// protection missing is never started.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private(set) var firstError = CURLE_OK
    /// libcurl points into these as long as the handle lives.
    private var lists: [LineList] = []
    private var borrowedBytes: [UnsafeMutableRawBufferPointer] = []
    private let errorText: UnsafeMutablePointer<CChar>

    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        set(CURLOPT_ERRORBUFFER, pointer: errorText)
    }

    deinit {
        curl_easy_cleanup(pointer)
        errorText.deallocate()
        for bytes in borrowedBytes { bytes.deallocate() }
    }

    func set(_ option: CURLoption, _ number: Int) {
        note(ccurl_set_number(pointer, option, number))
    }

    func set(_ option: CURLoption, size: Int) {
        note(ccurl_set_size(pointer, option, curl_off_t(size)))
    }

    func set(_ option: CURLoption, _ text: String?) {
        note(ccurl_set_text(pointer, option, text))
    }

    func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer) {
        note(ccurl_set_pointer(pointer, option, value))
    }

    func set(_ option: CURLoption, _ list: LineList) {
        lists.append(list)
        note(ccurl_set_list(pointer, option, list.first))
    }

    func set(_ option: CURLoption, callback: @escaping ccurl_transfer_callback) {
        note(ccurl_set_callback(pointer, option, callback))
    }

    func set(_ option: CURLoption, bytes: [UInt8]) {
        let borrowed = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        borrowed.copyBytes(from: bytes)
        borrowedBytes.append(borrowed)
        note(ccurl_set_borrowed_bytes(pointer, option, borrowed.baseAddress, borrowed.count))
    }

    func set(debugCallback: @escaping ccurl_debug_callback) {
        note(ccurl_set_debug_callback(pointer, debugCallback))
    }

    func set(progressCallback: @escaping ccurl_progress_callback) {
        note(ccurl_set_progress_callback(pointer, progressCallback))
    }

    func setOnlyScheme(_ scheme: Scheme) {
        note(ccurl_set_scheme(pointer, scheme.rawValue))
    }

    func setClosesOnExec() {
        note(ccurl_set_closes_on_exec(pointer))
    }

    func setDropsResolver() {
        note(ccurl_set_drops_resolver(pointer))
    }

    /// Zero where libcurl has no answer.
    func number(_ key: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_number(pointer, key, &value) == CURLE_OK ? value : 0
    }

    /// Zero where libcurl has no answer.
    func size(_ key: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return ccurl_get_size(pointer, key, &value) == CURLE_OK ? Int64(value) : 0
    }

    /// libcurl's own words about the last failure. For telling failures apart, never for showing.
    var failureText: String {
        String(
            decoding: UnsafeBufferPointer(start: errorText, count: Int(CURL_ERROR_SIZE)).lazy
                .prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func note(_ code: CURLcode) {
        if firstError == CURLE_OK { firstError = code }
    }
}
