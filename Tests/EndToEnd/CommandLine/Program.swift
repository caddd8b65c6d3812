// The built program, run as a user runs it: a process of its own over a data folder of its own.

import Foundation
import Glibc

/// A data folder with the program beside it. Its server is stopped and the folder removed at the end.
final class Program: Sendable {
    struct Result: Sendable {
        var status: Int32
        var output: String
        var errors: String

        /// The lines of the output as JSON objects.
        func objects() throws -> [[String: Any]] {
            try output.split(separator: "\n").map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            }
        }
    }

    struct NotStarted: Error {}

    let folder: String

    /// - Parameter parent: short, because a socket's path has 107 bytes at the most.
    init(parent: String = "/tmp") throws {
        var template = Array((parent + "/xd-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw NotStarted() }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        _ = try? run("stop")
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Beside the bundle of the tests.
    static var path: String {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<6 {
            let candidate = folder.appendingPathComponent("expodesk").path
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
                return candidate
            }
            folder.deleteLastPathComponent()
        }
        return ".build/debug/expodesk"
    }

    func file(_ name: String) -> String { folder + "/" + name }

    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
        try run(arguments, environment: environment)
    }

    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
        try start(arguments, environment: environment).finish()
    }

    /// A run that has begun. Its output goes to files, so that any number may run at once without anybody reading.
    struct Run {
        let process: Process
        let outputPath: String
        let errorPath: String

        func finish() throws -> Result {
            process.waitUntilExit()
            defer {
                try? FileManager.default.removeItem(atPath: outputPath)
                try? FileManager.default.removeItem(atPath: errorPath)
            }
            return Result(
                status: process.terminationStatus,
                output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: outputPath)), as: UTF8.self),
                errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errorPath)), as: UTF8.self))
        }
    }

    /// - Parameter input: the file that standard input reads; nothing without.
    func start(_ arguments: [String], environment: [String: String] = [:], input: FileHandle? = nil) throws -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        process.environment =
            [
                "PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "EXPODESK_DATA_DIR": folder + "/data",
                "EXPODESK_DESK": "desk-1", "CUPS_SERVER": "/dev/null",
            ].merging(environment) { _, new in new }
        let name = UUID().uuidString
        let outputPath = file(name + ".out")
        let errorPath = file(name + ".err")
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = try Self.handle(outputPath)
        process.standardError = try Self.handle(errorPath)
        try process.run()
        return Run(process: process, outputPath: outputPath, errorPath: errorPath)
    }

    private static func handle(_ path: String) throws -> FileHandle {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw NotStarted() }
        return handle
    }
}
