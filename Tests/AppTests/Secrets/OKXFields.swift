import Core
import Domain
import Exchanges
import Session

@testable import App

extension PasteParser {
    /// Of a key of OKX.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedPaste { parse(bytes, PasteVocabulary(.okx, among: [.okx])) }
}

extension SecretStore {
    /// Of a key of OKX.
    func pasteEnded() -> PasteFindings { pasteEnded(PasteVocabulary(.okx, among: [.okx])) }

    /// Of a key of OKX.
    func key(_ slots: CredentialSlots) -> KeyHandle? { key(slots, ExchangeProfile.okx.keyFields) }
}
