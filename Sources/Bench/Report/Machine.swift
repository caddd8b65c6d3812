// The machine a measurement was made on, as far as it matters for reading it.

import Glibc

/// What the system says of itself.
enum Machine {
    static var description: String {
        let model =
            text("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }?
            .split(separator: ":").last.map { $0.drop { $0 == " " } } ?? "unknown processor"
        return "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, \(model), Linux \(release)"
    }

    /// The load of the last minute.
    static func load() -> String {
        text("/proc/loadavg").split(separator: " ").first.map(String.init) ?? "unknown"
    }

    /// Resident memory of a process in megabytes: now, and the most it ever was.
    static func memory(of process: Int32) -> (now: Double, peak: Double) {
        let status = text("/proc/\(process)/status")
        func megabytes(_ key: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(key + ":") }
            let digits = line?.filter(\.isNumber) ?? ""
            return (Double(digits) ?? 0) / 1024
        }
        return (megabytes("VmRSS"), megabytes("VmHWM"))
    }

    private static var release: String {
        String(text("/proc/sys/kernel/osrelease").prefix { $0 != "\n" })
    }

    private static func text(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += buffer[..<count]
        }
    }
}
