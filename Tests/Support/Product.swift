// Where the built programs are.

import Glibc

/// A program this package builds.
public enum Product {
    /// The path of a built executable; the test bundle lies beside it.
    public static func path(_ name: String) throws -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let own = count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
        let starts = [own] + CommandLine.arguments
        for start in starts {
            var parts = start.split(separator: "/", omittingEmptySubsequences: false)
            while !parts.isEmpty {
                parts.removeLast()
                let path = (parts + [Substring(name)]).joined(separator: "/")
                var status = stat()
                if access(path, X_OK) == 0, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return path }
            }
        }
        throw SupportError("the program \(name) is not beside the tests: \(starts)")
    }
}
