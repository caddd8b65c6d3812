// The rooms of Package.swift, in its order, and what each says it depends on.

import Foundation
import Testing

/// A target below Sources.
struct Room: Equatable {
    let name: String
    /// Modules it may import: the targets and the products it names.
    let dependencies: [String]
    /// A module map over a library in C, or C itself.
    var isC: Bool { name.first == "C" && name.dropFirst().first?.isUppercase == true }
}

/// Reads the targets out of a package manifest's text.
struct RoomList {
    let rooms: [Room]

    /// - Parameter manifest: the text of Package.swift; the rooms are the list called `rooms` in it.
    init(manifest: String) throws {
        let whole = try #require(manifest.firstRange(of: /let rooms: \[Target\] = \[(?<list>[\s\S]*?)\n\]/))
        let list = String(manifest[whole])
        let products = Self.products(manifest)
        rooms = list.split(separator: /\n    \.(?=systemLibrary|target|executableTarget)/).dropFirst().compactMap {
            part in
            guard let name = part.firstMatch(of: /name: "(?<name>\w+)"/)?.name else { return nil }
            let named = part.firstMatch(of: /dependencies: \[(?<list>[^\]]*)\]/)?.list ?? ""
            let dependencies = named.split(separator: ",").compactMap { word -> String? in
                let trimmed = word.trimmingCharacters(in: .whitespacesAndNewlines)
                if trimmed.isEmpty { return nil }
                return trimmed.hasPrefix("\"") ? trimmed.trimmingCharacters(in: ["\""]) : products[trimmed] ?? trimmed
            }
            return Room(name: String(name), dependencies: dependencies)
        }
    }

    func place(of name: String) -> Int? {
        rooms.firstIndex { $0.name == name }
    }

    subscript(name: String) -> Room? {
        rooms.first { $0.name == name }
    }

    /// `let toml: Target.Dependency = .product(name: "TOMLKit", …)`: the product behind each such name.
    private static func products(_ manifest: String) -> [String: String] {
        var found: [String: String] = [:]
        for match in manifest.matches(of: /let (?<word>\w+): Target\.Dependency = \.product\(name: "(?<name>\w+)"/) {
            found[String(match.word)] = String(match.name)
        }
        return found
    }
}
