// Servers that are none, on a port of 127.0.0.1.

import Glibc
import TestSupport

/// Takes calls on a free port of 127.0.0.1 and answers nothing, or one thing.
final class OddServer: Sendable {
    let port: UInt16
    private let listener: Int32

    /// - Parameters:
    ///   - port: 0 for one that is free.
    ///   - onIPv6: listens on ::1 instead.
    init(port: UInt16 = 0, onIPv6: Bool = false) throws {
        let listener = socket(onIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        self.listener = listener
        var only: Int32 = 1
        if onIPv6 { setsockopt(listener, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &only, socklen_t(MemoryLayout<Int32>.size)) }
        var storage = sockaddr_storage()
        var length = socklen_t(onIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &storage) { pointer in
            if onIPv6 {
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                    address.pointee.sin6_family = sa_family_t(AF_INET6)
                    address.pointee.sin6_addr = in6addr_loopback
                    address.pointee.sin6_port = port.bigEndian
                }
            } else {
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                    address.pointee.sin_family = sa_family_t(AF_INET)
                    address.pointee.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
                    address.pointee.sin_port = port.bigEndian
                }
            }
            return pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        // The port lies in the same place in both.
        self.port = withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
        guard bound else {
            close(listener)
            throw SupportError("cannot listen on port \(port)")
        }
    }

    deinit {
        close(listener)
    }

    /// Somebody has called whom nobody has taken yet.
    var isCalled: Bool {
        var descriptor = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 1
    }

    /// Waits for a call and refuses it, as a server does, with this SQLSTATE.
    func refuse(_ state: String, _ message: String) {
        let line = accept(listener, nil, nil)
        var request = [UInt8](repeating: 0, count: 4_096)
        _ = read(line, &request, request.count)
        let body = Array("SFATAL\0VFATAL\0C\(state)\0M\(message)\0\0".utf8)
        let length = withUnsafeBytes(of: UInt32(body.count + 4).bigEndian) { Array($0) }
        let answer = [UInt8(ascii: "E")] + length + body
        _ = write(line, answer, answer.count)
        close(line)
    }

    /// Waits for a call and until the caller hangs up.
    func hearToTheEnd() {
        let line = accept(listener, nil, nil)
        var bytes = [UInt8](repeating: 0, count: 4_096)
        while read(line, &bytes, bytes.count) > 0 {}
        close(line)
    }

    /// Waits for a call, and leaves it without an answer.
    func take() {
        _ = accept(listener, nil, nil)
    }
}
