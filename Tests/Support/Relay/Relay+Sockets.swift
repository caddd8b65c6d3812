// A relay's own end, on a unix socket or on loopback.

import Glibc

extension Relay {
    /// Programs that a test starts must not hold a line open.
    static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

    static func listen(inside folder: String) throws -> Int32 {
        let listener = socket(AF_UNIX, stream, 0)
        let path = folder + "/.s.PGSQL.5432"
        guard withAddress(path, { bind(listener, $0, $1) }) == 0, Glibc.listen(listener, 16) == 0 else {
            throw SupportError.system("listen on \(path)")
        }
        return listener
    }

    /// - Parameter port: 0 for one that is free.
    static func listen(onPort port: Int) throws -> Int32 {
        let listener = socket(AF_INET, stream, 0)
        var isReused: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, Glibc.listen(listener, 16) == 0 else { throw SupportError.system("listen on port \(port)") }
        return listener
    }

    static func port(of listener: Int32) throws -> Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let asked = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        guard asked == 0 else { throw SupportError.system("getsockname") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
