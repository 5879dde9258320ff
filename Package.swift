// swift-tools-version: 6.0
import PackageDescription

/// Optimized in debug builds too: the tests go through thousands of screens and replies, which takes four times as long without.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The targets and their allowed imports follow one table; `Tests/ArchitectureTests` reads the import lines against it.
let package = Package(
    name: "tidegate",
    products: [
        .executable(name: "tidegate", targets: ["tidegate"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // C libraries of the system, and the one small C target of our own.
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "COpenSSL"),
        .target(
            name: "CGuard",
            cSettings: [
                .define("_FORTIFY_SOURCE", to: "3", .when(configuration: .release)),
                .unsafeFlags(["-fstack-protector-strong", "-fstack-clash-protection"]),
            ]
        ),

        // Pure targets.
        .target(name: "Domain", swiftSettings: optimized),
        .target(name: "Core", dependencies: ["Domain"], swiftSettings: optimized),
        .target(name: "JSON", swiftSettings: optimized),
        .target(
            name: "Themes",
            dependencies: ["Domain", "Core", .product(name: "TOMLKit", package: "TOMLKit")],
            resources: [.embedInCode("themes")]
        ),

        // Targets that touch a part of the world each.
        .target(name: "Crypto", dependencies: ["COpenSSL", "CGuard"]),
        .target(name: "Age", dependencies: ["Crypto"]),
        .target(name: "Vault", dependencies: ["Age", "Crypto", "JSON", "Domain"]),
        .target(name: "HTTP", dependencies: ["CCurl", "Crypto"]),
        .target(name: "Exchanges", dependencies: ["Domain", "Crypto", "JSON", "HTTP"]),
        .target(name: "Terminal", dependencies: ["Domain", "Core", "Themes", "CNcurses", "CGuard"]),
        .target(
            name: "Sandbox",
            dependencies: [
                "Crypto", "JSON",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ]
        ),
        .target(name: "Session", dependencies: ["Domain", "Exchanges", "HTTP", "Crypto"]),
        .target(
            name: "App",
            dependencies: [
                "Domain", "Core", "Themes", "JSON", "Crypto", "HTTP", "Exchanges", "Session", "Age", "Vault", "Terminal", "Sandbox",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]
        ),
        .target(
            name: "Commands",
            dependencies: [
                "Domain", "Core", "Themes", "JSON", "Crypto", "HTTP", "Exchanges", "Session", "Age", "Vault", "Terminal", "Sandbox", "App",
            ]
        ),
        .executableTarget(
            name: "tidegate",
            dependencies: [
                "Commands",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            linkerSettings: [
                // A hundred thousand places to fill in at the start take 2 MiB less to list. Debian 12 and later can read the short list.
                // And what Foundation and its smaller part both define is to come from that part: the whole of it, with ICU, is half the file.
                // The library of C++ is inside too, which saves finding it at the start, and nobody links against the program.
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
                        "-Xlinker", "--remap-inputs=*/swift_static/linux/libFoundation.a=/dev/null",
                        "-Xlinker", "--remap-inputs=*/libstdc++.so=/dev/null", "-Xlinker", "-l:libstdc++.a",
                        "-Xlinker", "--no-export-dynamic",
                        // Every function of a library is found before the program begins, and then nobody can write to the table.
                        "-Xlinker", "-z", "-Xlinker", "relro", "-Xlinker", "-z", "-Xlinker", "now", "-Xlinker", "--strip-all",
                    ],
                    .when(platforms: [.linux], configuration: .release))
            ]
        ),

        .executableTarget(
            name: "tidegate-bench",
            dependencies: [
                "Domain", "JSON", "Crypto", "HTTP", "Exchanges", "Session",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Linked into the one program that all tests are, for what it does there before the first of them.
        .target(name: "CTestProcess", path: "Tests/Support/CTestProcess"),
        // What several of the tests' targets use; without Testing, so that a release builds.
        .target(
            name: "TestSupport", dependencies: ["CGuard", "Domain", "Crypto", "HTTP", "Exchanges", "Session", "Vault", "Sandbox"],
            path: "Tests/Support/TestSupport"),
        // Replies changed at random, read and drawn: built like the release, for a hundred thousand of them take a minute there.
        .executableTarget(
            name: "tidegate-mutations",
            dependencies: [
                "Domain", "Core", "JSON", "HTTP", "Exchanges", "Session", "App", "Commands", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Mutations"
        ),

        .testTarget(name: "DomainTests", dependencies: ["Domain", "TestSupport"]),
        .testTarget(
            name: "CoreTests", dependencies: ["Core", "Domain", "Exchanges", "TestSupport"], exclude: ["Snapshots"],
            swiftSettings: optimized),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
        .testTarget(name: "ThemesTests", dependencies: ["Themes", "Core", "Domain", "TestSupport"]),
        .testTarget(name: "CryptoTests", dependencies: ["Crypto", "CGuard", "TestSupport"], exclude: ["keys"]),
        .testTarget(name: "AgeTests", dependencies: ["Age", "Crypto", "TestSupport"], exclude: ["clients"]),
        .testTarget(
            name: "VaultTests", dependencies: ["Vault", "Age", "Crypto", "Domain", "Exchanges", "JSON", "TestSupport"], exclude: ["crash"]),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP", "Crypto", "TestSupport"], exclude: ["clients"]),
        .testTarget(
            name: "ExchangesTests", dependencies: ["Exchanges", "Session", "Domain", "Crypto", "JSON", "HTTP", "TestSupport"],
            exclude: ["recorded"]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Themes", "Core", "Domain", "TestSupport"]),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox", "Crypto", "JSON", "HTTP", "TestSupport"], exclude: ["clients"]),
        .testTarget(
            name: "SessionTests",
            dependencies: ["CTestProcess", "Session", "Domain", "Crypto", "HTTP", "Exchanges", "Sandbox", "TestSupport"]),
        .testTarget(
            name: "AppTests",
            dependencies: ["App", "Session", "Domain", "Core", "Crypto", "JSON", "HTTP", "Exchanges", "Sandbox", "TestSupport"]),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "App", "Session", "Domain", "Core", "Crypto", "JSON", "HTTP", "Exchanges", "Sandbox", "Vault", "TestSupport",
            ]),
        // An exchange that only the tests know, told through the kit alone.
        .testTarget(
            name: "MeadowTests",
            dependencies: [
                "COpenSSL", "Domain", "Core", "Crypto", "JSON", "HTTP", "Exchanges", "Session", "Vault", "App", "Commands", "TestSupport",
            ]),
        .testTarget(name: "ArchitectureTests", dependencies: ["CTestProcess"]),
        .testTarget(name: "EndToEndTests", dependencies: ["tidegate", "TestSupport"], exclude: ["browser", "signals"]),
    ],
    swiftLanguageModes: [.v6]
)

// What a file does not import, it does not see: one overlooked function would bring all of Foundation into the program.
for target in package.targets where target.type != .system && target.type != .test && !["CGuard", "CTestProcess"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.enableUpcomingFeature("MemberImportVisibility")]
}
