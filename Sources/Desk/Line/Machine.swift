// Which start of which machine this is.

internal import Glibc

/// A machine's count of the time since it was started.
struct Machine: Sendable {
    /// Which start it is.
    var boot: @Sendable () -> String
    /// Milliseconds since some moment before it, sleep included.
    var milliseconds: @Sendable () -> Int64

    /// The one this program runs on.
    static let own = Machine(boot: { ownBoot }, milliseconds: Monotonic.millisecondsWithSleep)

    /// The kernel's random id of this start of the machine; empty where it tells none.
    private static let ownBoot: String = {
        guard let file = fopen("/proc/sys/kernel/random/boot_id", "r") else { return "" }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 64)
        guard fgets(&line, Int32(line.count), file) != nil else { return "" }
        return String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()
}
