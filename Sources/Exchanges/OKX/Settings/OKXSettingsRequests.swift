import Domain
import HTTP
import JSON

/// The requests about futures settings (OKX API guide, "Trading Account").
enum OKXSettingsRequests {
    static let wantedMode = "2"

    /// GET /api/v5/account/set-account-switch-precheck.
    static func switchCheck(access: Access) -> UnsignedRequest {
        OKXRequests.signed(.get, "/api/v5/account/set-account-switch-precheck?acctLv=\(wantedMode)", access: access)
    }

    /// GET /api/v5/account/leverage-info.
    static func leverage(instrument: String, access: Access) -> UnsignedRequest {
        OKXRequests.signed(.get, "/api/v5/account/leverage-info?instId=\(instrument)&mgnMode=isolated", access: access)
    }

    /// GET /api/v5/account/max-avail-size.
    static func isolatedSize(instrument: String, access: Access) -> UnsignedRequest {
        OKXRequests.signed(.get, "/api/v5/account/max-avail-size?instId=\(instrument)&tdMode=isolated", access: access)
    }

    static func change(_ change: OKXSettingChange, access: Access) -> UnsignedRequest {
        OKXRequests.signed(.post, path(of: change), body: body(of: change), access: access)
    }

    static func call(_ change: OKXSettingChange) -> String {
        "POST \(path(of: change)) \(String(decoding: body(of: change), as: UTF8.self))"
    }

    private static func path(of change: OKXSettingChange) -> String {
        switch change {
        case .leveragePreset: "/api/v5/account/account-level-switch-preset"
        case .accountMode: "/api/v5/account/set-account-level"
        case .positionMode: "/api/v5/account/set-position-mode"
        case .isolatedTransfer: "/api/v5/account/set-isolated-mode"
        case .leverage: "/api/v5/account/set-leverage"
        }
    }

    private static func body(of change: OKXSettingChange) -> [UInt8] {
        var members: [JSONValue.Member]
        switch change {
        case .leveragePreset(let leverage):
            members = [.init("acctLv", .string(wantedMode)), .init("lever", .string(leverage.plain))]
        case .accountMode: members = [.init("acctLv", .string(wantedMode))]
        case .positionMode: members = [.init("posMode", "net_mode")]
        case .isolatedTransfer: members = [.init("isoMode", "automatic"), .init("type", "CONTRACTS")]
        case .leverage(let place, let leverage):
            members = [
                .init("instId", .string(place.instrument)), .init("lever", .string(leverage.plain)), .init("mgnMode", "isolated"),
            ]
            // Sent in hedge mode only; anywhere else it is an error, as leaving it out is there.
            if let side = place.side { members.append(.init("posSide", .string(side.rawValue))) }
        }
        return JSONValue.object(members).encoded()
    }
}
