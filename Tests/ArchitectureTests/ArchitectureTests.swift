// The shape of the project, held by its tests: who imports whom, how long things are, what lies where.

import Foundation
import Testing

@Suite("The shape of the project")
struct ArchitectureTests {
    private let list: RoomList

    init() throws {
        list = try RoomList(manifest: SourceTree.text("Package.swift"))
    }

    @Test("Package.swift lists the rooms in the order of the design, each above those that use it")
    func roomsAreInOrder() throws {
        let names = list.rooms.map(\.name)
        #expect(names == ImportRules.designed.filter(names.contains))
        #expect(Set(names) == Set(try folders(below: "Sources")))
        for (place, room) in list.rooms.enumerated() {
            for dependency in room.dependencies {
                if let other = list.place(of: dependency) {
                    #expect(other < place, "\(room.name) names \(dependency), which stands below it")
                }
            }
        }
    }

    @Test("Every file imports only what stands above its room, and what its room may see")
    func importsFollowTheOrder() throws {
        let rules = ImportRules(list: list)
        var seen = 0
        var found: [String] = []
        for room in list.rooms where !room.isC {
            let files = try SourceTree.swiftFiles(below: "Sources/\(room.name)")
            seen += files.count
            found += files.flatMap { rules.complaints(about: $0, in: room.name) }
        }
        #expect(seen > 100)
        #expect(found == [])
    }

    @Test("SQL is written in the rooms of the database only")
    func sqlStaysInTheStore() throws {
        let rooms = list.rooms.filter { !$0.isC && !TextRules.roomsWithSQL.contains($0.name) }
        let files = try rooms.flatMap { try SourceTree.swiftFiles(below: "Sources/\($0.name)") }
        #expect(files.flatMap(TextRules.sqlComplaints) == [])
    }

    @Test("No file is over 400 lines and no function over 60")
    func nothingIsTooLong() throws {
        let files = try ["Sources", "Tests"].flatMap(SourceTree.swiftFiles)
        #expect(files.flatMap(SizeRules.complaints) == [])
    }

    @Test("No file names a place that exists on one machine only")
    func noMachinePaths() throws {
        var found: [String] = []
        let files = try SourceTree.ownFiles()
        #expect(files.count > 100)
        for path in files {
            guard let text = try? SourceTree.text(path) else { continue }
            found += TextRules.pathComplaints(about: text, in: path)
        }
        #expect(found == [])
    }

    @Test("No Korean sentence puts a particle behind a quoted word that may be any")
    func noGuessedParticles() throws {
        let files = try ["Sources/Screens", "Sources/expodesk"].flatMap(SourceTree.swiftFiles)
        #expect(files.count > 100)
        #expect(
            try files.flatMap { TextRules.particleComplaints(about: try SourceTree.text($0.path), in: $0.path) } == [])
    }

    private func folders(below folder: String) throws -> [String] {
        let url = SourceTree.root.appending(path: folder)
        return try FileManager.default.contentsOfDirectory(atPath: url.path).filter { !$0.hasPrefix(".") }
    }
}
