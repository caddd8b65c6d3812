// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let database: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// A target depends only on targets listed above it; Tests/ArchitectureTests holds every import against this list.
let rooms: [Target] = [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CPostgres", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CCUPS", providers: [.apt(["libcups2-dev"])]),
    .systemLibrary(name: "CLinux", providers: [.apt(["libc6-dev"])]),
    .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
    .target(name: "Text", dependencies: ["CUTF8Proc"], swiftSettings: strict),
    .target(name: "Domain", dependencies: ["Text"], swiftSettings: strict),
    .target(name: "Postgres", dependencies: ["CPostgres", "CLinux"], swiftSettings: strict),
    .target(name: "Store", dependencies: ["Text", "Domain", "Postgres"], swiftSettings: strict),
    .target(name: "Journal", dependencies: ["CSodium", "CLinux", database], swiftSettings: strict),
    .target(name: "QR", dependencies: ["CQREncode", "CPNG"], swiftSettings: strict),
    .target(name: "Sheets", dependencies: ["CZip", "CExpat", "CXLSXWriter"], swiftSettings: strict),
    .target(name: "Printing", dependencies: ["CCUPS"], swiftSettings: strict),
    .target(name: "Terminal", dependencies: ["CNcurses", "CLinux", "Text"], swiftSettings: strict),
    .target(
        name: "Desk",
        dependencies: [
            "CSodium", "CLinux", "Text", "Domain", "Sheets", "Printing", "Postgres", "Store", "Journal",
        ], swiftSettings: strict),
    .target(
        name: "Screens",
        dependencies: [
            "Text", "Domain", "Sheets", "Printing", "Postgres", "Store", "Journal", "QR", "Terminal", "Desk", toml,
        ],
        swiftSettings: strict),
    .executableTarget(
        name: "expodesk",
        dependencies: [
            "CLinux", "Text", "Domain", "Sheets", "Printing", "Postgres", "Store", "Journal", "QR", "Terminal", "Desk",
            "Screens", toml, arguments,
        ], swiftSettings: strict),
    .executableTarget(
        name: "Bench",
        dependencies: ["CLinux", "Text", "Domain", "Postgres", "Store", "Journal", "QR", "Desk", "TestSupport"],
        swiftSettings: strict),
]

// What tests share, the small programs they run, and one test target a room.
let tests: [Target] = [
    .target(
        name: "TestSupport", dependencies: ["CLinux", "Domain", "Postgres", "Store"], path: "Tests/Support",
        swiftSettings: strict),
    .executableTarget(
        name: "FrameProbe", dependencies: ["Terminal", "Text"], path: "Tests/FrameProbe", swiftSettings: strict),
    .executableTarget(
        name: "ClusterProbe", dependencies: ["Postgres"], path: "Tests/ClusterProbe", swiftSettings: strict),
    .executableTarget(
        name: "JournalProbe", dependencies: ["Journal"], path: "Tests/JournalProbe", swiftSettings: strict),
    .executableTarget(
        name: "SlowLine", dependencies: ["TestSupport", "CLinux"], path: "Tests/SlowLine", swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["TestSupport", "Text", "CUTF8Proc"], swiftSettings: strict),
    .testTarget(
        name: "DomainTests", dependencies: ["TestSupport", "Domain", "Text", "CSodium"], swiftSettings: strict),
    .testTarget(
        name: "PostgresTests", dependencies: ["TestSupport", "Postgres", "CPostgres", "CLinux", "ClusterProbe"],
        swiftSettings: strict),
    .testTarget(
        name: "StoreTests", dependencies: ["TestSupport", "Store", "Domain", "Postgres"], swiftSettings: strict),
    .testTarget(
        name: "JournalTests", dependencies: ["TestSupport", "Journal", "JournalProbe", "CSodium", database],
        swiftSettings: strict),
    .testTarget(name: "QRTests", dependencies: ["TestSupport", "QR"], swiftSettings: strict),
    .testTarget(name: "SheetsTests", dependencies: ["TestSupport", "Sheets"], swiftSettings: strict),
    .testTarget(name: "PrintingTests", dependencies: ["TestSupport", "Printing"], swiftSettings: strict),
    .testTarget(
        name: "TerminalTests", dependencies: ["TestSupport", "Terminal", "Text", "CNcurses", "CLinux", "FrameProbe"],
        swiftSettings: strict),
    .testTarget(
        name: "DeskTests",
        dependencies: [
            "TestSupport", "Desk", "Domain", "Store", "Journal", "Postgres", "Sheets", "Printing", "CLinux",
        ],
        swiftSettings: strict),
    .testTarget(
        name: "ScreensTests",
        dependencies: [
            "TestSupport", "Screens", "Text", "Domain", "Postgres", "Store", "Journal", "Sheets", "Printing",
            "Terminal", "Desk",
        ], swiftSettings: strict),
    .testTarget(
        name: "EndToEndTests",
        dependencies: [
            "TestSupport", "SlowLine", "expodesk", "Text", "Domain", "Postgres", "Store", "Journal", "Sheets",
            "Terminal", "Desk", "Screens",
        ], path: "Tests/EndToEnd", swiftSettings: strict),
    .testTarget(
        name: "FaultTests",
        dependencies: [
            "TestSupport", "expodesk", "CLinux", "Domain", "Postgres", "Store", "Journal", "Desk",
        ], path: "Tests/Faults", swiftSettings: strict),
]

let package = Package(
    name: "expodesk",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "expodesk", targets: ["expodesk"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: rooms + tests,
    cLanguageStandard: .c11
)
