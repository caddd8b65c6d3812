// What a real reader sees: zbarimg of zbar-tools, the independent judge of everything that shows a QR symbol.

import Foundation

public enum Zbar {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// The texts of all QR symbols in a picture (PNG, PGM …), in the order zbarimg finds them; empty when there are none.
    public static func decode(_ path: String) throws -> [String] {
        try decode([path])
    }

    /// The same for several pictures in one run, one after the other. Texts must not hold newlines.
    public static func decode(_ paths: [String]) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable"] + paths
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        // 4: some picture holds no symbol.
        guard process.terminationStatus == 0 || process.terminationStatus == 4 else {
            throw Failure(description: "zbarimg ended with status \(process.terminationStatus)")
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
