// The package as it lies on the disk.

import Foundation

/// The files of this package.
enum SourceTree {
    /// The package's folder, found from where this file was compiled.
    static let root: URL = {
        var folder = URL(filePath: #filePath)
        repeat {
            folder.deleteLastPathComponent()
        } while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
            && folder.path != "/"
        return folder
    }()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The Swift files below a folder, as paths from the package's own, sorted.
    static func swiftFiles(below folder: String) throws -> [SwiftSource] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
        return try names.sorted().filter { $0.hasSuffix(".swift") }.map { name in
            let path = "\(folder)/\(name)"
            return SwiftSource(path: path, text: try text(path))
        }
    }

    /// Every file that belongs to the project: what git tracks, or where this is no checkout, what lies here apart from
    /// what is built.
    static func ownFiles() throws -> [String] {
        if let listed = try? git(["ls-files", "-z"]), !listed.isEmpty {
            let names = listed.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return names.filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }
        }
        let all = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        return all.filter { path in
            var isFolder: ObjCBool = false
            let whole = root.appending(path: path).path
            return !path.hasPrefix(".build/") && !path.hasPrefix(".git/") && !path.hasPrefix(".swiftpm/")
                && FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    private static func git(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", root.path] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? said : Data()
    }
}
