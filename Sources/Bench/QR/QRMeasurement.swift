// QR pictures: ours against libqrencode and libpng in C, and against the qrencode program.

import Glibc
import QR
import TestSupport

/// Makes the same pictures three ways, in turn.
enum QRMeasurement {
    private static let scales = [3, 8]

    static func run(_ options: Options) throws -> [Finding] {
        try scales.flatMap { try measure($0, options) }
    }

    private static func measure(_ scale: Int, _ options: Options) throws -> [Finding] {
        let count = options.isQuick ? 500 : 4_000
        let programCount = options.isQuick ? 10 : 40
        let bare = options.peers + "/qr_bare"
        guard access(bare, X_OK) == 0 else { throw SupportError("\(bare) is not there: run this with make bench") }
        var (ours, plain, tuned, program): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        var (ourBytes, tunedBytes) = (0, 0)
        for _ in 0..<(options.isQuick ? 3 : 7) {
            let mine = try makeOurs(scale, count)
            let theirs = try makeBare(bare, scale, count, "tuned")
            ours.append(mine.rate)
            tuned.append(theirs.rate)
            plain.append(try makeBare(bare, scale, count, "default").rate)
            program.append(try runProgram(scale, programCount))
            (ourBytes, tunedBytes) = (mine.bytes, theirs.bytes)
        }
        // The same bytes, or the comparison is of two different things.
        guard ourBytes == tunedBytes else {
            throw SupportError("ours made \(ourBytes) bytes and the peer \(tunedBytes) for the same pictures")
        }
        let size = "\(ourBytes / count) bytes a picture"
        let rate = Number.median(ours)
        let how = "one thread, numeric, version 1, level M, 1 bit, scale \(scale)"
        return [
            .peer(
                "QR PNG, same compression", "\(how), \(size)", ours: rate, peer: Number.median(tuned),
                named: "libqrencode+libpng in C", unit: "/s", atLeast: 0.8),
            .peer(
                "QR PNG, libpng as it comes", how, ours: rate, peer: Number.median(plain),
                named: "libqrencode+libpng in C", unit: "/s", atLeast: 0.8),
            .peer(
                "QR PNG, qrencode program", "\(how), one process a picture", ours: rate, peer: Number.median(program),
                named: "qrencode", unit: "/s", atLeast: 50),
        ]
    }

    private static func makeOurs(_ scale: Int, _ count: Int) throws -> (rate: Double, bytes: Int) {
        var passes = Passes()
        var writer = PNGWriter()
        var bytes = 0
        let watch = Stopwatch()
        for _ in 0..<count {
            let symbol = try QRSymbol(digits: passes.next())
            bytes += try writer.withPNG(symbol, scale: scale) { $0.count }
        }
        return (Double(count) / watch.seconds, bytes)
    }

    private static func makeBare(
        _ path: String, _ scale: Int, _ count: Int, _ mode: String
    ) throws -> (rate: Double, bytes: Int) {
        let words = try Tool.run([path, String(scale), String(count), mode]).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let nanoseconds = Double(words[0]), let bytes = Int(words[1]) else {
            throw SupportError("\(path) printed something else")
        }
        return (Double(count) / (nanoseconds / 1e9), bytes)
    }

    private static func runProgram(_ scale: Int, _ count: Int) throws -> Double {
        let file = TestRun.shared.makeFolder() + "/a.png"
        var passes = Passes()
        let watch = Stopwatch()
        for _ in 0..<count {
            _ = try Tool.run(["qrencode", "-l", "M", "-m", "4", "-s", String(scale), "-o", file, passes.next()])
        }
        return Double(count) / watch.seconds
    }
}

/// Passes of 34 digits, the same ones as in benchmarks/qr_bare.c.
private struct Passes {
    private var state: UInt64 = 1

    mutating func next() -> String {
        var text = ""
        text.reserveCapacity(34)
        for _ in 0..<34 {
            state = state * 48_271 % 2_147_483_647
            text.unicodeScalars.append(Unicode.Scalar(UInt8(0x30 + state % 10)))
        }
        return text
    }
}
