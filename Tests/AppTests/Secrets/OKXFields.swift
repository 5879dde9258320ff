import Core
import Domain
import Exchanges

@testable import App

extension PasteParser {
    /// Of a key of OKX.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedPaste { parse(bytes, PasteVocabulary(.okx, among: [.okx])) }
}

extension SecretStore {
    /// Of a key of OKX.
    func pasteEnded() -> PasteFindings { pasteEnded(PasteVocabulary(.okx, among: [.okx])) }

    /// Of a key of OKX.
    func credentials(_ slots: CredentialSlots) -> Credentials? { credentials(slots, ExchangeProfile.okx.keyFields) }
}
